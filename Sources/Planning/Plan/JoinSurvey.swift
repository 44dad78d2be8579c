import Geometry

/// What was measured of one join: of two scenes drawn alone, as the canvas shows them when the inner one fills it.
///
/// It decides nothing: `Plan.joined(by:)` does.
package struct JoinSurvey: Equatable, Sendable {
  package var handOver: MeasuredHandOver
  package var colours: MeasuredColours
  /// What will be seen of it, where the scenes are unlike.
  package var score: JoinScore?

  package init(handOver: MeasuredHandOver, colours: MeasuredColours, score: JoinScore? = nil) {
    self.handOver = handOver
    self.colours = colours
    self.score = score
  }
}

/// How the inner scene may open in the outer one.
package enum MeasuredHandOver: Equatable, Sendable {
  case along(HandOver)
  /// Nothing to open along was found; says why.
  case nothing(String)
  /// None was looked for: the inner picture is a piece of the outer one, and lies where it is.
  case needless
}

/// How the colours of two scenes differ, and the maps by which each gets the other's look.
package struct MeasuredColours: Equatable, Sendable {
  package var toInner: ColourMap
  package var toOuter: ColourMap
  /// Colour difference (CIE 1976 ΔE*ab) before and after the outer picture got the inner one's look: in the mean of all pixels where both
  /// show the same, else between their mean colours.
  package var difference: Double
  package var matched: Double
  /// Why they are matched as a whole, where pixel by pixel was wished.
  package var reason: String?

  package init(toInner: ColourMap, toOuter: ColourMap, difference: Double, matched: Double, reason: String? = nil) {
    self.toInner = toInner
    self.toOuter = toOuter
    self.difference = difference
    self.matched = matched
    self.reason = reason
  }
}
