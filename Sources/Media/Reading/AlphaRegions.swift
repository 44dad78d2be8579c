import Geometry

/// Where a picture is see-through: in its largest hole, or anywhere else.
struct AlphaRegions {
  private let alpha: Alpha
  /// Pixels to the side of a cell.
  private let step: Int
  private let columns: Int
  private let rows: Int
  /// Of the largest hole that does not reach the border; empty where there is none of a four-hundredth of the picture.
  private let hole: [Int]
  /// The hole's cells and those beside them, with its soft edge.
  private let isHole: [Bool]

  init(_ alpha: Alpha) {
    self.alpha = alpha
    step = max(1, max(alpha.width, alpha.height) / 256)
    (columns, rows) = (max(1, alpha.width / step), max(1, alpha.height / step))
    let (w, h, step) = (columns, rows, step)
    var isOpen = (0..<w * h).map {
      alpha.values[($0 / w * step + step / 2) * alpha.width + $0 % w * step + step / 2] < 0.5
    }
    hole = AlphaRegions.largestHole(&isOpen, w, h)
    var isHole = [Bool](repeating: false, count: w * h)
    for cell in hole {
      for y in max(0, cell / w - 2)...min(h - 1, cell / w + 2) {
        for x in max(0, cell % w - 2)...min(w - 1, cell % w + 2) { isHole[y * w + x] = true }
      }
    }
    self.isHole = isHole
  }

  /// Takes what is open out of the cells, region by region: first what reaches the border.
  private static func largestHole(_ isOpen: inout [Bool], _ w: Int, _ h: Int) -> [Int] {
    guard w > 2, h > 2 else { return [] }
    func region(from start: Int, _ isOpen: inout [Bool]) -> [Int] {
      guard isOpen[start] else { return [] }
      var (region, next) = ([start], 0)
      isOpen[start] = false
      while next < region.count {
        let (x, y) = (region[next] % w, region[next] / w)
        next += 1
        for (p, q) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
        where p >= 0 && p < w && q >= 0 && q < h && isOpen[q * w + p] {
          isOpen[q * w + p] = false
          region.append(q * w + p)
        }
      }
      return region
    }
    for x in 0..<w { for y in [0, h - 1] { _ = region(from: y * w + x, &isOpen) } }
    for y in 0..<h { for x in [0, w - 1] { _ = region(from: y * w + x, &isOpen) } }
    var largest: [Int] = []
    for start in 0..<w * h {
      let found = region(from: start, &isOpen)
      if found.count > largest.count { largest = found }
    }
    return largest.count * 400 >= w * h ? largest : []
  }

  private func isInHole(_ x: Int, _ y: Int) -> Bool {
    isHole[min(y / step, rows - 1) * columns + min(x / step, columns - 1)]
  }

  /// What is seen through the picture.
  func opening(isProfileUnread: Bool) -> StillOpening {
    var (all, around) = (0.0, 0.0)
    for y in 0..<alpha.height {
      for x in 0..<alpha.width {
        let missing = Double(1 - alpha.values[y * alpha.width + x])
        all += missing
        if missing > 0, !isInHole(x, y) { around += missing }
      }
    }
    let count = Double(alpha.values.count)
    return StillOpening(
      missing: all / count, hole: box, showsAround: around > AlphaRegions.leastAround * count,
      isProfileUnread: isProfileUnread)
  }

  /// Less than this part of a picture is no more than the soft edge of something.
  private static let leastAround = 5e-4

  /// The rectangle around the hole, in plane units.
  private var box: StillOpening.Hole? {
    guard !hole.isEmpty else { return nil }
    let (xs, ys) = (hole.map { $0 % columns }, hole.map { $0 / columns })
    func range(_ cells: [Int], of side: Int) -> (middle: Double, half: Double) {
      let (first, end) = (Double(cells.min()! * step), Double((cells.max()! + 1) * step))
      let pixel = 2 / Double(alpha.height)
      return (((first + end) / 2 - Double(side) / 2) * pixel, (end - first) / 2 * pixel)
    }
    let (across, down) = (range(xs, of: alpha.width), range(ys, of: alpha.height))
    return StillOpening.Hole(
      middle: Point(x: across.middle, y: down.middle), half: Point(x: across.half, y: down.half))
  }

  /// How much is seen of the picture itself, its hole aside, and how much through its hole: 0 … 65535.
  func levels(_ x: Int, _ y: Int) -> (own: UInt16, hole: UInt16) {
    let level = UInt16((min(max(alpha.values[y * alpha.width + x], 0), 1) * 65535).rounded())
    return isInHole(x, y) ? (65535, 65535 - level) : (level, 0)
  }
}
