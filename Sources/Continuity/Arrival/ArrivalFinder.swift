import Geometry
import Imaging

/// Finds where and when an inner scene opens in an outer one: behind the outer scene's things, which stand before it until the zoom
/// carries them out.
///
/// A front starts at the pole and takes long to pass the borders of regions, the longer the more they stand out; times are how long it
/// takes to each place, counted per octave of distance. What is left of the outer scene always hangs on to the picture's border.
package enum ArrivalFinder {
  /// Nothing has turned when it begins and everything when it ends, the middle first and the border last:
  ///
  ///     guard case .along(let found) = ArrivalFinder.arrival(
  ///       outer: outer, inner: inner, pole: .zero, begins: -1.1, ends: 0.6) else { … }
  ///     found.arrival.time(at: Point(x: 0.05, y: 0))        // 0.01
  ///     found.arrival.time(at: Point(x: 1.7, y: 0.9))       // 1.00
  ///
  /// With the pole beside the picture it is `.nothing("the point that the zoom goes to is not in the picture")`.
  ///
  /// - Parameters:
  ///   - outer, inner: what the canvas shows of each scene alone when the inner one fills it. 4:4:4, of the same size.
  ///   - pole: where the hand-over begins, in the plane of these pictures.
  ///   - begins, ends: octaves beyond the inner scene filling the canvas between which it takes over.
  package static func arrival(
    outer: Picture, inner: Picture, pole: Point, begins: Double, ends: Double, softness: Double = 0.03
  ) -> Arrival {
    precondition(outer.size == inner.size, "pictures to find an arrival in have the same size")
    let size = outer.size
    let start = size.pixelsFromPlane(pole)
    guard size.width >= 16, size.height >= 16, start.x >= 1, start.y >= 1, start.x < Double(size.width - 1),
      start.y < Double(size.height - 1)
    else { return .nothing("the point that the zoom goes to is not in the picture") }
    let (a, b) = (ColourField(outer), ColourField(inner))
    let difference = a.difference(from: b)
    let order = ArrivalOrder(outer: a, inner: b, difference: difference, pole: start)
    guard let times = order.times else { return .nothing("neither scene has borders to open along") }
    let spread = ArrivalSpread(begins: begins, ends: ends)
    let moments = spread.moments(times, weights: difference.map { $0 + 8 }, reaches: order.reaches)
    let smooth = Field.blurred(moments, size.width, size.height, radius: max(1, size.width / 400))
    let hung = Front(width: size.width, height: size.height).hungFirmly(
      smooth, radius: max(1, size.width / 320), step: 0.02 / Float(size.width))
    let map = ArrivalGrid(size, pole: start).map(hung)
    return .along(HandOver(arrival: map, pole: pole, begins: begins, ends: ends, softness: softness))
  }
}
