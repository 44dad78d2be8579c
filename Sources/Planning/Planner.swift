import Geometry

/// Turns a storyboard, and what is known of its takes, into a plan: pure, instant, no file opened.
package enum Planner {
  /// Plans the shot. `facts` has an entry for each take's path as the storyboard writes it.
  ///
  /// Throws `Problem` or `Problems`, in the storyboard's own lines where it came from a file.
  package static func plan(_ storyboard: Storyboard, facts: [String: TakeFacts]) throws -> Plan {
    let preset = try storyboard.zoomPreset()
    let wishes = Wishes(storyboard, preset: preset)
    let appearances = try wishes.appearances(facts)
    guard !appearances.isEmpty else { throw Problem("the storyboard has no scenes; give stills, clips or worlds") }
    let timing = try Timing(wishes, appearances)
    let frames = max(Double(timing.frameCount), timing.fills.last! * wishes.framesPerSecond.value)
    guard frames <= Double(Plan.mostFrames) else {
      throw storyboard.problem(
        at: ["seconds"],
        "is too long for its scenes: they would take \(frames.rounded()) frames, expected at most \(Plan.mostFrames)")
    }
    let plan = ChainBuilder(wishes, appearances, timing).plan()
    guard plan.scenes[0].margin <= Plan.widestMargin else {
      throw Problem("no picture is large enough to be rolled in a canvas of \(plan.size); give it a roll of 0")
    }
    return plan
  }
}
