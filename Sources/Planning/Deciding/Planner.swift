import Geometry

/// Turns a storyboard, and what is known of its takes, into a plan: pure, instant, no file opened.
package enum Planner {
  /// Plans the shot of takes of which nothing but the facts is known.
  package static func plan(_ storyboard: Storyboard, facts: [String: TakeFacts]) throws -> Plan {
    try plan(storyboard, Survey(facts: facts))
  }

  /// Plans the shot. The survey has the facts of each take by its name in the storyboard; what else was measured makes the plan better.
  ///
  /// Throws `Problem` or `Problems`, in the storyboard's own lines where it came from a file.
  package static func plan(_ storyboard: Storyboard, _ survey: Survey) throws -> Plan {
    let preset = try storyboard.zoomPreset()
    let wishes = Wishes(storyboard, preset: preset)
    let found = try wishes.appearances(survey)
    guard !found.isEmpty else {
      throw storyboard.problem(at: ["scenes"], "has nothing in it, expected stills, clips or worlds")
    }
    let joins = Joins(wishes, found, survey)
    let timing = try Timing(wishes, joins)
    try checkPace(timing, joins, wishes)
    let frames = max(Double(timing.frameCount), timing.fills.last! * wishes.framesPerSecond.value)
    guard frames <= Double(Plan.mostFrames) else {
      throw storyboard.problem(
        at: ["seconds"],
        "is too long for its scenes: they would take \(frames.rounded()) frames, expected at most \(Plan.mostFrames)")
    }
    var plan = ChainBuilder(wishes, joins, timing).plan()
    plan.notes = survey.notes + plan.notes
    guard !plan.runsFarAhead else {
      throw storyboard.problem(
        at: ["preset"],
        "swings so long that at this speed the zoom runs ahead by thousands of scenes; give it shorter breaths or accents"
      )
    }
    guard plan.scenes[0].margin <= Plan.widestMargin else {
      throw storyboard.problem(
        scene: found[0].wish, "roll",
        "asks for more than any picture has: none is large enough to be rolled in a canvas of \(plan.size); give it a roll of 0"
      )
    }
    return plan
  }

  /// Throws where scenes would pass so fast that nothing of the way is left between two frames.
  private static func checkPace(_ timing: Timing, _ joins: Joins, _ wishes: Wishes) throws {
    for (step, index) in timing.steps.enumerated() {
      guard let seconds = timing.duration(step) else { continue }
      let scene = joins.appearances[index]
      let pace = scene.octaves / (seconds * wishes.framesPerSecond.value)
      guard pace > Limits.octavesPerFrame else { continue }
      throw wishes.storyboard.problem(
        scene: scene.wish,
        "goes \(brief(scene.octaves)) octaves in \(seconds) s, \(brief(pace)) in a frame, expected at most "
          + "\(brief(Limits.octavesPerFrame)); give it more seconds, fewer octaves or the canvas more fps")
    }
  }
}
