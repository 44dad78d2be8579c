/// What spreads over the pixels of a picture, or over the cells of a log-polar grid.
struct Front {
  let width: Int
  let height: Int
  /// A grid's first column follows its last one, and its only border is the last row.
  var isRound = false

  /// How long it takes from one pixel to each, by the cheapest way through a cost per pixel of way (Dijkstra 1959, eight neighbours).
  func times(from start: Int, cost: [Float]) -> [Float] { times(from: [start], cost: cost) }

  /// The same from the nearest of several pixels; infinite if there are none.
  func times(from starts: [Int], cost: [Float]) -> [Float] {
    var times = [Float](repeating: .infinity, count: cost.count)
    var queue = PixelQueue(reserving: cost.count)
    for start in starts { times[start] = 0 }
    times.withUnsafeMutableBufferPointer { times in
      cost.withUnsafeBufferPointer { cost in
        // One that has only others beside it leads nowhere.
        for start in starts where leadsOn(start, times) { queue.push(0, start) }
        while let (time, i) = queue.pop() {
          guard time == times[i] else { continue }
          let own = cost[i]
          forEachNeighbour(of: i) { j, way in
            let later = time + 0.5 * (own + cost[j]) * way
            if later < times[j] {
              times[j] = later
              queue.push(later, j)
            }
          }
        }
      }
    }
    return times
  }

  private func leadsOn(_ start: Int, _ times: UnsafeMutableBufferPointer<Float>) -> Bool {
    var leadsOn = false
    forEachNeighbour(of: start) { j, _ in leadsOn = leadsOn || times[j] != 0 }
    return leadsOn
  }

  /// Lowers times until, at every moment, what has not turned hangs on to the picture's border: from each pixel a way leads there on
  /// which times rise, by at least `step` a pixel. The border itself keeps its times.
  func hungOnBorder(_ times: [Float], step: Float) -> [Float] {
    let top = (times.max() ?? 0) + 1
    var result = [Float](repeating: -1, count: times.count)
    var queue = PixelQueue(reserving: times.count)
    for i in times.indices where isBorder(i) {
      result[i] = times[i]
      queue.push(top - times[i], i)
    }
    while let (_, i) = queue.pop() {
      let most = max(0, result[i] - step)
      forEachNeighbour(of: i, diagonal: false) { j, _ in
        guard result[j] < 0 else { return }
        result[j] = min(times[j], most)
        queue.push(top - result[j], j)
      }
    }
    return result
  }

  /// The same, but nothing hangs by less than `2 · radius + 1` pixels; what is thinner goes with its surroundings.
  func hungFirmly(_ times: [Float], radius: Int, step: Float) -> [Float] {
    let thick = Field.extreme(times, width, height, radius: radius, min)
    return Field.extreme(hungOnBorder(thick, step: step), width, height, radius: radius, max)
  }

  func isBorder(_ i: Int) -> Bool {
    let (x, y) = (i % width, i / width)
    if isRound { return y == height - 1 }
    return x == 0 || y == 0 || x == width - 1 || y == height - 1
  }

  @inline(__always)
  private func forEachNeighbour(of i: Int, diagonal: Bool = true, _ body: (_ j: Int, _ way: Float) -> Void) {
    let (x, y) = (i % width, i / width)
    let (left, right, up, down) = (x > 0, x + 1 < width, y > 0, y + 1 < height)
    if left { body(i - 1, 1) } else if isRound { body(i + width - 1, 1) }
    if right { body(i + 1, 1) } else if isRound { body(i + 1 - width, 1) }
    if up { body(i - width, 1) }
    if down { body(i + width, 1) }
    guard diagonal else { return }
    if left && up { body(i - width - 1, 1.41421356) }
    if right && up { body(i - width + 1, 1.41421356) }
    if left && down { body(i + width - 1, 1.41421356) }
    if right && down { body(i + width + 1, 1.41421356) }
  }
}
