extension FilmProvenance {
  /// As an XMP packet (ISO 16684-1): RDF in XML, with the IPTC's property and the scenes as a list.
  package var xmp: String {
    let list = scenes.map { "     <rdf:li rdf:parseType=\"Resource\">\($0.properties)</rdf:li>\n" }.joined()
    return """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about=""
          xmlns:xmp="http://ns.adobe.com/xap/1.0/"
          xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
          xmlns:everzoom="urn:everzoom:provenance:1.0/">
         <xmp:CreatorTool>Everzoom</xmp:CreatorTool>
         <Iptc4xmpExt:DigitalSourceType>\(kind.digitalSourceType)</Iptc4xmpExt:DigitalSourceType>
         <everzoom:Scenes>
          <rdf:Seq>
      \(list)    </rdf:Seq>
         </everzoom:Scenes>
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """
  }

  /// The packet as a box of its own at the end of an MP4, where nothing in the file has to move for it (XMP specification, part 3).
  var box: [UInt8] {
    let body = FilmProvenance.uuid + Array(xmp.utf8)
    let size = UInt32(body.count + 8)
    return (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * UInt32($0))) } + Array("uuid".utf8) + body
  }

  /// BE7ACFCB-97A9-42E8-9C71-999491E3AFAC, by which readers know XMP.
  private static let uuid: [UInt8] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
  ]
}

extension FilmProvenance.Scene {
  fileprivate var properties: String {
    [
      ("Generator", generator), ("Prompt", prompt), ("Seed", seed.map { "\($0)" }), ("SourceHash", sourceHash),
    ]
    .compactMap { name, value in
      value.map { "<everzoom:\(name)>\(Self.escaped(Self.withoutFolders($0)))</everzoom:\(name)>" }
    }
    .joined()
  }

  /// A path says where somebody keeps things: only its last name is left.
  private static func withoutFolders(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { $0.isWhitespace }.map { word in
      let isPath = ["/", "~/", "./", "../", "file:"].contains { word.hasPrefix($0) } || word.contains(":\\")
      guard isPath else { return String(word) }
      return String(word.split { $0 == "/" || $0 == "\\" }.last ?? "")
    }
    .joined(separator: " ")
  }

  /// As text between tags of XML 1.0, which cannot hold every character.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\t", "\n": escaped += " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
  }
}
