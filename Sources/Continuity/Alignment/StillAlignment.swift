import Geometry
import Imaging

/// Finds where one still lies in another: by factors of 1 to 16, anywhere inside, and rolled by up to 15°, or at factors to 4 by any angle.
package enum StillAlignment {
  /// What is compared in the end is at most so many rows high.
  private static let mostRows = 360

  /// Where the inner still lies in the outer one; nil if it does not. Brightness and colours may differ. The more pixels the outer still
  /// has, the better its small parts are known: it needs not be reduced below some 2000 columns.
  ///
  ///     let part = StillAlignment.align(inner: quarter, outer: whole)!
  ///     part.factor                                                  // 4.00
  ///     part.portal.offset                                           // (0.500, −0.250)
  package static func align(inner: GreyImage, outer: GreyImage) -> Alignment? {
    align(inner: GreyLadder(inner), outer: GreyLadder(outer))
  }

  /// Which of two stills lies in the other, and where; nil if they show different things. Of stills that cover as much as each other the
  /// first lies in the second.
  ///
  ///     StillAlignment.relation(whole, quarter)         // .secondLiesInFirst, by a factor of 4.00
  package static func relation(_ first: GreyImage, _ second: GreyImage) -> StillRelation? {
    let (a, b) = (GreyLadder(first), GreyLadder(second))
    if let alignment = align(inner: a, outer: b) { return .firstLiesInSecond(alignment) }
    return align(inner: b, outer: a).map { .secondLiesInFirst($0) }
  }

  static func align(inner: GreyLadder, outer: GreyLadder) -> Alignment? {
    for grid in [SearchGrid.usual, .rolled] {
      let finds = SearchField(outer, grid).finds(SearchedStill(inner, grid), count: 10)
      if let alignment = best(of: finds.map(\.portal), inner: inner, outer: outer) { return alignment }
    }
    return nil
  }

  /// The best of several guesses, bettered as far as the stills' pixels go; nil if none holds.
  static func best(of guesses: [Similarity], inner: GreyLadder, outer: GreyLadder) -> Alignment? {
    let first = StillPair(inner, outer, rows: 36)
    let tried = guesses.map { guess -> (portal: Similarity, agreement: Double) in
      let portal = first.bettered(first.bettered(guess))
      return (portal, first.agreement(portal))
    }
    guard let start = tried.max(by: { $0.agreement < $1.agreement }), start.agreement > 0.2 else { return nil }
    return finished(start.portal, inner: inner, outer: outer)
  }

  private static func finished(_ start: Similarity, inner: GreyLadder, outer: GreyLadder) -> Alignment? {
    let seen = Double(outer.size.height) * start.scale.length
    let finest = max(36, min(inner.size.height, Int(seen), mostRows))
    var portal = start
    for rows in [72, 144] where rows < finest { portal = StillPair(inner, outer, rows: rows).bettered(portal) }
    let last = StillPair(inner, outer, rows: finest)
    for _ in 0..<(finest < 100 ? 4 : 2) { portal = last.bettered(portal) }
    let agreement = StillPair(inner, outer, rows: max(24, min(Int(seen), finest, 96))).agreement(portal)
    guard agreement > leastAgreement(rows: seen), isInside(portal, inner.size, outer.size) else { return nil }
    let pixels = seen / Double(finest)
    return Alignment(portal: portal, agreement: agreement, uncertainty: 0.05 * pixels * (1.5 - agreement))
  }

  /// What stills that have nothing to do with each other do not reach where the outer one shows the inner one in so many rows. Photographs
  /// reached 0.46 by chance in 53 rows, 0.67 in 29 and 0.74 in 22, as the best of all places, rolls and factors.
  private static func leastAgreement(rows: Double) -> Double { 0.55 + 0.35 * min(max((60 - rows) / 38, 0), 1) }

  /// Whether the middle of the inner still and most of the rest lie in the outer one, and the inner one is the smaller.
  private static func isInside(_ portal: Similarity, _ inner: CanvasSize, _ outer: CanvasSize) -> Bool {
    let scale = portal.scale.length
    guard scale < 1.02, scale > 1 / 17.0 else { return false }
    return inner.corners.allSatisfy {
      let p = portal($0 * 0.8)
      return abs(p.x) <= outer.aspect && abs(p.y) <= 1
    }
  }
}
