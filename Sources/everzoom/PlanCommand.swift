import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering

/// `everzoom plan`: every decision, before anything is rendered.
enum PlanCommand: Command {
  static let name = "plan"
  static let summary = "shows every decision about the shot, as JSON that render takes"
  static let usage = "\(ShotInput.usage) [options]"
  static let remarks = "The plan goes to stdout. Rendering it gives the same frames as rendering what it was made from."
  static let options =
    [
      Option("summary", nil, "a table for people instead of JSON"),
      Option(
        "sheet", "FILE.png", "a contact sheet: each scene as it fills the frame, with the next scene's portal drawn"),
    ] + ShotInput.options
  static let examples = [
    (
      line: "everzoom plan photos > plan.json && everzoom render plan.json",
      effect: "look at the plan, or edit it, before rendering"
    ),
    (line: "everzoom plan cosmos.json5 --summary", effect: "when each scene fills the frame, and how fast it goes"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    let plan = try ShotInput.plan(arguments)
    if let path = arguments.text("sheet") {
      try writePNG(try PortalSheet.draw(plan, cores: Cores(ProcessInfo.processInfo.activeProcessorCount)), to: path)
    }
    if arguments.has("summary") {
      Terminal.print(PlanSummary.text(plan))
    } else if !arguments.has("sheet") {
      Terminal.print(try plan.json())
    }
    return ExitCode.done
  }
}
