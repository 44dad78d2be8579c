import Geometry
import Imaging

/// A band of rows of one plane.
struct ComposerBand {
  static let height = 32
  private static let blockWidth = 64

  private let work: ComposerWork
  private let plane: Int
  private let rows: Range<Int>
  private let width: Int
  private let stride: Int
  private let siting: (step: Double, shiftX: Double, shiftY: Double)
  /// What each block of columns sees of each layer, and of its widest mask.
  private let covers: [[MaskCover]]
  private let wideCovers: [[MaskCover]]
  /// The innermost layer that hides everything below, for each block.
  private let first: [Int]

  init(_ work: ComposerWork, plane: Int, rows: Range<Int>) {
    self.work = work
    self.plane = plane
    self.rows = rows
    let (width, siting) = (work.format.planeSize(plane, of: work.size).width, work.format.siting(plane))
    self.width = width
    stride = (width + 63) & ~63
    self.siting = siting
    let blocks = 0..<(width + ComposerBand.blockWidth - 1) / ComposerBand.blockWidth
    let y = ComposerBand.canvas(rows, siting.step, siting.shiftY)
    func cover(_ mask: (any LayerMask)?) -> [MaskCover] {
      blocks.map { block in
        let columns = ComposerBand.columns(of: block..<block + 1, width: width)
        return mask?.cover(x: ComposerBand.canvas(columns, siting.step, siting.shiftX), y: y) ?? .all
      }
    }
    let covers = work.layers.map { cover($0.mask) }
    self.covers = covers
    wideCovers = work.layers.indices.map { work.wideMask($0).map(cover) ?? [] }
    first = blocks.map { block in work.layers.indices.last { covers[$0][block] == .all } ?? 0 }
  }

  private static func canvas(_ range: Range<Int>, _ step: Double, _ shift: Double) -> ClosedRange<Double> {
    Double(range.lowerBound) * step + shift...Double(range.upperBound) * step + shift
  }

  private static func columns(of blocks: Range<Int>, width: Int) -> Range<Int> {
    blocks.lowerBound * blockWidth..<min(width, blocks.upperBound * blockWidth)
  }

  private func columns(of blocks: Range<Int>) -> Range<Int> { ComposerBand.columns(of: blocks, width: width) }

  private func canvasX(_ x: Double) -> Double { x * siting.step + siting.shiftX }
  private func canvasY(_ y: Double) -> Double { y * siting.step + siting.shiftY }

  private func isDrawn(_ index: Int, _ block: Int) -> Bool { index >= first[block] && covers[index][block] != .none }

  /// From the first to the last sample in which a layer is drawn.
  func columnsDrawn(of index: Int) -> Range<Int>? {
    guard let left = first.indices.first(where: { isDrawn(index, $0) }) else { return nil }
    return columns(of: left..<first.indices.last { isDrawn(index, $0) }! + 1)
  }

  /// - Parameter strips: of layers whose colours are mapped; empty if there are none.
  func draw(into target: Plane, strips: [ColouredStrip?]) {
    Scratch.withFloats(2 * ComposerBand.height * stride + 2 * stride) { scratch in
      // The picture so far, a layer about to be laid over it, and a row of opacities (with as much again to work in).
      let below = scratch
      let above = scratch + ComposerBand.height * stride
      let opacity = scratch + 2 * ComposerBand.height * stride
      for index in work.layers.indices {
        let strip = strips.isEmpty ? nil : strips[index]
        for run in runs(where: { isDrawn(index, $0) }) {
          if run.allSatisfy({ first[$0] == index }) {
            fetch(index, strip, columns(of: run), into: below)
          } else {
            fetch(index, strip, columns(of: run), into: above)
            for block in run { lay(index, over: block, above, below, opacity) }
          }
        }
        softenAround(index, below, opacity)
      }
      for y in rows {
        RowKernels.write(below + (y - rows.lowerBound) * stride, count: width, to: target, row: y, from: 0)
      }
    }
  }

  /// Ranges of neighbouring blocks that satisfy a condition.
  private func runs(where condition: (Int) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for block in first.indices where condition(block) {
      if let last = runs.last, last.upperBound == block {
        runs[runs.count - 1] = last.lowerBound..<block + 1
      } else {
        runs.append(block..<block + 1)
      }
    }
    return runs
  }

  private func fetch(
    _ index: Int, _ strip: ColouredStrip?, _ columns: Range<Int>, into floats: UnsafeMutablePointer<Float>
  ) {
    let start = floats + columns.lowerBound
    if let strip {
      strip.write(plane: plane, rows: rows, columns: columns, into: start, stride: stride)
    } else {
      work.layers[index].draw(plane: plane, rows: rows, columns: columns, into: start, stride: stride)
    }
  }

