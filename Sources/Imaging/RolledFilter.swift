import Geometry

/// A plane seen through a map that also rolls: every output sample gathers its own square of source samples, weighed along the
/// source's axes as in `UprightFilter`.
struct RolledFilter: Sendable {
  let source: Plane
  let weights: Weights

  func draw(rows: Range<Int>, columns: Range<Int>, into out: UnsafeMutablePointer<Float>, stride: Int) {
    for top in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: RolledFilter.tileSide) {
      let tileRows = top..<min(rows.upperBound, top + RolledFilter.tileSide)
      for left in Swift.stride(from: columns.lowerBound, to: columns.upperBound, by: RolledFilter.tileSide) {
        let tileColumns = left..<min(columns.upperBound, left + RolledFilter.tileSide)
        let place = out + (top - rows.lowerBound) * stride + (left - columns.lowerBound)
        drawTile(rows: tileRows, columns: tileColumns, into: place, stride: stride)
      }
    }
  }

  private static let tileSide = 32

  private func drawTile(rows: Range<Int>, columns: Range<Int>, into out: UnsafeMutablePointer<Float>, stride: Int) {
    let box = weights.box(rows: rows, columns: columns, in: source.size)
    let window = SourceWindow(columns: box.columns, rows: box.rows, of: source)
    Scratch.withFloats(window.floatCount + 32) { scratch in
      window.read(from: source, as: .codes, into: scratch)
      for row in rows {
        let line = out + (row - rows.lowerBound) * stride
        switch weights.vectors {
        case 1: gather(row, columns, window, scratch, into: line, One.self)
        case 2: gather(row, columns, window, scratch, into: line, Two.self)
        default: gather(row, columns, window, scratch, into: line, Three.self)
        }
      }
    }
  }

  @inline(__always)
  private func gather<Lanes: TapLanes>(
    _ row: Int, _ columns: Range<Int>, _ window: SourceWindow, _ floats: UnsafePointer<Float>,
    into line: UnsafeMutablePointer<Float>, _: Lanes.Type
  ) {
    weights.table.withUnsafeBufferPointer { table in
      let table = table.baseAddress!
      let perPhase = weights.vectors * 8
      for column in columns {
        let place = weights.place(column, row, in: source.size)
        let (x, y) = (Int(place.x), Int(place.y))
        let (phaseX, phaseY) = (weights.phase(place.x - Double(x)), weights.phase(place.y - Double(y)))
        let across = Lanes.mixed(table + phaseX.index * perPhase, next: perPhase, phaseX.fraction)
        var down = Lanes.mixed(table + phaseY.index * perPhase, next: perPhase, phaseY.fraction)
        let firstColumn = x - RolledFilter.bias - weights.reach + 1 - window.columns.lowerBound
        let firstRow = y - RolledFilter.bias - weights.reach + 1
        var sum = Lanes()
        withUnsafeBytes(of: &down) { down in
          let down = down.baseAddress!.assumingMemoryBound(to: Float.self)
          for k in 0..<2 * weights.reach {
            sum.add(floats + window.place(ofRow: firstRow + k) + firstColumn, times: down[k])
          }
        }
        line[column - columns.lowerBound] = sum.total(across)
      }
    }
  }

  /// Added to positions, so that rounding towards zero rounds down: no clamped position lies further outside than this.
  static let bias = 64
}

extension RolledFilter {
  /// The kernel at many phases, and where samples lie.
  struct Weights: Sendable {
    private let map: PlaneMap
    /// Taps on either side of a position.
    let reach: Int
    /// Vectors of eight taps for each phase.
    let vectors: Int
    /// `phases` + 1 times `vectors` · 8 weights: the weight of tap k is that of the sample at ⌊position⌋ − reach + 1 + k.
    let table: [Float]

    init(_ map: PlaneMap, stretch: Double) {
      self.map = map
      reach = Int((Lanczos.lobes * stretch).rounded(.up))
      vectors = (2 * reach + 7) / 8
      table = Weights.table(stretch: stretch, reach: reach, width: vectors * 8)
    }

    /// Linear interpolation between phases errs by less than 1e-6.
    private static let phases = 1024

    private static func table(stretch: Double, reach: Int, width: Int) -> [Float] {
      var table = [Float](repeating: 0, count: (phases + 1) * width)
      for phase in 0...phases {
        let position = Double(phase) / Double(phases)
        let row = (0..<2 * reach).map { Lanczos.value(at: (Double($0 - reach + 1) - position) / stretch) }
        let sum = row.reduce(0, +)
        for k in row.indices { table[phase * width + k] = Float(row[k] / sum) }
      }
      return table
    }

