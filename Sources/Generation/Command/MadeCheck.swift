import Foundation
import Geometry
import Imaging
import Media

/// Holds what a command has made to what it was asked for.
///
/// Files must be real files in the work folder and decode wholly. Their size is the canvas's, or twice, three or four times it. There is no
/// limit above the length asked for; below it one frame may be missing.
struct MadeCheck {
  static let mostFrames = 100_000

  let request: GeneratorRequest
  /// Absolute.
  let folder: String
  let isCancelled: () -> Bool

  /// The reply with absolute paths.
  func checked(_ reply: GeneratorReply) throws(CommandFailure) -> GeneratorReply {
    var reply = reply
    switch reply.made {
    case .still(let name): reply.made = .still(try still(name))
    case .clip(let name): reply.made = .clip(try clip(name))
    case .frames(let names): reply.made = .frames(try frames(names))
    case .world: throw wrong("made a world", "a still, a clip or frames")
    }
    return reply
  }

  private func still(_ name: String) throws(CommandFailure) -> String {
    let path = try place(of: name)
    if let frames = askedFrames { throw wrong("made a still", "\(frames) frames") }
    let facts = try media { try Take.facts(of: path) }
    guard facts.kind == .still else { throw wrong("made \(name) with \(facts.frameCount) frames", "a still") }
    try check(facts.size, name)
    try decode(path)
    return path
  }

  private func frames(_ names: [String]) throws(CommandFailure) -> [String] {
    try checkLength(Double(names.count), "\(names.count) frames")
    if names.count > Self.mostFrames { throw wrong("made \(names.count) frames", "at most \(Self.mostFrames)") }
    var first: CanvasSize?
    var paths: [String] = []
    for name in names {
      let path = try place(of: name)
      let size = try decode(path)
      try check(size, name)
      if let first, first != size { throw wrong("made frames of \(first) and, with \(name), of \(size)", "one size") }
      first = size
      paths.append(path)
    }
    return paths
  }

  private func clip(_ name: String) throws(CommandFailure) -> String {
    let path = try place(of: name)
    let facts = try media { try Take.facts(of: path) }
    try check(facts.size, name)
    let count = facts.times.duration * request.framesPerSecond.value
    try checkLength(count, "\(name) with \(facts.frameCount) frames, which last \(brief(facts.times.duration))")
    let reader = try media { try ClipReader(path: path, facts: facts, format: .yuv420) }
    for number in 0..<facts.frameCount {
      if isCancelled() { throw .cancelled }
      _ = try media { try reader.picture(at: number) }
    }
    return path
  }

  @discardableResult
  private func decode(_ path: String) throws(CommandFailure) -> CanvasSize {
    if isCancelled() { throw .cancelled }
    return try media { try readStill(path, .yuv444).size }
  }

  /// At the canvas's rate.
  private var askedFrames: Int? {
    request.frames ?? request.seconds.map { Int(($0 * request.framesPerSecond.value).rounded()) }
  }

  /// A clip's rate may be any, so its length comes as a number of the canvas's frames that need not be whole.
  private func checkLength(_ frames: Double, _ made: String) throws(CommandFailure) {
    let least = max(1, (askedFrames ?? 1) - 1)
    if frames < Double(least) - 0.01 {
      throw wrong("made \(made)", "\(askedFrames ?? 1) at \(request.framesPerSecond) a second")
    }
  }

  private func check(_ size: CanvasSize, _ name: String) throws(CommandFailure) {
    guard (1...4).contains(where: { size == CanvasSize(request.width * $0, request.height * $0) }) else {
      throw wrong("made \(name) in \(size)", "\(request.width)x\(request.height), or twice, three or four times it")
    }
  }

  /// Where a file lies that a reply names, all links followed.
  private func place(of name: String) throws(CommandFailure) -> String {
    let path = name.hasPrefix("/") ? name : folder + "/" + name
    guard !name.isEmpty, !name.contains("\0"), let real = realpath(path, nil) else {
      throw wrong("names a file that is not there: \"\(name.prefix(200))\"", "files in its work folder")
    }
    defer { free(real) }
    let place = String(cString: real)
    guard place.hasPrefix(folder + "/"), !name.split(separator: "/").contains("..") else {
      throw wrong("names a file outside of its work folder: \"\(name.prefix(200))\"", "files in it")
    }
    var status = stat()
    guard stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw wrong("names \"\(name.prefix(200))\", which is no ordinary file", "a picture or a clip")
    }
    return place
  }

  private func media<Result>(_ body: () throws -> Result) throws(CommandFailure) -> Result {
    do {
      return try body()
    } catch {
      throw CommandFailure(
        kind: .failed, found: "made what cannot be read: " + "\(error)".oneLine, remedy: "Its log may tell more.")
    }
  }

  private func wrong(_ found: String, _ expected: String) -> CommandFailure {
    CommandFailure(kind: .failed, found: "\(found), expected \(expected)", remedy: "The command must keep to that.")
  }
}
