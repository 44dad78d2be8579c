import Geometry

/// What a link's two pictures told before it was planned.
package struct LinkAlignment: Equatable, Codable, Sendable {
  /// How well the inner picture was found in the outer one, 0 … 1; nil where none was looked for, or none was found.
  package var agreement: Double?
  /// Why they are laid as they are, where that is not what one would wish.
  package var reason: String?

  package init(agreement: Double? = nil, reason: String? = nil) {
    self.agreement = agreement
    self.reason = reason
  }
}

/// What is kept of a join's survey, for people.
package struct JoinMeasure: Equatable, Codable, Sendable {
  /// Colour difference (CIE 1976 ΔE*ab) of the two pictures before and after their colours were matched.
  package var difference: Double
  package var matched: Double
  /// What will be seen of it, where the scenes are unlike; nil: nobody has looked.
  package var score: JoinScore?
  /// Why the join is made as it is, where that is not what one would wish.
  package var reason: String?

  package init(difference: Double, matched: Double, score: JoinScore? = nil, reason: String? = nil) {
    self.difference = difference
    self.matched = matched
    self.score = score
    self.reason = reason
  }
}

extension JoinMeasure {
  init(_ survey: JoinSurvey) {
    self.init(
      difference: survey.colours.difference, matched: survey.colours.matched, score: survey.score,
      reason: survey.colours.reason)
    if case .nothing(let reason) = survey.handOver { self.reason = reason }
  }
}
