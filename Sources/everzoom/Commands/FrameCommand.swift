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
  static let usage = "\(ShotOptions.usage) N [-o FRAME.png] [options]"
  static let remarks = """
    N is the number of the frame, from 0. It is drawn alone, and is the same as in the film.
    \(ShotOptions.remark)
    """
  static let options =
    [
      Option("out", short: "o", "FILE.png", "where the frame goes; - is stdout [frame-N.png]"),
      Option("sheet", "FILE.png", "24 frames spread evenly over the shot; then N may be left out"),
    ] + ShotOptions.all
  static let examples = [
    (line: "everzoom frame photos 120 -o still.png", effect: "frame 120 of the shot through a folder"),
    (line: "everzoom frame --sheet shot.png", effect: "the built-in shot at a glance"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    var arguments = arguments
    let number = arguments.takeNumber()
    let sheet = arguments.text("sheet")
    guard number != nil || sheet != nil else {
      throw UsageError("which frame? Give its number, from 0, after the input, or --sheet FILE.png for a contact sheet")
    }
    guard number != nil || !arguments.has("out") else {
      throw UsageError("--out is for one frame, and its number is missing after the input")
    }
    let cores = try arguments.cores()
    for name in [number.map { arguments.text("out") ?? "frame-\($0).png" }, sheet].compactMap(\.self) {
      _ = try Destination(picture: name)
    }
    let plan = try ShotInput.plan(arguments) { _, frames in
      guard let number, let frames, !(0..<frames).contains(number) else { return }
      throw UsageError("there is no frame \(number), expected 0 … \(frames - 1)")
    }
    try plan.checkIsComplete()
    if let number, !plan.frames.contains(number) {
      throw UsageError("there is no frame \(number), expected 0 … \(plan.frameCount - 1)")
    }
    let out = try number.map { try Destination(picture: arguments.text("out") ?? "frame-\($0).png", for: plan) }
    if let sheet = try sheet.map({ try Destination(picture: $0, for: plan) }) {
      try sheet.write(try FrameSheet.draw(plan, cores: cores))
    }
    if let number, let out {
      try out.write(try FrameRenderer(plan, format: .yuv444, cores: cores).frame(at: number))
    }
    return ExitCode.done
  }
}
