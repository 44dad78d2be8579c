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
  static let usage = "\(ShotOptions.usage) [options]"
  static let remarks = """
    The plan goes to stdout. Rendering it gives the same frames as rendering what it was made from.
    Scenes with prompts that are not generated yet are pending in it.
    \(ShotOptions.remark)
    """
  static let options =
    [
      Option("summary", nil, "instead of JSON, a table for people"),
      Option("plot", "FILE.svg", "instead of JSON, a drawing of speed and depth over time; - is stdout"),
      Option(
        "sheet", "FILE.png",
        "instead of JSON, a contact sheet: each scene as it fills the frame, with the next scene's portal drawn;\n- is stdout"
      ),
    ] + ShotOptions.all
  static let examples = [
    (
      line: "everzoom plan photos > plan.json && everzoom render plan.json",
      effect: "look at the plan, or edit it, before rendering"
    ),
    (line: "everzoom plan cosmos.json5 --summary", effect: "when each scene fills the frame, and how fast it goes"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    let plan = try ShotInput.plan(arguments)
    let sheet = try arguments.text("sheet").map { try Destination(picture: $0, for: plan) }
    let plot = try arguments.text("plot").map { try Destination(drawing: $0, for: plan) }
    if sheet != nil { try plan.checkIsComplete() }
    if let sheet { try sheet.write(try PortalSheet.draw(plan, cores: try arguments.cores())) }
    if let plot { try plot.write(text: PlanPlot(plan).svg) }
    if arguments.has("summary") {
      try Terminal.print(PlanSummary.text(plan))
    } else if sheet == nil && plot == nil {
      try Terminal.printRaw(try plan.json())
    }
    return ExitCode.done
  }
}
