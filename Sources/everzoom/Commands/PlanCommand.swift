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
      Option(
        "alternatives", "N",
        "instead of JSON, the N best places of each join, with the focus that leads there; on the sheet three moments\nof each, a row for a join"
      ),
    ] + ShotOptions.all
  static let examples = [
    (
      line: "everzoom plan photos > plan.json && everzoom render plan.json",
      effect: "look at the plan, or edit it, before rendering"
    ),
    (
      line: "everzoom plan photos --alternatives 3 --sheet places.png",
      effect: "other places where each picture could open; write the focus that you like into a storyboard"
    ),
    (line: "everzoom plan cosmos.json5 --summary", effect: "when each scene fills the frame, and how fast it goes"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    if let count = try arguments.whole("alternatives", 2...Alternatives.mostPlaces) {
      return try showAlternatives(arguments, count)
    }
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

  private static func showAlternatives(_ arguments: Arguments, _ count: Int) throws -> Int32 {
    if let other = arguments.given(["summary", "plot"]).first {
      throw UsageError("--\(other) is of one plan, and --alternatives are several; ask for one of them")
    }
    let plans = try Alternatives.plans(arguments, count: count)
    if let sheet = try arguments.text("sheet").map({ try Destination(picture: $0, for: plans[0]) }),
      let picture = try JoinSheet.draw(plans, cores: try arguments.cores())
    {
      try sheet.write(picture)
    }
    if arguments.text("sheet") != "-" { try Terminal.print(AlternativesTable.text(plans)) }
    return ExitCode.done
  }
}
