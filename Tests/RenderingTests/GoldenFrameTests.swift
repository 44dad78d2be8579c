import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering
import Testing
import Worlds

/// Frames whose bits were looked at once and are held since. `RECORD=1 swift test …` records them anew after a change of pixels
/// that is meant; a change that is not meant leaves the pictures in a folder whose name is printed.
@Suite struct `Golden frames` {
  /// Shots of stills and worlds; clips would hold the decoder to its bits, not us.
  private static let shots: [(name: String, make: @Sendable (TestShots) throws -> Plan)] = [
    (
      "stack",
      { shots in
        try shots.plan(
          shots.storyboard([try shots.still(1), try shots.still(2), try shots.still(3)]) { $0.octaves = 1 })
      }
    ),
    (
      "rolling",
      { shots in
        try shots.plan(
          shots.storyboard([try shots.still(1, 300, 200), try shots.still(2, 77, 140)], size: CanvasSize(71, 111)) {
            $0.scenes[0].roll = 0.2
            $0.scenes[0].focus = Point(x: 0.7, y: 0.3)
            $0.direction = .out
          })
      }
    ),
    (
      "worlds",
      { shots in
        try shots.plan(
          shots.storyboard([]) {
            $0.scenes = WorldCatalog.entries.map { SceneWish(.world($0.name)) }
            $0.octaves = 3
            $0.loop = true
          })
      }
    ),
    (
      "breathing loop",
      { shots in
        try shots.plan(
          shots.storyboard([try shots.still(4), try shots.still(5, 500, 90)]) {
            $0.preset = .named("loop"); $0.loop = true
          })
      }
    ),
    (
      "handing over",
      { shots in
        let plan = try shots.joined(
          shots.storyboard([1, 2, 3].map { try shots.textured($0) }, size: CanvasSize(192, 108)) {
            $0.octaves = 1.8
            $0.scenes[0].focus = Point(x: 0.6, y: 0.4)
            $0.loop = true
          })
        try #require(plan.links.allSatisfy { $0.handOver != nil && $0.colour != nil })
        return plan
      }
    ),
  ]

  @Test(arguments: shots.indices)
  func `are as they were`(index: Int) throws {
    let (name, make) = Self.shots[index]
    try TestShots.with { shots in
      let plan = try make(shots)
      let renderer = try FrameRenderer(plan, format: .yuv420, cores: Cores(2))
      let frames = (0..<6).map { $0 * plan.frameCount / 6 }
      let pictures = try frames.map { try renderer.frame(at: $0) }
      let lines = zip(frames, pictures).map { "\($0) \(frameHash($1))" }
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "../Goldens/\(name).hashes")
      if ProcessInfo.processInfo.environment["RECORD"] != nil {
        try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
        return
      }
      let golden = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
      if golden != lines { Issue.record("\(name) has other pixels; they are in \(try save(pictures, frames, name))") }
    }
  }

  private func save(_ pictures: [Picture], _ frames: [Int], _ name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "everzoom-goldens").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (picture, frame) in zip(pictures, frames) { try writePNG(picture, to: "\(folder)/\(name)-\(frame).png") }
    return folder
  }
}
