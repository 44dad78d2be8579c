/// The codecs that films can be encoded with. A new one is an entry here.
package enum CodecCatalog {
  package static let entries: [Codec] = [.h264]

  package static var names: [String] { entries.map(\.name) }

  /// All of them for people, with what they are good for.
  package static var summary: String { entries.map { "\($0.name), \($0.summary)" }.joined(separator: "; ") }

  /// The codec of this name for a film of this kind, or the usual one where no name is given.
  ///
  /// Throws `MediaError` when it is not known, or cannot be in such a film.
  package static func codec(_ name: String?, for destination: String) throws -> Codec {
    guard let name else { return usual(for: FilmKind(destination)?.container) }
    guard let container = FilmKind(destination)?.container else {
      throw MediaError(
        .wish,
        "\(destination) has no choice of codec (\(name) was given). Leave the codec out, or write to "
          + Container.allCases.map { "." + $0.rawValue }.joined(separator: " or ") + ".")
    }
    guard let codec = entries.first(where: { $0.name == name }) else {
      throw MediaError(
        .wish, "The codec \(name) is not known. Films are encoded with \(names.joined(separator: ", ")).")
    }
    try codec.check(container, destination)
    return codec
  }

  private static func usual(for container: Container?) -> Codec {
    entries.first { codec in container.map { codec.containers.contains($0) } ?? true } ?? .h264
  }
}

extension Codec {
  /// By libx264: high profile (which a lossless film leaves), and a lookahead that keeps memory small.
  package static let h264 = Codec(
    "h264", title: "H.264", "plays everywhere", encoder: "libx264", in: [.mp4, .mov],
    pixels: [.half: "yuv420p", .full: "yuv444p"], sideSteps: [.half: 2],
    quality: Quality(0...51, usual: 18),
    efforts: ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow"],
    usualEffort: "veryfast"
  ) { encoding in
    [
      ("preset", encoding.effort), ("crf", "\(encoding.quality)"),
      ("profile", encoding.quality > 0 && encoding.chroma == .half ? "high" : "high444"),
      ("rc-lookahead", "12"), ("x264-params", "open-gop=0:sync-lookahead=0"),
    ]
  }
}
