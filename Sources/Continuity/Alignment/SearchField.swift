import Geometry
import Imaging

/// A still in which others are looked for: its detail at every factor and roll.
struct SearchField: Sendable {
  private struct Sheet: Sendable {
    let octave: Int
    let roll: Int
    let image: FloatImage
    /// An index of the image to its place in the still's plane.
    let place: Similarity
  }

  struct Find: Sendable {
    var agreement: Float
    var octave: Int
    var roll: Int
    var portal: Similarity
  }

  let grid: SearchGrid
  private let sheets: [Sheet]

  init(_ still: GreyLadder, _ grid: SearchGrid) {
    self.grid = grid
    var sheets: [Sheet] = []
    for octave in 0..<grid.octaveCount {
      let pixel = 2 / (Double(grid.rows) * grid.factor(octave))
      for roll in 0..<grid.rollCount {
        let turn = Point(turns: grid.roll(roll))
        let (cosine, sine) = (abs(turn.x), abs(turn.y))
        let width = Int((2 * (still.size.aspect * cosine + sine) / pixel).rounded())
        let height = Int((2 * (still.size.aspect * sine + cosine) / pixel).rounded())
        guard width > 0, height > 0 else { continue }
        let place = GreyLadder.centred(width, height, pixel: pixel).then(Similarity(scale: turn))
        let image = SearchGrid.detail(still.drawn(width: width, height: height, place: place, roughly: true))
        sheets.append(Sheet(octave: octave, roll: roll, image: image, place: place))
      }
    }
    self.sheets = sheets
  }

  /// The places where a still agrees best, best first, no two of them nearly the same.
  func finds(_ still: SearchedStill, count: Int) -> [Find] {
    var all: [Find] = []
    for sheet in sheets {
      guard let agreement = still.agreement(sheet.image) else { continue }
      for (x, y, value) in SearchField.peaks(agreement, count: 3) {
        let middle = sheet.place(
          Point(x: Double(x) + Double(still.width - 1) / 2, y: Double(y) + Double(still.height - 1) / 2))
        let scale = Point(turns: grid.roll(sheet.roll)) / grid.factor(sheet.octave)
        all.append(
          Find(
            agreement: value, octave: sheet.octave, roll: sheet.roll, portal: Similarity(scale: scale, offset: middle)))
      }
    }
    // Equals stay in the order of the search.
    let order = all.indices.sorted { (all[$1].agreement, $0) < (all[$0].agreement, $1) }
    var best: [Find] = []
    for find in order.lazy.map({ all[$0] }) where best.count < count {
      if !best.contains(where: { isNear($0, find) }) { best.append(find) }
    }
    return best
  }

  private func isNear(_ p: Find, _ q: Find) -> Bool {
    abs(p.octave - q.octave) <= 1 && abs(p.roll - q.roll) <= 1
      && (p.portal.offset - q.portal.offset).length < 0.2 * p.portal.scale.length
  }

  /// The highest values of an image, each at least three pixels from the others.
  private static func peaks(_ image: FloatImage, count: Int) -> [(x: Int, y: Int, value: Float)] {
    var found: [(x: Int, y: Int, value: Float)] = []
    let width = image.width
    image.pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<image.height {
        for x in 0..<width {
          let value = pixels[y * width + x]
          guard value > 0.15, found.count < count || value > found[found.count - 1].value else { continue }
          // One peak a neighbourhood: a higher one takes the place of a lower one.
          if let rival = found.firstIndex(where: { abs($0.x - x) < 3 && abs($0.y - y) < 3 }) {
            guard value > found[rival].value else { continue }
            found.remove(at: rival)
          } else if found.count == count {
            found.removeLast()
          }
          found.insert((x, y, value), at: found.firstIndex { $0.value < value } ?? found.count)
        }
      }
    }
    return found
  }
}
