import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering
import Testing

@Suite struct `A render job` {
  private func job(_ shots: TestShots, _ name: String) throws -> (RenderJob, String) {
    let plan = try shots.plan(shots.storyboard([try shots.still(1), try shots.still(2)]))
    let path = shots.folder + "/" + name
    let sink = try Sinks.open(
      path, FilmSettings(size: plan.size, framesPerSecond: plan.framesPerSecond, frameCount: 5))
    return (RenderJob(try FrameRenderer(plan, format: sink.format, cores: Cores(1)), frames: 3..<8, sink: sink), path)
  }

  @Test func `tells each frame and leaves the film under its name`() throws {
    try TestShots.with { shots in
      let (job, path) = try job(shots, "film.mp4")
      var told: [Int] = []
      #expect(
        try job.run {
          told.append($0); return true
        })
      #expect(told == [0, 1, 2, 3, 4, 5])
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func `that is stopped leaves nothing`() throws {
    try TestShots.with { shots in
      let before = Set(try FileManager.default.contentsOfDirectory(atPath: shots.folder))
      let (job, _) = try job(shots, "film.mp4")
      #expect(try job.run { $0 < 3 } == false)
      let after = Set(try FileManager.default.contentsOfDirectory(atPath: shots.folder))
      #expect(after.subtracting(before) == ["still1.png", "still2.png"])
    }
  }

  private static let frames = 3..<43

  private func drawnAlone(_ plan: Plan, _ format: PictureFormat) throws -> [String] {
    try Self.frames.map { frameHash(try FrameRenderer(plan, format: format, cores: Cores(1)).frame(at: $0)) }
  }

  @Test(arguments: [1, 8, 100]) func `gives a sink that holds frames each as it was drawn`(held: Int) throws {
    try TestShots.with { shots in
      let plan = try shots.everything()
      let sink = HoldingSink(held)
      let renderer = try FrameRenderer(plan, format: sink.format, cores: Cores(2))
      #expect(try RenderJob(renderer, frames: Self.frames, sink: sink).run { _ in true })
      #expect(sink.hashes == (try drawnAlone(plan, sink.format)))
    }
  }

  /// Codecs whose encoder works on several frames at once, from the planes that it is lent: these move no bit.
  @Test(arguments: ["utvideo", "magicyuv"]) func `gives an encoder with threads for frames each as it was drawn`(
    encoder: String
  ) throws {
    try TestShots.with { shots in
      let plan = try shots.everything()
      let codec = Codec(
        encoder, title: encoder, "loses nothing", encoder: encoder, in: [.mov],
        pixels: [.half: "yuv420p", .full: "yuv444p"], quality: Codec.Quality(0...0, usual: 0))
      for chroma in [PictureFormat.Chroma.half, .full] {
        let film = try film(plan, Encoding(codec, chroma: chroma, threads: 4), "\(shots.folder)/film.mov")
        let drawn = try drawnAlone(plan, PictureFormat(chroma))
        #expect(film.map(frameHash) == drawn)
      }
    }
  }

  @Test func `is the same film with threads for frames as with one`() throws {
    try TestShots.with { shots in
      let plan = try shots.everything()
      let codec = Codec(
        "prores", title: "ProRes", "for editing", encoder: "prores_ks", in: [.mov], pixels: [.full: "yuv444p10le"],
        bits: 16, quality: Codec.Quality(0...0, usual: 0), options: { _ in [("profile", "4444")] })
      let films = try [1, 4].map { threads in
        try film(plan, Encoding(codec, chroma: .full, threads: threads), "\(shots.folder)/\(threads).mov")
      }
      #expect(films[0].map(frameHash) == films[1].map(frameHash))
    }
  }

  /// The frames of a rendered film as they are decoded.
  private func film(_ plan: Plan, _ encoding: Encoding, _ path: String) throws -> [Picture] {
    let settings = FilmSettings(
      size: plan.size, framesPerSecond: plan.framesPerSecond, frameCount: Self.frames.count, encoding: encoding)
    let sink = try Sinks.open(path, settings)
    let renderer = try FrameRenderer(plan, format: sink.format, cores: Cores(2))
    #expect(try RenderJob(renderer, frames: Self.frames, sink: sink).run { _ in true })
    let reader = try ClipReader(path: path, facts: try Take.facts(of: path), format: sink.format)
    return try Self.frames.indices.map { try reader.picture(at: $0 - Self.frames.lowerBound) }
  }
}

/// Looks at a frame only when it has taken some more, as an encoder may.
private final class HoldingSink: FrameSink {
  let format = PictureFormat.yuv420
  private(set) var hashes: [String] = []
  private let most: Int
  private var held: [Picture] = []

  init(_ most: Int) { self.most = most }

  func write(_ picture: Picture) {
    held.append(picture)
    if held.count > most { hashes.append(frameHash(held.removeFirst())) }
  }

  func finish() {
    hashes += held.map(frameHash)
    held = []
  }

  func cancel() { held = [] }
}
