import Geometry
import Imaging
import Media
import Planning
import Rendering

/// The pictures that go with a request, as files in a take's folder. They are pure geometry: nothing in them compounds from scene to scene.
struct SeedFiles {
  static let frame = "seed.png"
  static let clip = "seed.mp4"
  static let end = "end.png"
  static let mask = "mask.png"

  /// Frames in a seed clip, at most.
  static let mostClipFrames = 16
  /// For clips that others are made from. An encoder's bytes depend on how many threads it has.
  static let encoding = Encoding(.h264, chroma: .full, quality: 4, threads: 2)

  let plan: Plan
  let cores: Cores

  /// Writes what a step has, and says in the request where it lies.
  func write(_ step: ChainStep, into folder: String, _ request: inout GeneratorRequest) throws {
    if let seed = step.seed {
      try writeSeed(seed, isOuter: step.direction == .out, into: folder, &request)
      if step.seedClipFrames != nil {
        try writeClip(seed, to: "\(folder)/\(SeedFiles.clip)")
        request.seedClip = "\(folder)/\(SeedFiles.clip)"
      }
    }
    if let end = step.end {
      try writePNG(try deep().sceneAlone(end.camera, at: end.moment), bits: 8, to: "\(folder)/\(SeedFiles.end)")
      request.endFrame = "\(folder)/\(SeedFiles.end)"
    }
  }

  private func writeSeed(
    _ seed: SceneMoment, isOuter: Bool, into folder: String, _ request: inout GeneratorRequest
  ) throws {
    var picture = try deep().sceneAlone(seed.camera, at: seed.moment)
    if isOuter {
      let known = knownCentre(seed, size: plan.size)
      picture = known.alone(picture)
      try writePNG(known.mask, to: "\(folder)/\(SeedFiles.mask)")
      request.mask = "\(folder)/\(SeedFiles.mask)"
    }
    try writePNG(picture, bits: 8, to: "\(folder)/\(SeedFiles.frame)")
    request.seedFrame = "\(folder)/\(SeedFiles.frame)"
  }

  /// The clip's own frames up to the one that the seed frame shows, in the order in which they are seen.
  private func writeClip(_ seed: SceneMoment, to path: String) throws {
    guard let frames = plan.seedClip(seed) else { return }
    var settings = FilmSettings(size: plan.size, framesPerSecond: frames.rate, frameCount: frames.seconds.count)
    settings.encoding = SeedFiles.encoding
    let sink = try Sinks.open(path, settings)
    do {
      let renderer = try FrameRenderer(plan, format: .yuv444, cores: cores, worlds: .grainless)
      for seconds in frames.seconds {
        try sink.write(try renderer.sceneAlone(seed.camera, at: seed.moment, seconds: seconds))
      }
      try sink.finish()
    } catch {
      sink.cancel()
      throw error
    }
  }

  /// Where a scene lies in the one that is to be painted around it.
  func knownCentre(_ seed: SceneMoment, size: CanvasSize) -> KnownCentre {
    KnownCentre(plan.viewAlone(seed.camera, at: seed.moment).canvasFromScene, size: size)
  }

  /// The picture of the scene before, for a canvas of another size.
  func known(_ seed: SceneMoment, size: CanvasSize, format: PictureFormat) throws -> Picture {
    var plan = plan
    plan.size = size
    return try FrameRenderer(plan, format: format, cores: cores, worlds: .grainless)
      .sceneAlone(seed.camera, at: seed.moment)
  }

  private func deep() throws -> FrameRenderer {
    try FrameRenderer(plan, format: PictureFormat(.full, bits: 16), cores: cores, worlds: .grainless)
  }
}

extension Plan {
  /// Seconds of the clip that a scene plays, up to the moment that is seen; nil if it is not a clip.
  func seedClip(_ seen: SceneMoment) -> (rate: Rational, seconds: [Double])? {
    let scene = scene(at: seen.camera.place)
    guard case .take(let number) = scene.content, let play = scene.playback,
      let shown = viewAlone(seen.camera, at: seen.moment).seconds
    else { return nil }
    let times = takes[number].facts.times
    let last = times.index(at: shown)
    let first = times.index(at: play.reverse ? play.to : play.from)
    let count = min(SeedFiles.mostClipFrames, abs(last - first) + 1)
    let step = play.reverse ? -1 : 1
    let rate = times.constantRate ?? Rational(frameRate: times.averageRate) ?? framesPerSecond
    return (rate, (0..<count).reversed().map { times.start(of: last - step * $0) })
  }
}
