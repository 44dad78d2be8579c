import Foundation
import Geometry
import Planning
import Testing

@Suite struct `A plan whose joins are measured` {
  /// A survey whose arrival map and colours differ for each number.
  private func survey(_ number: Int) -> JoinSurvey {
    let arrival = ArrivalMap(
      rowCount: 2, columnCount: 3, innermost: -4, octavesPerRow: 2, times: (0..<6).map { UInt16(number * 10 + $0) })
    return JoinSurvey(
      handOver: .along(HandOver(arrival: arrival, begins: -0.5, ends: 0.25, softness: 0.03)),
      colours: MeasuredColours(toInner: warmer(number), toOuter: warmer(-number), difference: 20, matched: 4))
  }

  private func warmer(_ number: Int) -> ColourMap {
    ColourMap(rows: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, Double(number) / 100]])
  }

  /// The plan with its JSON changed by hand.
  private func edited(_ plan: Plan, _ change: (inout [[String: Any]]) -> Void) throws -> Plan {
    let read = try JSONSerialization.jsonObject(with: Data(try plan.json().utf8))
    var root = try #require(read as? [String: Any])
    var links = try #require(root["links"] as? [[String: Any]])
    change(&links)
    root["links"] = links
    return try Plan(json: try JSONSerialization.data(withJSONObject: root), file: nil)
  }

  @Test func `says which scenes do not join well, and why`() throws {
    var (good, bad) = (survey(1), survey(2))
    good.score = JoinScore(
      seam: 0.3, frame: 0.1, emptiness: 0, covered: 0.2, late: 0.2, afloat: 0.3, off: 0.2, sharpness: 1, colour: 0.5)
    bad.score = JoinScore(
      seam: 0.9, frame: 0, emptiness: 0.1, covered: 0.1, late: 0.1, afloat: 0.9, off: 0.7, sharpness: 2, colour: 0.5)
    let plan = try Shots.plan(Shots.stills(3))
    let joined = plan.joined(by: [0: good, 1: bad])
    let notes = joined.notes.filter { !plan.notes.contains($0) }
    #expect(notes.count == 1)
    #expect(notes[0].hasPrefix("scenes 2 and 3 do not join well: its contour shows and it hangs in the air;"))
    let again = try Plan(json: Data(try joined.json().utf8), file: nil)
    #expect(again == joined && again.links[1].measured?.score == bad.score)
  }

  @Test func `keeps how softly places turn`() throws {
    var survey = survey(1)
    let mist = ArrivalMap(rowCount: 2, columnCount: 2, innermost: -4, octavesPerRow: 2, times: [0, 99, 9999, 65535])
    if case .along(var handOver) = survey.handOver {
      handOver.mist = mist
      survey.handOver = .along(handOver)
    }
    let plan = try Shots.plan(Shots.stills(3)).joined(by: [0: survey])
    #expect(plan.handOver(after: 0)?.mist == mist && plan.arrivals.count == 2)
    #expect(try Plan(json: Data(try plan.json().utf8), file: nil) == plan)
    var wrong = plan
    wrong.links[0].handOver?.mist = 7
    #expect(wrong.mistake == "links[0].handOver.mist is 7, expected 0 ..< 2")
  }

  @Test func `is the same where nobody has looked`() throws {
    let plan = try Shots.plan(Shots.stills(3))
    #expect(plan.joined(by: [:]) == plan)
    #expect(plan.links.allSatisfy { $0.measured == nil })
  }

  @Test func `tells what was measured and not found from what nobody has looked for`() throws {
    var nothing = survey(1)
    nothing.handOver = .nothing("neither scene has borders to open along")
    let plan = try Shots.plan(Shots.stills(3)).joined(by: [0: nothing])
    #expect(
      plan.links[0].handOver == nil && plan.links[0].measured?.reason == "neither scene has borders to open along")
    #expect(plan.links[0].measured?.difference == 20 && plan.links[1].measured == nil)
    let again = try Plan(json: Data(try plan.json().utf8), file: nil)
    #expect(again == plan)
  }

  @Test func `has an arrival map once, however many links hand over by it`() throws {
    let plan = try Shots.plan(Shots.stills(4)).joined(by: [0: survey(1), 1: survey(2), 2: survey(1)])
    #expect(plan.arrivals.count == 2)
    #expect(plan.links.map(\.handOver?.arrival) == [0, 1, 0])
    #expect((0..<3).map { plan.handOver(after: $0)!.arrival.times[0] } == [10, 20, 10])
  }

  @Test func `keeps no arrival map that no link hands over by when it is measured anew`() throws {
    let plan = try Shots.plan(Shots.stills(3))
    let once = plan.joined(by: [0: survey(1), 1: survey(2)])
    #expect(once.joined(by: [0: survey(1), 1: survey(2)]) == once)
    #expect(once.joined(by: [0: survey(3), 1: survey(4)]) == plan.joined(by: [0: survey(3), 1: survey(4)]))
    let half = once.joined(by: [0: survey(3)])
    #expect(half.arrivals.count == 2 && half.handOver(after: 1) == once.handOver(after: 1))
  }

  @Test func `keeps a link as it was edited by hand`() throws {
    let plan = try Shots.plan(Shots.stills(3)).joined(by: [0: survey(1), 1: survey(2)])
    let edited = try edited(plan) { links in
      links[1]["by"] = "hand"
      links[1]["window"] = [-0.75, 0.5]
      links[1]["colour"] = nil
    }
    let again = edited.joined(by: [0: survey(3), 1: survey(4)])
    #expect(again.links[1].window == -0.75...0.5 && again.links[1].colour == nil)
    #expect(again.links[1].measured == plan.links[1].measured)
    #expect(again.handOver(after: 1) == plan.handOver(after: 1))
    #expect(again.handOver(after: 0)!.arrival.times[0] == 30 && again.links[0].colour!.toInner == warmer(3))
  }

  @Test func `lets colours meet only while the scenes around leave room`() throws {
    let plan = try Shots.plan(Shots.stills(3, octaves: 3)).joined(by: [0: survey(1), 1: survey(2)])
    for (place, link) in plan.links.enumerated() {
      let colour = try #require(link.colour)
      #expect(colour.begins < link.window.lowerBound && colour.ends >= link.window.upperBound)
      #expect(colour.begins >= link.window.lowerBound - 1 && colour.ends <= link.window.upperBound + 1, "\(place)")
    }
    // The first scene's look has changed back before the second hand-over begins.
    #expect(plan.links[0].colour!.ends <= plan.links[0].octaves + plan.links[1].window.lowerBound + 1e-9)
  }

  @Test(arguments: Direction.allCases) func `puts the colours of generated takes right for the whole scene`(
    direction: Direction
  ) throws {
    var plan = try Shots.plan(Shots.stills(3) { $0.direction = direction })
    let later = direction == .in ? 1 : 0
    plan.scenes[later].provenance = Provenance(
      generator: "command", prompt: "a door", seed: 1, sourceHash: "", takeHash: "", firstFrame: "exact")
    plan.links[0].kind = .successive
    let joined = plan.joined(by: [0: survey(1), 1: survey(2)])
    #expect(joined.scenes[later].colour == warmer(direction == .in ? -1 : 1))
    #expect(joined.links[0].colour == nil && joined.links[1].colour != nil)
    #expect(joined.joined(by: [0: survey(1), 1: survey(2)]) == joined)
  }

  @Test func `is read where the agreement of pictures stands among what was measured`() throws {
    let plan = try Shots.plan(Shots.stills(3)).joined(by: [0: survey(1), 1: survey(2)])
    let before = try edited(plan) { links in
      links[0]["measured"] = ["agreement": 0.5, "difference": 20, "matched": 4, "reason": "it is so"]
      links[1]["measured"] = ["agreement": 0.25]
    }
    #expect(before.links[0].aligned == LinkAlignment(agreement: 0.5))
    #expect(before.links[0].measured == JoinMeasure(difference: 20, matched: 4, reason: "it is so"))
    #expect(before.links[1].aligned == LinkAlignment(agreement: 0.25) && before.links[1].measured == nil)
  }
}
