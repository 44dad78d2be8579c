import Geometry
import Imaging
import Planning

/// Joins of plans that differ in where scenes lie: a row for each join, and in it for each plan the same moments.
package enum JoinSheet {
  /// Octaves beyond the inner scene filling the canvas.
  package static let moments = [-1.6, -0.9, -0.3]

  /// Nil where the plans have no join that differs.
  package static func draw(_ plans: [Plan], width: Int = 320, cores: Cores) throws -> Picture? {
    let joins = plans[0].chosenJoins(besides: plans.dropFirst())
    guard !joins.isEmpty else { return nil }
    let pictures = try plans.map { plan in
      var small = plan
      small.size = plan.size.shrunk(to: width)
      let renderer = try FrameRenderer(small, format: .yuv444, cores: cores)
      return try joins.map { place in
        try moments.map { try renderer.frame(at: small.frame(nearest: $0, beyond: place + 1)) }
      }
    }
    let rows = joins.indices.flatMap { join in pictures.flatMap { $0[join] } }
    return contactSheet(rows, columns: plans.count * moments.count, gap: 4)
  }
}

extension Plan {
  /// The joins, by the places of their links, that are not alike in plans that differ in where scenes lie.
  package func chosenJoins(besides others: some Sequence<Plan>) -> [Int] {
    links.indices.filter { place in others.contains { $0.links[place].portal != links[place].portal } }
  }

  /// The frame that is nearest to so many octaves beyond the scene of a place filling the canvas; by halving, for the zoom never turns back.
  func frame(nearest octaves: Double, beyond place: Int) -> Int {
    let sign = direction == .in ? 1.0 : -1
    func isBefore(_ frame: Int) -> Bool {
      let depth = depth(at: FrameTime(frame))
      return sign * (chain.octaves(from: place, to: depth.place) + depth.octaves - octaves) < 0
    }
    var (low, high) = (0, frameCount - 1)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