    @inline(__always)
    func phase(_ fraction: Double) -> (index: Int, fraction: Float) {
      let place = fraction * Double(Weights.phases)
      let index = Int(place)
      return (index, Float(place - Double(index)))
    }

    /// Where an output sample lies in the source, kept from being further outside than the taps reach, plus `bias`.
    @inline(__always)
    func place(_ column: Int, _ row: Int, in size: CanvasSize) -> Point {
      let (i, j) = (Double(column), Double(row))
      let x = map.scale.x * i - map.scale.y * j + map.offset.x
      let y = map.scale.y * i + map.scale.x * j + map.offset.y
      let margin = Double(reach + 2)
      return Point(
        x: min(max(x, -margin), Double(size.width - 1) + margin) + Double(RolledFilter.bias),
        y: min(max(y, -margin), Double(size.height - 1) + margin) + Double(RolledFilter.bias))
    }

    /// The source samples that a tile needs.
    func box(rows: Range<Int>, columns: Range<Int>, in size: CanvasSize) -> (columns: Range<Int>, rows: Range<Int>) {
      let corners = [
        place(columns.lowerBound, rows.lowerBound, in: size), place(columns.upperBound - 1, rows.lowerBound, in: size),
        place(columns.lowerBound, rows.upperBound - 1, in: size),
        place(columns.upperBound - 1, rows.upperBound - 1, in: size),
      ]
      return (span(corners.map(\.x)), span(corners.map(\.y)))
    }

    private func span(_ places: [Double]) -> Range<Int> {
      // One more on either side, because a corner's rounding may differ from that of the samples between.
      let first = Int(places.min()!) - RolledFilter.bias - reach
      let last = Int(places.max()!) - RolledFilter.bias + reach + 1
      return first..<last + 1
    }
  }
}

/// Eight, sixteen or twenty-four taps.
private protocol TapLanes {
  init()
  static func mixed(_ phase: UnsafePointer<Float>, next: Int, _ fraction: Float) -> Self
  mutating func add(_ samples: UnsafePointer<Float>, times weight: Float)
  func total(_ weights: Self) -> Float
}

private struct One: TapLanes {
  var a = SIMD8<Float>.zero

  @inline(__always)
  static func mixed(_ phase: UnsafePointer<Float>, next: Int, _ fraction: Float) -> One {
    One(a: eightMixed(phase, next, fraction))
  }

  @inline(__always)
  mutating func add(_ samples: UnsafePointer<Float>, times weight: Float) { a += Transpose.row(samples) * weight }

  @inline(__always)
  func total(_ weights: One) -> Float { sumOfEight(a * weights.a) }
}

private struct Two: TapLanes {
  var a = SIMD8<Float>.zero
  var b = SIMD8<Float>.zero

  @inline(__always)
  static func mixed(_ phase: UnsafePointer<Float>, next: Int, _ fraction: Float) -> Two {
    Two(a: eightMixed(phase, next, fraction), b: eightMixed(phase + 8, next, fraction))
  }

  @inline(__always)
  mutating func add(_ samples: UnsafePointer<Float>, times weight: Float) {
    a += Transpose.row(samples) * weight
    b += Transpose.row(samples + 8) * weight
  }

  @inline(__always)
  func total(_ weights: Two) -> Float { sumOfEight(a * weights.a + b * weights.b) }
}

private struct Three: TapLanes {
  var a = SIMD8<Float>.zero
  var b = SIMD8<Float>.zero
  var c = SIMD8<Float>.zero

  @inline(__always)
  static func mixed(_ phase: UnsafePointer<Float>, next: Int, _ fraction: Float) -> Three {
    Three(
      a: eightMixed(phase, next, fraction), b: eightMixed(phase + 8, next, fraction),
      c: eightMixed(phase + 16, next, fraction))
  }

  @inline(__always)
  mutating func add(_ samples: UnsafePointer<Float>, times weight: Float) {
    a += Transpose.row(samples) * weight
    b += Transpose.row(samples + 8) * weight
    c += Transpose.row(samples + 16) * weight
  }

  @inline(__always)
  func total(_ weights: Three) -> Float { sumOfEight(a * weights.a + b * weights.b + c * weights.c) }
}

/// The weights between one phase and the next, which lies `next` floats further.
@inline(__always)
private func eightMixed(_ phase: UnsafePointer<Float>, _ next: Int, _ fraction: Float) -> SIMD8<Float> {
  let here = Transpose.row(phase)
  return here + (Transpose.row(phase + next) - here) * fraction
}

/// Summed by halves, always in this order.
@inline(__always)
private func sumOfEight(_ v: SIMD8<Float>) -> Float {
  let four = v.lowHalf + v.highHalf
  let two = four.lowHalf + four.highHalf
  return two.x + two.y
}
