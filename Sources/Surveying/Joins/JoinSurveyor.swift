import Geometry
import Imaging
import Planning
import Rendering

/// Measures the joins of a plan: when which point turns from one scene to the next, and how their colours meet.
package enum JoinSurveyor {
  /// What was measured of each join, by the place of its link, for `Plan.joined(by:)`. Links that are kept by hand are left out, and so are
  /// those of worlds that open by themselves and of scenes that are still to be made.
  ///
  ///     let surveys = try JoinSurveyor.survey(plan, cores: cores)
  ///     surveys[0]?.colours                                       // of Samples/journey: ΔE 37.8, matched 11.5
  ///     plan.joined(by: surveys)                                  // the plan to render
  ///
  /// A join that was measured before is in the cache; no file is opened for it. Throws `MediaError` when a take cannot be read, and
  /// `Problem` when it is not the one that was planned.
  ///
  /// Before each join that is measured `report` is told its link's place.
  package static func survey(
    _ plan: Plan, cores: Cores, cache: SurveyCache = .usual, report: (_ place: Int) -> Void = { _ in }
  ) throws -> [Int: JoinSurvey] {
    let plan = plan.forJoins
    let pictures = JoinPictures(plan, cores)
    var surveys: [Int: JoinSurvey] = [:]
    for place in plan.links.indices where plan.measuresJoin(after: place) {
      if let same = (0..<place).first(where: { surveys[$0] != nil && plan.joinsAlike($0, place) }) {
        surveys[place] = surveys[same]
        continue
      }
      let join = PlannedJoin(plan, place)
      let kept = try cache.value(CacheKey(.join, join.input)) {
        report(place)
        return KeptJoin(try JoinMeasurement(join, pictures).survey)
      }
      surveys[place] = kept.survey
    }
    return surveys
  }
}

extension Plan {
  /// As joins are measured: small, and every scene in its own colours.
  fileprivate var forJoins: Plan {
    var plan = self
    plan.size = size.shrunk(to: 480, least: 16)
    for place in plan.links.indices { plan.links[place].colour = nil }
    for place in plan.scenes.indices { plan.scenes[place].colour = nil }
    return plan
  }

  fileprivate func measuresJoin(after place: Int) -> Bool {
    let link = links[place]
    return link.reach == nil && !link.isKeptByHand && !isPending(place) && !isPending(place + 1)
  }

  private func isPending(_ place: Int) -> Bool {
    if case .pending = scene(at: place).content { true } else { false }
  }
}
