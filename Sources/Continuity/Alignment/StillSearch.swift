import Geometry
import Imaging

/// How finely a still is looked for in another.
struct SearchGrid: Sendable {
  /// The inner still's height in pixels of the search.
  var rows: Int
  /// log2 of the smallest and the largest factor, and from one to the next.
  var octaves: ClosedRange<Double>
  var octaveStep: Double
  /// Rolls to either side, in turns, and from one to the next.
  var mostTurns: Double
  var turnStep: Double

  /// Every factor to a little beyond 16, rolls of 15° to either side.
  static let usual = SearchGrid(
    rows: 18, octaves: -0.125...4.125, octaveStep: 0.125, mostTurns: 15.0 / 360, turnStep: 5.0 / 360)
  /// Any roll, of factors up to 4.
  static let rolled = SearchGrid(
    rows: 18, octaves: -0.125...2.125, octaveStep: 0.125, mostTurns: 0.5, turnStep: 5.0 / 360)
  /// Enough to tell which of many pairs are worth a better look.
  static let rough = SearchGrid(rows: 14, octaves: 0.1...3, octaveStep: 0.125, mostTurns: 0, turnStep: 1)

  /// The inner still's width in pixels of the search, for pictures that are no strips.
  func columns(_ aspect: Double) -> Int { Int((Double(rows) * min(max(aspect, 0.4), 3)).rounded()) }

  /// Pixels of the inner still's border that are left out: what is beyond it spoils the filter there, and so it may lie a little outside.
  var margin: Int { 2 }

  var octaveCount: Int { Int(((octaves.upperBound - octaves.lowerBound) / octaveStep).rounded()) + 1 }
  var rollCount: Int { 2 * Int((mostTurns / turnStep + 1e-9).rounded(.down)) + 1 }

  func factor(_ number: Int) -> Double { PortableMath.exp2(octaves.lowerBound + Double(number) * octaveStep) }
  func roll(_ number: Int) -> Double { Double(number - rollCount / 2) * turnStep }

  /// Fine detail: where the structure lies by which stills are told apart, whatever their brightness.
  static func detail(_ image: FloatImage) -> FloatImage { image.minus(image.blurred(sigma: 2.5)) }
}

/// A still that is looked for: its detail in a few pixels, with mean 0 and length 1.
struct SearchedStill: Sendable {
  let width: Int
  let height: Int
  fileprivate let pixels: [Float]

  init(_ still: GreyLadder, _ grid: SearchGrid) {
    let (columns, margin) = (grid.columns(still.size.aspect), grid.margin)
    let whole = SearchGrid.detail(
      still.drawn(
        width: columns, height: grid.rows, place: GreyLadder.centred(columns, grid.rows, pixel: 2 / Double(grid.rows))))
    // A multiple of four columns, because the kernel takes four at once.
    width = max(4, (columns - 2 * margin) / 4 * 4)
    height = grid.rows - 2 * margin
    let left = (columns - width) / 2
    var pixels: [Float] = []
    for y in 0..<height {
      for x in 0..<width { pixels.append(whole.pixels[(y + margin) * columns + min(left + x, columns - 1)]) }
    }
    let mean = pixels.reduce(0, +) / Float(pixels.count)
    for i in pixels.indices { pixels[i] -= mean }
    let length = pixels.reduce(0) { $0 + $1 * $1 }.squareRoot()
    // A still without structure is like nothing.
    for i in pixels.indices { pixels[i] = length > 0.001 * Float(pixels.count).squareRoot() ? pixels[i] / length : 0 }
    self.pixels = pixels
  }

  /// How well it agrees with every place of an image, −1 … 1: the normalised correlation, for windows whose first pixel is given.
  fileprivate func agreement(_ image: FloatImage) -> FloatImage? {
    let (across, down) = (image.width - width + 1, image.height - height + 1)
    guard across > 0, down > 0 else { return nil }
    let lengths = WindowLengths(image, width: width, height: height)
    return FloatImage(width: across, height: down) { out in
      image.pixels.withUnsafeBufferPointer { image in
        pixels.withUnsafeBufferPointer { still in
          for y in 0..<down {
            let row = out + y * across
            row.update(repeating: 0, count: across)
            for line in 0..<height {
              let from = image.baseAddress! + (y + line) * (across + width - 1)
              SearchedStill.correlate(from, still.baseAddress! + line * width, taps: width, row, across)
            }
            for x in 0..<across { row[x] *= lengths.inverse[y * across + x] }
          }
        }
      }
    }
  }

  /// row[x] += Σ from[x + k] · still[k].
  @inline(__always)
  private static func correlate(
    _ from: UnsafePointer<Float>, _ still: UnsafePointer<Float>, taps: Int, _ row: UnsafeMutablePointer<Float>,
    _ count: Int
  ) {
    var k = 0
    while k < taps {
      let (a, b, c, d) = (still[k], still[k + 1], still[k + 2], still[k + 3])
      let p = from + k
      for x in 0..<count { row[x] += (p[x] * a + p[x + 1] * b) + (p[x + 2] * c + p[x + 3] * d) }
      k += 4
    }
  }
}

/// One over the length of each window's pixels about their mean.
private struct WindowLengths {
  let inverse: [Float]

  /// Windows with less structure than this, as a standard deviation of Y′, agree with nothing.
  private static let least: Double = 0.003

  init(_ image: FloatImage, width: Int, height: Int) {
    let (across, down) = (image.width - width + 1, image.height - height + 1)
    let count = Double(width * height)
    var (sums, squares) = ([Double](repeating: 0, count: image.width), [Double](repeating: 0, count: image.width))
    func add(_ row: Int, _ sign: Double) {
      for x in 0..<image.width {
        let value = Double(image.pixels[row * image.width + x])
        sums[x] += sign * value
        squares[x] += sign * value * value
      }
    }
    var inverse = [Float](repeating: 0, count: across * down)
    for row in 0..<height - 1 { add(row, 1) }
    for y in 0..<down {
      add(y + height - 1, 1)
      var (sum, square) = (sums[..<(width - 1)].reduce(0, +), squares[..<(width - 1)].reduce(0, +))
      for x in 0..<across {
        sum += sums[x + width - 1]
        square += squares[x + width - 1]
        let variance = max(0, square - sum * sum / count) + count * WindowLengths.least * WindowLengths.least
        inverse[y * across + x] = Float(1 / variance.squareRoot())
        sum -= sums[x]
        square -= squares[x]
      }
      add(y, -1)
    }
    self.inverse = inverse
  }
}

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
