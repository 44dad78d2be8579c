import Continuity
import Geometry
import Imaging
import Planning

/// Measures two scenes' pictures against each other.
struct JoinMeasurement {
  private let join: PlannedJoin
  private let outer: Picture
  private let inner: Picture

  /// How far the looks of unlike scenes meet: not all the way, or one of them seems dyed.
  private static let amount = 0.9

  init(_ join: PlannedJoin, _ pictures: (outer: Picture, inner: Picture)) {
    self.join = join
    (outer, inner) = pictures
  }

  var survey: JoinSurvey { JoinSurvey(handOver: handOver, colours: colours) }

  // MARK: Hand-over

  private var handOver: MeasuredHandOver {
    guard join.link.kind != .stack else { return .needless }
    let window = join.link.window
    let arrival = ArrivalFinder.arrival(
      outer: outer, inner: inner, pole: pole, begins: window.lowerBound, ends: window.upperBound)
    return switch arrival {
    case .along(let handOver): .along(handOver)
    case .nothing(let reason): .nothing(reason)
    }
  }

  /// A scene opens at most so far from where the shot flies, in halves of the canvas's height.
  private static let farthest = 0.4
  /// A clip hands over within an octave or so: the inner scene is looked at as it is then.
  private static let openingOctaves = 1.0

  /// Where the inner scene opens: at its vanishing point, or in a clip, which flies where it flies, near that where the picture can open.
  private var pole: Point {
    guard join.isFlown else { return join.pole }
    let found = OpeningPlace.find(in: outer, octaves: JoinMeasurement.openingOctaves)
    let way = found.point - join.pole
    guard found.isFit, way.length > 0 else { return join.pole }
    return join.pole + way * min(1, JoinMeasurement.farthest / way.length)
  }

  // MARK: Colours

  /// How the colours meet: exactly, where both pictures show the same, else as a whole.
  private var colours: MeasuredColours {
    if join.link.kind == .nested { return statistics(reason: nil) }
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

  private func statistics(reason: String?) -> MeasuredColours {
    let toInner = ColourMatch.statistics(from: outer, to: inner, amount: JoinMeasurement.amount)
    let toOuter = ColourMatch.statistics(from: inner, to: outer, amount: JoinMeasurement.amount)
    return MeasuredColours(
      toInner: toInner, toOuter: toOuter, difference: ColourMatch.difference(outer, inner).betweenMeans,
      matched: ColourMatch.difference(outer, inner, mapping: toInner).betweenMeans, reason: reason)
  }
}
