import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering

/// `everzoom frame`: one frame, or a sheet of many.
enum FrameCommand: Command {
  static let name = "frame"
  static let summary = "draws one frame as a PNG, or a contact sheet of the shot"
  static let usage = "\(ShotInput.usage) N -o FRAME.png [options]"
  static let remarks = "N is the number of the frame, from 0. It is drawn alone, and is the same as in the film."
  static let options =
    [
      Option("out", short: "o", "FILE.png", "where the frame goes [frame-N.png]"),
      Option("sheet", "FILE.png", "instead of one frame, 24 frames spread evenly over the shot"),
    ] + ShotInput.options + [Option("jobs", "N", "processor cores to use [all]")]
  static let examples = [
    (line: "everzoom frame photos 120 -o still.png", effect: "frame 120 of the shot through a folder"),
    (line: "everzoom frame --sheet shot.png", effect: "the built-in shot at a glance"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    var arguments = arguments
    let number = arguments.takeNumber()
    let sheet = arguments.text("sheet")
    guard number != nil || sheet != nil else {
      throw UsageError("which frame? Give its number after the input, or --sheet FILE.png for a contact sheet")
    }
    let plan = try ShotInput.plan(arguments)
    let cores = Cores(try arguments.whole("jobs", 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount)
    if let sheet { try writePNG(try FrameSheet.draw(plan, cores: cores), to: sheet) }
    if let number {
      guard plan.frames.contains(number) else {
        throw UsageError("the shot has no frame \(number); it has frames 0 up to, not including, \(plan.frameCount)")
      }
      let renderer = try FrameRenderer(plan, format: .yuv444, cores: cores)
      let path = arguments.text("out") ?? "frame-\(number).png"
      try writePNG(try renderer.frame(at: number), to: path)
    }
    return ExitCode.done
  }
}
