import Geometry
import Imaging

/// A band of rows of one plane, or of both chroma planes, which share their opacities.
struct ComposerBand {
  static let height = 32
  /// What is drawn together.
  static let planes = [[0], [1, 2]]

  private let work: ComposerWork
  private let planes: [Int]
  private let rows: Range<Int>
  private let width: Int
  private let blockWidth: Int
  private let stride: Int
  private var opacityStride: Int { stride + blockWidth }
  private let siting: (step: Double, shiftX: Double, shiftY: Double)
  /// What each block of columns sees of each layer, and of its widest mask.
  private let covers: [[MaskCover]]
  private let wideCovers: [[MaskCover]]
  /// The innermost layer that hides everything below, for each block.
  private let first: [Int]

  init(_ work: ComposerWork, planes: [Int], rows: Range<Int>) {
    self.work = work
    self.planes = planes
    self.rows = rows
    let (width, siting) = (work.format.planeSize(planes[0], of: work.size).width, work.format.siting(planes[0]))
    self.width = width
    stride = (width + 63) & ~63
    self.siting = siting
    let step = Int(siting.step)
    let blockWidth = CoverGrid.width / step
    self.blockWidth = blockWidth
    let blocks = 0..<(width + blockWidth - 1) / blockWidth
    let pixels = rows.lowerBound * step..<rows.upperBound * step
    let covers = work.layers.indices.map { index in
      blocks.map { work.grid.own(index, column: $0, rows: pixels) }
    }
    self.covers = covers
    wideCovers = work.layers.indices.map { index in
      work.isSoft(index) ? blocks.map { work.grid.wide(index, column: $0, rows: pixels) } : []
    }
    first = blocks.map { block in work.layers.indices.last { covers[$0][block] == .all } ?? 0 }
  }

  private func columns(of blocks: Range<Int>) -> Range<Int> {
    blocks.lowerBound * blockWidth..<min(width, blocks.upperBound * blockWidth)
  }

  private func isDrawn(_ index: Int, _ block: Int) -> Bool { index >= first[block] && covers[index][block] != .none }

  /// The columns of neighbouring blocks in which a layer is drawn.
  func runsDrawn(of index: Int) -> [Range<Int>] { runs(where: { isDrawn(index, $0) }).map(columns) }

  /// Where a band is made.
  private struct Room {
    /// For each plane, the picture so far, and a layer about to be laid over it.
    let below: [UnsafeMutablePointer<Float>]
    let above: [UnsafeMutablePointer<Float>]
    /// Of the layer, row by row; a row has a block more to work in.
    let opacity: UnsafeMutablePointer<Float>
  }

  /// - Parameter strips: for each layer whose colours are mapped, one for each run; else empty.
  func draw(into picture: Picture, strips: [[ColouredStrip]]) {
    let size = ComposerBand.height * stride
    Scratch.withFloats(2 * planes.count * size + ComposerBand.height * opacityStride) { scratch in
      let room = Room(
        below: planes.indices.map { scratch + 2 * $0 * size },
        above: planes.indices.map { scratch + (2 * $0 + 1) * size },
        opacity: scratch + 2 * planes.count * size)
      for index in work.layers.indices { add(index, strips.isEmpty ? [] : strips[index], room) }
      for (below, plane) in zip(room.below, planes) {
        for y in rows {
          RowKernels.write(
            below + (y - rows.lowerBound) * stride, count: width, to: picture.planes[plane], row: y, from: 0)
        }
      }
    }
  }

  private func add(_ index: Int, _ strips: [ColouredStrip], _ room: Room) {
    for (number, run) in runs(where: { isDrawn(index, $0) }).enumerated() {
      let strip = strips.isEmpty ? nil : strips[number]
      let isFirst = run.allSatisfy { first[$0] == index }
      for k in planes.indices {
        fetch(index, strip, planes[k], columns(of: run), into: isFirst ? room.below[k] : room.above[k])
      }
      if !isFirst { lay(index, over: run, room) }
    }
    if !wideCovers[index].isEmpty { soften(index, room) }
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
    _ index: Int, _ strip: ColouredStrip?, _ plane: Int, _ columns: Range<Int>,
    into floats: UnsafeMutablePointer<Float>
  ) {
    let start = floats + columns.lowerBound
    if let strip {
      strip.write(plane: plane, rows: rows, columns: columns, into: start, stride: stride)
    } else {
      work.layers[index].draw(plane: plane, rows: rows, columns: columns, into: start, stride: stride)
    }
  }

  private func lay(_ index: Int, over run: Range<Int>, _ room: Room) {
    for whole in runs(where: { run.contains($0) && first[$0] == index }).map(columns) {
      for (above, below) in zip(room.above, room.below) {
        for y in rows { (below + start(y, whole)).update(from: above + start(y, whole), count: whole.count) }
      }
    }
    guard let mask = work.layers[index].mask else { return }
    for part in runs(where: { run.contains($0) && first[$0] != index }).map(columns) {
      read(mask, isSoft: work.isSoft(index), part, room)
      for (above, below) in zip(room.above, room.below) {
        for y in rows {
          let start = start(y, part)
          RowKernels.blend(above + start, into: below + start, mask: opacity(room, y, part), count: part.count)
        }
      }
    }
  }

  private func opacity(_ room: Room, _ y: Int, _ columns: Range<Int>) -> UnsafeMutablePointer<Float> {
    room.opacity + (y - rows.lowerBound) * opacityStride + columns.lowerBound
  }

  private func start(_ y: Int, _ columns: Range<Int>) -> Int { (y - rows.lowerBound) * stride + columns.lowerBound }

  private func read(_ mask: any LayerMask, isSoft: Bool, _ columns: Range<Int>, _ room: Room) {
    let lattice = MaskPatch.Lattice(spacing: siting.step, shiftX: siting.shiftX, shiftY: siting.shiftY)
    if isSoft {
      let patch = MaskPatch(mask, rows: rows, columns: columns, lattice: lattice)
      for y in rows { patch.read(row: y, into: opacity(room, y, columns)) }
      return
    }
    // Block by block, because other masks' last bits depend on where a row begins.
    for left in Swift.stride(from: columns.lowerBound, to: columns.upperBound, by: blockWidth) {
      let block = left..<min(columns.upperBound, left + blockWidth)
      for y in rows {
        let place = lattice.place(left, y)
        mask.opacities(
          x: place.x, y: place.y, spacing: siting.step, count: block.count, into: opacity(room, y, block))
      }
    }
  }

  /// Lets the low frequencies of a layer hand over, also where its detail has not begun to, or is done.
  private func soften(_ index: Int, _ room: Room) {
    let isAround = { index >= first[$0] && wideCovers[index][$0] == .part }
    for block in first.indices where isAround(block) && covers[index][block] != .part {
      let (columns, opacity) = (columns(of: block..<block + 1), Float(covers[index][block] == .all ? 1 : 0))
      for y in rows { self.opacity(room, y, columns).update(repeating: opacity, count: columns.count) }
    }
    for run in runs(where: isAround).map(columns) {
      for k in planes.indices {
        guard let soft = work.soft?.planes[index][planes[k]] else { continue }
        Scratch.withFloats(soft.floatCount(rows: rows.count, columns: run.count)) { scratch in
          let patch = soft.patch(rows: rows, columns: run, scratch: scratch)
          for y in rows { patch.add(row: y, mask: opacity(room, y, run), to: room.below[k] + start(y, run)) }
        }
      }
    }
  }
}
