import Geometry
import Planning
import Testing

/// Pictures that stand where a shot begins and ends.
@Suite struct `A hold` {
  private func plan(
    _ count: Int = 3, _ hold: Hold = Hold(start: 2, end: 3), _ change: (inout Storyboard) -> Void = { _ in }
  ) throws -> Plan {
    try Shots.plan(
      Shots.stills(count, octaves: 3, speed: 0.5) {
        $0.hold = hold
        change(&$0)
      })
  }

  /// Frames, counted from either end, for which the camera stands within a millionth of an octave.
  private func stands(_ plan: Plan) -> (start: Int, end: Int) {
    func isLike(_ a: Camera, _ b: Camera) -> Bool { a.place == b.place && abs(a.octaves - b.octaves) < 1e-6 }
    let cameras = (0..<plan.frameCount).map { plan.camera(at: FrameTime($0)) }
    return (
      cameras.prefix { isLike($0, cameras[0]) }.count,
      cameras.reversed().prefix { isLike($0, cameras[cameras.count - 1]) }.count
    )
  }

  @Test func `lets the first and the last picture stand whole for as long as is asked`() throws {
    let plan = try plan()
    let rate = plan.framesPerSecond.value
    let stands = stands(plan)
    #expect(stands.start >= Int(2 * rate) && stands.start <= Int(2 * rate) + 3)
    #expect(stands.end >= Int(3 * rate) && stands.end <= Int(3 * rate) + 3)
    let (first, last) = (plan.camera(at: FrameTime(0)), plan.camera(at: FrameTime(plan.frameCount - 1)))
    #expect(first.place == 0 && first.octaves == 0)
    #expect(last.place == 2 && abs(last.octaves) < 1e-9)
  }

  @Test func `makes the shot longer by itself and by the ease that it needs`() throws {
    let (held, free) = (try plan(3, Hold(start: 2, end: 3)), try plan(3, Hold()))
    let ease = try Shots.stills(3, octaves: 3, speed: 0.5) { _ in }.zoomPreset().ease
    let more = (max(0, 1 - ease.start) + max(0, 1 - ease.end)) / 2
    #expect(abs(held.seconds - free.seconds - 5 - more) < 0.1)
  }

  @Test func `is a part of a length that is asked for, and is not stretched with it`() throws {
    let plan = try plan {
      $0.seconds = 20; $0.speed = nil
    }
    #expect(abs(plan.seconds - 20) < 1e-9)
    let stands = stands(plan)
    let rate = plan.framesPerSecond.value
    #expect(abs(Double(stands.start) - 2 * rate) < 4 && abs(Double(stands.end) - 3 * rate) < 4)
  }

  @Test func `leaves a scene's cue where it is`() throws {
    let plan = try plan { $0.scenes[1].at = 9 }
    let frame = Int((9 * plan.framesPerSecond.value).rounded())
    let camera = plan.camera(at: FrameTime(frame))
    #expect(camera.place == 1 && abs(camera.octaves) < 1e-6)
    #expect(stands(plan).start >= Int(2 * plan.framesPerSecond.value))
  }

  @Test func `that leaves no time for the way is told with the remedy`() throws {
    func complaint(_ change: (inout Storyboard) -> Void) -> String {
      do {
        _ = try plan(3, Hold(start: 2, end: 3), change)
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      complaint {
        $0.seconds = 5; $0.speed = nil
      }.contains("give the shot more seconds or a shorter hold"))
    #expect(complaint { $0.scenes[1].at = 1 }.contains("the first picture stands until 2 s"))
  }

  @Test func `has no place in a loop, nor where a shot ends between two scenes, and that is said`() throws {
    let loop = try plan { $0.loop = true }
    #expect(loop.notes.contains { $0.contains("a loop has no ends") })
    #expect(stands(loop).start == 1)
    let cut = try plan { $0.seconds = 9 }
    #expect(cut.notes.contains { $0.contains("no hold at its end") })
    #expect(abs(cut.seconds - 9) < 1e-9 && stands(cut).end == 1)
  }

  @Test func `is read from a storyboard, and mistakes in it are told`() throws {
    func storyboard(_ hold: String) throws -> Storyboard {
      try Storyboard(JSONDocument(bytes: Array("{scenes: [{world: \"agate\"}], hold: \(hold)}".utf8)))
    }
    #expect(try storyboard("{start: 1.5, end: 4}").hold == Hold(start: 1.5, end: 4))
    #expect(try storyboard("{end: 4}").hold == Hold(end: 4))
    for wrong in ["{start: -1}", "{begin: 1}", "3"] {
      #expect(throws: Problems.self) { try storyboard(wrong) }
    }
  }
}
