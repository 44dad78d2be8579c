import Foundation
import Geometry
import Imaging
import Media
import Planning
import Surveying

/// A shot through two stills, each as large as the canvas, the second one in the first at half its size.
///
/// The stills are files in a folder of their own, which goes when nothing needs the shot any more.
final class NestedStills {
  let plan: Plan
  private let folder: URL

  enum View { case centred, offCentre, rolling }

  /// Two seconds at half an octave per second: one octave, from the first still to the second.
  init(_ size: CanvasSize, _ view: View, cores: Cores) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "everzoom-bench-\(UUID().uuidString)")
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let files = try (1...2).map { number in
      let path = folder.appending(path: "\(number).png").path
      try writePNG(.textured(size, .yuv444, seed: UInt32(number), cores: cores), to: path)
      return path
    }
    let storyboard = NestedStills.storyboard(files, size, view)
    plan = try Planner.plan(storyboard, facts: try Surveyor.facts(of: storyboard))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func storyboard(_ files: [String], _ size: CanvasSize, _ view: View) -> Storyboard {
    var preset = Preset()
    var storyboard = Storyboard(files: files)
    switch view {
    case .centred: break
    case .offCentre: storyboard.scenes[0].focus = Point(x: 0.7, y: 0.4)
    case .rolling: preset.roll = 0.05
    }
    storyboard.canvas = CanvasWish(size: size, fps: Rational(30))
    storyboard.octaves = 1
    storyboard.preset = .inline(preset)
    return storyboard
  }
}
