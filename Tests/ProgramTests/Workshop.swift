import Foundation
import TestSupport
import Testing

/// A folder with small stills, a clip and a song, in which the program is run.
struct Workshop {
  let folder: MediaFolder

  /// What short films of a test are like.
  static let small = "--size 96x54 --fps 10"

  init() throws {
    folder = try MediaFolder()
    for (name, bytes) in try Materials.shared.files { _ = try folder.write(bytes, name) }
  }

  func run(_ words: String, input: String = "") throws -> ProgramRun {
    try ProgramRun(words, in: folder, input: input)
  }

  /// Runs it and expects it to be done, without a word that was not asked for.
  @discardableResult
  func done(_ words: String, input: String = "", at place: SourceLocation = #_sourceLocation) throws -> ProgramRun {
    let run = try run(words, input: input)
    let talk = run.errors.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
    #expect(run.status == 0 && talk.isEmpty, "\(words): \(run.status), \(run.errors)", sourceLocation: place)
    return run
  }

  /// Runs it and expects it to refuse: with this exit code, words that hold all of these, and no file made or changed.
  func refused(
    _ words: String, _ code: Int32, _ keys: [String], input: String = "", at place: SourceLocation = #_sourceLocation
  ) throws {
    let before = try state()
    let run = try run(words, input: input)
    #expect(run.status == code, "\(words): \(run.status), \(run.errors)", sourceLocation: place)
    let talk = run.errors.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
    #expect(talk.first?.hasPrefix("everzoom: ") == true, "\(words): \(run.errors)", sourceLocation: place)
    #expect(run.output.isEmpty, "\(words) wrote to stdout", sourceLocation: place)
    for key in keys { #expect(run.errors.contains(key), "\(words): \(run.errors)", sourceLocation: place) }
    #expect(try state() == before, "\(words) left something behind", sourceLocation: place)
  }

  /// All files with their sizes.
  private func state() throws -> [String] {
    let files = FileManager.default
    return try files.subpathsOfDirectory(atPath: folder.path).sorted().map {
      "\($0) \(try files.attributesOfItem(atPath: folder($0))[.size] ?? "")"
    }
  }
}

/// Media that are made once for all tests.
struct Materials {
  let files: [String: [UInt8]]

  static var shared: Materials { get throws { try made.get() } }
  private static let made = Result { try Materials() }

  private init() throws {
    let folder = try MediaFolder()
    try ffmpeg(
      "-f lavfi -i mandelbrot=s=192x108 -f lavfi -i testsrc2=s=100x75:r=25:d=1.2 -f lavfi -i sine=d=1.5:r=48000",
      "-map", "0", "-frames:v", "1", folder("a.png"),
      "-map", "1", "-frames:v", "1", folder("b.jpg"),
      "-map", "1", "-c:v", "libx264", "-pix_fmt", "yuv420p", folder("clip.mp4"),
      "-map", "2", "-c:a", "aac", folder("song.m4a"))
    files = Dictionary(uniqueKeysWithValues: try folder.names.map { ($0, try folder.bytes($0)) })
  }
}
