import Geometry
import Imaging
import Planning
import Surveying

/// The plan of a shot with its joins measured, or found in a cache.
func joined(
  _ storyboard: Storyboard, _ survey: Survey, cores: Cores = Cores(2), cache: SurveyCache = .usual
) throws -> Plan {
  let plan = try Planner.plan(storyboard, survey)
  return plan.joined(by: try JoinSurveyor.survey(plan, cores: cores, cache: cache))
}
