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
    let window = SourceWindow(columns: box.columns, rows: box.rows, of: source, isWhole: true)
    let side = RolledFilter.tileSide
    Scratch.withFloats(window.floatCount + side * (5 + weights.vectors * 8 + 8 + 1)) { scratch in
      window.read(from: source, as: .codes, into: scratch)
      let places = TapPlaces(scratch + window.floatCount, room: side)
      let down = scratch + window.floatCount + 5 * side
      let products = down + side * weights.vectors * 8
      let sums = products + side * 8
      for row in rows {
        weights.find(places, row: row, columns: columns, in: source.size, window: window)
        switch weights.vectors {
        case 1: gather(places, columns.count, scratch, window.stride, down, into: products, One.self)
        case 2: gather(places, columns.count, scratch, window.stride, down, into: products, Two.self)
        default: gather(places, columns.count, scratch, window.stride, down, into: products, Three.self)
        }
        RolledFilter.add(products, count: columns.count, into: sums)
        (out + (row - rows.lowerBound) * stride).update(from: sums, count: columns.count)
      }
    }
  }

  /// For each sample, eight products that add up to it.
  @inline(__always)
  private func gather<Lanes: TapLanes>(
    _ places: TapPlaces, _ count: Int, _ window: UnsafePointer<Float>, _ stride: Int,
    _ down: UnsafeMutablePointer<Float>, into products: UnsafeMutablePointer<Float>, _: Lanes.Type
  ) {
    let (width, rows) = (weights.vectors * 8, 2 * weights.reach)
    weights.table.withUnsafeBufferPointer { table in
      let table = table.baseAddress!
      for i in 0..<count {
        Lanes.mixed(table + Int(places.phaseY[i]), next: width, places.fractionY[i]).store(down + i * width)
      }
      for i in 0..<count {
        let across = Lanes.mixed(table + Int(places.phaseX[i]), next: width, places.fractionX[i])
        let mixed = Lanes.mixed(
          rows: rows, from: window + Int(places.corner[i]), stride: stride, UnsafePointer(down + i * width))
        Transpose.store(mixed.eight(across), products + i * 8)
      }
    }
  }

  /// Adds up eight products a sample, always in the same order.
  private static func add(_ products: UnsafeMutablePointer<Float>, count: Int, into sums: UnsafeMutablePointer<Float>) {
    for first in Swift.stride(from: 0, to: count, by: 8) {
      let square = products + first * 8
      Transpose.square(from: square, stride: 8, to: square, toStride: 8)
      for i in 0..<8 {
        let low = (square[i] + square[i + 8]) + (square[i + 16] + square[i + 24])
        let high = (square[i + 32] + square[i + 40]) + (square[i + 48] + square[i + 56])
        sums[first + i] = low + high
      }
    }
  }
}

/// For the samples of one row of a tile: where their squares of taps begin, and which weights they take.
private struct TapPlaces {
  /// First tap, in floats from the window's beginning.
  let corner: UnsafeMutablePointer<Int32>
  /// Beginning of the phase before, in floats from the table's beginning.
  let phaseX: UnsafeMutablePointer<Int32>
  let phaseY: UnsafeMutablePointer<Int32>
  /// How far from that phase to the next, 0 … 1.
  let fractionX: UnsafeMutablePointer<Float>
  let fractionY: UnsafeMutablePointer<Float>

  init(_ memory: UnsafeMutablePointer<Float>, room: Int) {
    fractionX = memory
    fractionY = memory + room
    corner = UnsafeMutableRawPointer(memory + 2 * room).bindMemory(to: Int32.self, capacity: room)
    phaseX = UnsafeMutableRawPointer(memory + 3 * room).bindMemory(to: Int32.self, capacity: room)
    phaseY = UnsafeMutableRawPointer(memory + 4 * room).bindMemory(to: Int32.self, capacity: room)
  }
}

extension RolledFilter {
  /// The kernel at many phases, and where samples lie.
  struct Weights: Sendable {
    private let map: PlaneMap
    /// Taps on either side of a position.
    let reach: Int
    /// Vectors of eight taps for each phase.
    let vectors: Int
    /// `phases` + 2 times `vectors` · 8 weights: the weight of tap k is that of the sample at ⌊position⌋ − reach + 1 + k.
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
      // One phase more than there are, because the last is also asked for its next.
      var table = [Float](repeating: 0, count: (phases + 2) * width)
      for phase in 0...phases {
        let position = Double(phase) / Double(phases)
        let row = (0..<2 * reach).map { Lanczos.value(at: (Double($0 - reach + 1) - position) / stretch) }
        let sum = row.reduce(0, +)
        for k in row.indices { table[phase * width + k] = Float(row[k] / sum) }
      }
      return table
    }

