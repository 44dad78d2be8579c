import Foundation
import Geometry
import Imaging
import Media
import Planning

/// Brings what a generator has made into the take's folder. Where it was painted around a known centre, that is put back.
struct MadeFiles {
  let step: ChainStep
  let cores: Cores

  /// Each returns the name of the file in the take's folder.
  func keepStill(_ path: String, in folder: String) throws -> String {
    guard let seed = centre else { return try move(path, "still", to: folder) }
    let format = PictureFormat(.full, bits: 16)
    let painted = try readStill(path, format)
    let picture = try Centre(seed, step, painted.size, format, cores).putBack(into: painted)
    try writePNG(picture, to: "\(folder)/still.png")
    return "still.png"
  }

  func keepClip(_ path: String, in folder: String) throws -> String {
    guard let seed = centre else { return try move(path, "clip", to: folder) }
    let facts = try Take.facts(of: path)
    let reader = try ClipReader(path: path, facts: facts, format: .yuv444)
    let centre = try Centre(seed, step, facts.size, .yuv444, cores)
    let rate = facts.times.constantRate ?? Rational(frameRate: facts.times.averageRate) ?? step.plan.framesPerSecond
    return try writeClip(facts.size, rate, count: facts.frameCount, in: folder) {
      centre.putBack(into: try reader.picture(at: $0))
    }
  }

  func keepFrames(_ paths: [String], in folder: String) throws -> String {
    let size = try readStill(paths[0], .yuv444).size
    let centre = try centre.map { try Centre($0, step, size, .yuv444, cores) }
    return try writeClip(size, step.plan.framesPerSecond, count: paths.count, in: folder) {
      let picture = try readStill(paths[$0], .yuv444)
      guard picture.size == size else {
        throw GeneratorError.failed("frame \($0 + 1) is \(picture.size), expected \(size) as the first one")
      }
      return centre?.putBack(into: picture) ?? picture
    }
  }

  /// The scene that lies in the middle of what was painted.
  private var centre: SceneMoment? { step.direction == .out ? step.seed : nil }

  /// The scene before, ready to be put into pictures of a size.
  private struct Centre {
    private let place: KnownCentre
    private let picture: Picture

    init(_ seed: SceneMoment, _ step: ChainStep, _ size: CanvasSize, _ format: PictureFormat, _ cores: Cores) throws {
      let files = SeedFiles(plan: step.plan, cores: cores)
      place = files.knownCentre(seed, size: size)
      picture = try files.known(seed, size: size, format: format)
    }

    func putBack(into painted: Picture) -> Picture { place.putBack(picture, into: painted) }
  }

  private func move(_ path: String, _ name: String, to folder: String) throws -> String {
    let name = "\(name).\((path as NSString).pathExtension.lowercased())"
    try Folders.move(path, to: "\(folder)/\(name)")
    return name
  }

  private func writeClip(
    _ size: CanvasSize, _ rate: Rational, count: Int, in folder: String, _ picture: (Int) throws -> Picture
  ) throws -> String {
    var settings = FilmSettings(size: size, framesPerSecond: rate, frameCount: count)
    settings.encoding = SeedFiles.encoding
    let sink = try Sinks.open("\(folder)/clip.mp4", settings)
    do {
      for number in 0..<count { try sink.write(try picture(number)) }
      try sink.finish()
    } catch {
      sink.cancel()
      throw error
    }
    return "clip.mp4"
  }
}
