/// Files of a folder that look like pictures or films and are of a kind that cannot be read.
struct PassedOver {
  private var counts: [(kind: String, count: Int)] = []

  private static let heic = "heif-convert IN OUT.jpg makes JPEGs of them (Debian: libheif-examples)"
  private static let raw = "darktable-cli IN OUT.jpg develops them"
  private static let drawn = "rsvg-convert or magick IN OUT.png draws them"
  private static let picture = "magick IN OUT.png converts them"
  private static let remedies: [String: String] = {
    var remedies = ["heic": heic, "heif": heic, "hif": heic, "svg": drawn, "pdf": drawn, "ai": drawn, "eps": drawn]
    for kind in ["cr2", "cr3", "nef", "arw", "dng", "raf", "orf", "rw2"] { remedies[kind] = raw }
    for kind in Folder.furtherStills + ["ico", "xcf", "hdr", "jxr", "tgs"] { remedies[kind] = picture }
    for kind in ["insv", "braw", "r3d", "ogv", "rmvb", "vob", "m2ts", "dv"] {
      remedies[kind] = "ffmpeg -i IN OUT.mp4 makes a film of each"
    }
    return remedies
  }()

  /// Of the names that are no takes.
  init(_ names: [String]) {
    for name in names where !name.hasPrefix(".") {
      let kind = FileName(name).extension
      guard PassedOver.remedies[kind] != nil else { continue }
      if let index = counts.firstIndex(where: { $0.kind == kind }) {
        counts[index].count += 1
      } else {
        counts.append((kind, 1))
      }
    }
  }

  /// One for each kind, with what makes takes of them.
  var sentences: [String] {
    counts.map {
      "\($0.count) .\($0.kind) \($0.count == 1 ? "file is" : "files are") passed over; \(PassedOver.remedies[$0.kind]!)"
    }
  }
}
