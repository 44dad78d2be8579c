import Foundation
import FoundationXML
import Geometry
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `A film's provenance` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  private static let provenance = FilmProvenance(
    .algorithmic,
    scenes: [
      .init(generator: "worlds: agate", prompt: "stone & <ink>, \"deep\" blue", seed: 17_446_744_073_709_551_615),
      .init(generator: "command /home/someone/paint.py --fast", sourceHash: "ab12cd"),
    ])

  private func film(_ name: String, _ provenance: FilmProvenance?) throws -> [UInt8] {
    let size = CanvasSize(64, 48)
    let sink = try Sinks.open(
      folder(name),
      FilmSettings(
        size: size, framesPerSecond: Rational(30), frameCount: 5, provenance: provenance))
    for frame in 0..<5 { try sink.write(testPicture(size, sink.format, frame: frame)) }
    try sink.finish()
    return try folder.bytes(name)
  }

  @Test func `stands in an MP4 as a box of its own after all others`() throws {
    let bytes = try film("a.mp4", Self.provenance)
    let boxes = try #require(Boxes.read(bytes[...]))
    #expect(boxes.map(\.type).contains("moov") && boxes.last?.type == "uuid")
    let uuid: [UInt8] = [
      0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
    ]
    #expect(Array(boxes.last!.body.prefix(16)) == uuid)
    #expect(String(decoding: boxes.last!.body.dropFirst(16), as: UTF8.self) == Self.provenance.xmp)
    // The rest is in the order in which it would have been, index first.
    let plain = try #require(Boxes.read(film("b.mp4", nil)[...]))
    #expect(boxes.dropLast().map(\.type) == plain.map(\.type))
    #expect(boxes.firstIndex { $0.type == "moov" }! < boxes.firstIndex { $0.type == "mdat" }!)
  }

  @Test func `stands in a MOV among the film's user data`() throws {
    let bytes = try film("a.mov", Self.provenance)
    let movie = try #require(Boxes.read(bytes[...])?.first { $0.type == "moov" })
    let data = try #require(Boxes.read(movie.body)?.first { $0.type == "udta" })
    let packet = try #require(Boxes.read(data.body)?.first { $0.type == "XMP_" })
    #expect(String(decoding: packet.body, as: UTF8.self) == Self.provenance.xmp)
  }

  @Test(arguments: ["a.mp4", "a.mov", "a.m4v"]) func `leaves a film that plays, and that others read`(_ name: String)
    throws
  {
    _ = try film(name, Self.provenance)
    #expect(try ffprobe(folder(name), "stream=nb_frames") == ["5"])
    #expect(try ffprobe(folder(name), "frame=best_effort_timestamp_time").count == 5)
    let read = try ffprobe(folder(name), "format_tags=xmp", "-export_xmp", "1").joined(separator: "\n")
    #expect(
      read.contains("<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia<"))
    #expect(folder.names == [name])
  }

  @Test func `is XML that holds what it was given, but no paths`() throws {
    let packet = try XMLDocument(xmlString: Self.provenance.xmp)
    let items = try packet.nodes(forXPath: "//*[local-name()='li']")
    #expect(items.count == 2)
    func value(_ name: String, _ item: Int) throws -> String? {
      try items[item].nodes(forXPath: "*[local-name()='\(name)']").first?.stringValue
    }
    #expect(try value("Generator", 0) == "worlds: agate")
    #expect(try value("Prompt", 0) == "stone & <ink>, \"deep\" blue")
    #expect(try value("Seed", 0) == "17446744073709551615")
    #expect(try value("SourceHash", 0) == nil)
    #expect(try value("Generator", 1) == "command paint.py --fast")
    #expect(try value("SourceHash", 1) == "ab12cd")
  }

  @Test func `says whether a trained model took part`() throws {
    let type = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    #expect(FilmProvenance(.algorithmic, scenes: []).xmp.contains(type + "algorithmicMedia<"))
    #expect(
      FilmProvenance(.compositeWithTrainedModel, scenes: []).xmp.contains(
        type + "compositeWithTrainedAlgorithmicMedia<"))
  }

  @Test func `can be made of any text`() throws {
    let texts = ["", "a\u{0}b\u{1B}\u{FFFF}c", "line\r\nline\ttab", "]]>&amp;</rdf:li>", "日本語 🎬", "C:\\Users\\me\\x"]
    let film = FilmProvenance(.algorithmic, scenes: texts.map { .init(generator: $0, prompt: $0) })
    let packet = try XMLDocument(xmlString: film.xmp)
    let prompts = try packet.nodes(forXPath: "//*[local-name()='Prompt']").map { $0.stringValue ?? "" }
    #expect(prompts == ["", "a\u{FFFD}b\u{FFFD}\u{FFFD}c", "line line tab", "]]>&amp;</rdf:li>", "日本語 🎬", "x"])
  }
}

/// The boxes of an ISO base media file (ISO 14496-12, 4.2).
private struct Boxes {
  let type: String
  let body: ArraySlice<UInt8>

  /// Nil if the bytes are not boxes to their very end.
  static func read(_ bytes: ArraySlice<UInt8>) -> [Boxes]? {
    var rest = bytes
    var boxes: [Boxes] = []
    while rest.count >= 8 {
      let size = rest.prefix(4).reduce(0) { $0 * 256 + Int($1) }
      guard size >= 8, size <= rest.count else { return nil }
      let type = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
      boxes.append(Boxes(type: type, body: rest.prefix(size).dropFirst(8)))
      rest = rest.dropFirst(size)
    }
    // User data may end in a zero.
    return rest.allSatisfy { $0 == 0 } ? boxes : nil
  }
}