  private func lay(
    _ index: Int, over block: Int, _ above: UnsafeMutablePointer<Float>, _ below: UnsafeMutablePointer<Float>,
    _ opacity: UnsafeMutablePointer<Float>
  ) {
    let columns = columns(of: block..<block + 1)
    let patch = wideCovers[index].isEmpty ? nil : patch(index, columns)
    if first[block] == index {
      for y in rows { (below + start(y, columns)).update(from: above + start(y, columns), count: columns.count) }
    } else if let mask = work.layers[index].mask {
      withSoftPatch(index, block) { soft in
        for y in rows {
          if let patch { patch.read(row: y, into: opacity) } else { read(mask, columns, row: y, into: opacity) }
          let start = start(y, columns)
          RowKernels.blend(above + start, into: below + start, mask: opacity, count: columns.count)
          soft?.add(row: y, mask: opacity, to: below + start)
        }
      }
    }
  }

  private func start(_ y: Int, _ columns: Range<Int>) -> Int { (y - rows.lowerBound) * stride + columns.lowerBound }

  /// Calls the body with what lets a block's low frequencies hand over on their own, if they do.
  private func withSoftPatch(_ index: Int, _ block: Int, _ body: (SoftPatch?) -> Void) {
    guard !wideCovers[index].isEmpty, wideCovers[index][block] == .part, let soft = work.soft?.planes[index][plane]
    else { return body(nil) }
    let columns = columns(of: block..<block + 1)
    Scratch.withFloats(soft.floatCount(rows: rows.count, columns: columns.count)) { scratch in
      body(soft.patch(rows: rows, columns: columns, scratch: scratch))
    }
  }

  private func patch(_ index: Int, _ columns: Range<Int>) -> MaskPatch? {
    work.layers[index].mask.map {
      MaskPatch(
        $0, rows: rows, columns: columns,
        lattice: MaskPatch.Lattice(spacing: siting.step, shiftX: siting.shiftX, shiftY: siting.shiftY))
    }
  }

  private func read(
    _ mask: any LayerMask, _ columns: Range<Int>, row y: Int, into opacity: UnsafeMutablePointer<Float>
  ) {
    mask.opacities(
      x: canvasX(Double(columns.lowerBound) + 0.5), y: canvasY(Double(y) + 0.5), spacing: siting.step,
      count: columns.count, into: opacity)
  }

  /// Lets the low frequencies of a layer hand over where its detail has not begun to, or is done.
  private func softenAround(
    _ index: Int, _ below: UnsafeMutablePointer<Float>, _ opacity: UnsafeMutablePointer<Float>
  ) {
    guard !wideCovers[index].isEmpty else { return }
    for block in first.indices where index >= first[block] && covers[index][block] != .part {
      let columns = columns(of: block..<block + 1)
      withSoftPatch(index, block) { soft in
        guard let soft else { return }
        opacity.update(repeating: covers[index][block] == .all ? 1 : 0, count: columns.count)
        for y in rows { soft.add(row: y, mask: opacity, to: below + start(y, columns)) }
      }
    }
  }
}

/// A band of rows of all planes, for layers whose colours are mapped.
struct ColouredBand {
  private let work: ComposerWork
  private let rows: Range<Int>
  private let bands: [ComposerBand]

  /// Rows are of luma, and begin at an even one.
  init(_ work: ComposerWork, rows: Range<Int>) {
    self.work = work
    self.rows = rows
    bands = (0..<3).map { plane in
      let step = Int(work.format.siting(plane).step)
      return ComposerBand(
        work, plane: plane, rows: rows.lowerBound / step..<(rows.upperBound + step - 1) / step)
    }
  }

  func draw(into picture: Picture) {
    let columns = work.layers.indices.map { work.layers[$0].colour == nil ? nil : columnsDrawn(of: $0) }
    let counts = columns.map { $0.map { ColouredStrip.floatCount(rows: rows.count, columns: $0.count) } ?? 0 }
    Scratch.withFloats(counts.reduce(0, +)) { scratch in
      var floats = scratch
      let strips = work.layers.indices.map { index -> ColouredStrip? in
        guard let colour = work.layers[index].colour, let columns = columns[index] else { return nil }
        defer { floats += counts[index] }
        return ColouredStrip(
          work.layers[index], colour, rows: rows, columns: columns, size: work.size, format: work.format,
          scratch: floats)
      }
      for plane in 0..<3 { bands[plane].draw(into: picture.planes[plane], strips: strips) }
    }
  }

  /// The columns of luma around all that any plane draws of a layer.
  private func columnsDrawn(of index: Int) -> Range<Int>? {
    var found: Range<Int>?
    for plane in 0..<3 {
      guard let columns = bands[plane].columnsDrawn(of: index) else { continue }
      let step = Int(work.format.siting(plane).step)
      let luma = columns.lowerBound * step..<min(work.size.width, columns.upperBound * step)
      found = found.map { min($0.lowerBound, luma.lowerBound)..<max($0.upperBound, luma.upperBound) } ?? luma
    }
    return found
  }
}
