import Foundation
import Geometry
import Imaging
import Media
import Rendering
import Testing

@Suite struct `A render job` {
  private func job(_ shots: TestShots, _ name: String) throws -> (RenderJob, String) {
    let plan = try shots.plan(shots.storyboard([try shots.still(1), try shots.still(2)]))
    let path = shots.folder + "/" + name
    let sink = try Sinks.open(
      path, FilmSettings(size: plan.size, framesPerSecond: plan.framesPerSecond, frameCount: 5), codec: nil)
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
}