    /// Finds the taps of a row of samples.
    fileprivate func find(
      _ places: TapPlaces, row: Int, columns: Range<Int>, in size: CanvasSize, window: SourceWindow
    ) {
      let width = Int32(vectors * 8)
      let stride = Int32(window.stride)
      let (left, top) = (Int32(window.columns.lowerBound + reach - 1), Int32(window.rows.lowerBound + reach - 1))
      for i in 0..<columns.count {
        let place = place(columns.lowerBound &+ i, row, in: size)
        let (x, y) = (Weights.split(place.x), Weights.split(place.y))
        let phaseX = Weights.split(x.fraction * Double(Weights.phases))
        let phaseY = Weights.split(y.fraction * Double(Weights.phases))
        places.corner[i] = (y.whole &- top) &* stride &+ (x.whole &- left)
        places.phaseX[i] = phaseX.whole &* width
        places.phaseY[i] = phaseY.whole &* width
        places.fractionX[i] = Float(phaseX.fraction)
        places.fractionY[i] = Float(phaseY.fraction)
      }
    }

    /// A number between −2³⁰ and 2³⁰ as a whole number and a fraction 0 … 1; of a whole number, the fraction is 0 or 1.
    ///
    /// Adding 2⁵² + 2⁵¹ leaves no bits for a fraction, and the whole number in the low bits. (A conversion would check its range,
    /// sample by sample.)
    @inline(__always)
    private static func split(_ v: Double) -> (whole: Int32, fraction: Double) {
      let shifted = (v - 0.5) + 0x1.8p52
      return (Int32(truncatingIfNeeded: shifted.bitPattern), v - (shifted - 0x1.8p52))
    }

    /// Where an output sample lies in the plane of the source.
    @inline(__always)
    private func place(_ column: Int, _ row: Int) -> (x: Double, y: Double) {
      let (i, j) = (Double(column), Double(row))
      return (
        map.scale.x * i - map.scale.y * j + map.offset.x, map.scale.y * i + map.scale.x * j + map.offset.y
      )
    }

    /// Where it lies in the source itself.
    @inline(__always)
    private func place(_ column: Int, _ row: Int, in size: CanvasSize) -> (x: Double, y: Double) {
      let (x, y) = place(column, row)
      return (
        FilterAxis.folded(x, sourceCount: size.width), FilterAxis.folded(y, sourceCount: size.height)
      )
    }

    /// The source samples that a tile needs.
    func box(rows: Range<Int>, columns: Range<Int>, in size: CanvasSize) -> (columns: Range<Int>, rows: Range<Int>) {
      let (left, right, top, bottom) = (
        columns.lowerBound, columns.upperBound - 1, rows.lowerBound, rows.upperBound - 1
      )
      let corners = [place(left, top), place(right, top), place(left, bottom), place(right, bottom)]
      return (span(corners.map(\.x), of: size.width), span(corners.map(\.y), of: size.height))
    }

    private func span(_ places: [Double], of count: Int) -> Range<Int> {
      let ends = (places.min()!, places.max()!)
      var folded = [ends.0, ends.1].map { FilterAxis.folded($0, sourceCount: count) }
      // Where the way from one end to the other leads over an end of the source, that counts as well.
      let turns = [ends.0, ends.1].map { (($0 + 0.5) / Double(count)).rounded(.down) }
      if turns[0] != turns[1] {
        let isOddOnly = turns[1] - turns[0] == 1 && turns[1].truncatingRemainder(dividingBy: 2) != 0
        folded += turns[1] - turns[0] > 1 ? [-0.5, Double(count) - 0.5] : isOddOnly ? [Double(count) - 0.5] : [-0.5]
      }
      // Two more on either side, because rounding may differ from corners to the samples between.
      let first = Int(folded.min()!.rounded(.down)) - reach - 1
      let last = Int(folded.max()!.rounded(.down)) + reach + 2
      return first..<last + 1
    }
  }
}
