import Continuity
import Geometry
import Imaging
import Planning

/// Measures two scenes' pictures against each other.
struct JoinMeasurement {
  private let join: PlannedJoin
  private let outer: Picture
  private let inner: Picture
  /// Of unlike scenes.
  private let sight: JoinSight?

  init(_ join: PlannedJoin, _ pictures: JoinPictures) throws {
    self.join = join
    (outer, inner) = try pictures.both(join)
    sight = join.link.kind == .nested ? try pictures.sight(join) : nil
  }

  var survey: JoinSurvey {
    let score = sight.map { JoinTrial($0.outer, $0.inner, portal: $0.portal, extent: $0.extent).score }
    return JoinSurvey(handOver: handOver, colours: colours, score: score)
  }

  // MARK: Hand-over

  private var handOver: MeasuredHandOver {
    guard join.link.kind != .stack else { return .needless }
    let window = join.link.window
    if let sight { return .along(ContourFinder(sight).handOver(window)) }
    let arrival = ArrivalFinder.arrival(
      outer: outer, inner: inner, pole: join.pole, begins: window.lowerBound, ends: window.upperBound)
    return switch arrival {
    case .along(let handOver): .along(handOver)
    case .nothing(let reason): .nothing(reason)
    }
  }

  // MARK: Colours

  /// How the colours meet: exactly, where both pictures show the same, else as a whole.
  private var colours: MeasuredColours {
    if join.link.kind == .nested {
      return sight.flatMap { isSlow ? meeting($0) : nil } ?? statistics(reason: nil)
    }
    return corresponding
      ?? statistics(reason: "their colours differ from point to point, so their looks are matched as a whole")
  }

  private var corresponding: MeasuredColours? {
    guard let toInner = ColourMatch.corresponding(from: outer, to: inner),
      let toOuter = ColourMatch.corresponding(from: inner, to: outer)
    else { return nil }
    return MeasuredColours(
      toInner: toInner, toOuter: toOuter, difference: ColourMatch.difference(outer, inner).meanDE,
      matched: ColourMatch.difference(outer, inner, mapping: toInner).meanDE)
  }

  /// How far the inner scene begins with the look of what is around it, and how far that takes the inner one's look.
  private static let innerAmount = 0.7
  private static let outerAmount = 0.35

  /// Whether the inner scene grows for so long that its look can come to its own while it does. Where it is quick, as in clips, both looks meet all
  /// but the whole way.
  private var isSlow: Bool { join.link.window.lowerBound <= Contour.quick }

  /// Unlike scenes keep most of their own look; the inner one comes some of the way to the place that it lies in.
  private func meeting(_ sight: JoinSight) -> MeasuredColours {
    let toInner = ColourMatch.statistics(from: sight.outerNear, to: inner, amount: JoinMeasurement.outerAmount)
    let toOuter = ColourMatch.statistics(from: inner, to: sight.outerNear, amount: JoinMeasurement.innerAmount)
    return MeasuredColours(
      toInner: toInner, toOuter: toOuter, difference: ColourMatch.difference(inner, sight.outerNear).betweenMeans,
      matched: ColourMatch.difference(inner, sight.outerNear, mapping: toOuter).betweenMeans)
  }

  /// How far the looks of scenes meet that are thought to be alike: not all the way, or one of them seems dyed.
  private static let amount = 0.9

  private func statistics(reason: String?) -> MeasuredColours {
    let toInner = ColourMatch.statistics(from: outer, to: inner, amount: JoinMeasurement.amount)
    let toOuter = ColourMatch.statistics(from: inner, to: outer, amount: JoinMeasurement.amount)
    return MeasuredColours(
      toInner: toInner, toOuter: toOuter, difference: ColourMatch.difference(outer, inner).betweenMeans,
      matched: ColourMatch.difference(outer, inner, mapping: toInner).betweenMeans, reason: reason)
  }
}
