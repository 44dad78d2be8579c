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

  /// From the first to the last sample in which a layer is drawn.
  func columnsDrawn(of index: Int) -> Range<Int>? {
    guard let left = first.indices.first(where: { isDrawn(index, $0) }) else { return nil }
    return columns(of: left..<first.indices.last { isDrawn(index, $0) }! + 1)
  }

  /// Where a band is made.
  private struct Room {
    /// For each plane, the picture so far, and a layer about to be laid over it.
    let below: [UnsafeMutablePointer<Float>]
    let above: [UnsafeMutablePointer<Float>]
    /// Opacities of a block, row by row, with a row more to work in.
    let opacity: UnsafeMutablePointer<Float>
  }

  /// - Parameter strips: of layers whose colours are mapped; empty if there are none.
  func draw(into picture: Picture, strips: [ColouredStrip?]) {
    let size = ComposerBand.height * stride
    Scratch.withFloats(2 * planes.count * size + (ComposerBand.height + 1) * blockWidth) { scratch in
      let room = Room(
        below: planes.indices.map { scratch + 2 * $0 * size },
        above: planes.indices.map { scratch + (2 * $0 + 1) * size },
        opacity: scratch + 2 * planes.count * size)
      for index in work.layers.indices { add(index, strips.isEmpty ? nil : strips[index], room) }
      for (below, plane) in zip(room.below, planes) {
        for y in rows {
          RowKernels.write(
            below + (y - rows.lowerBound) * stride, count: width, to: picture.planes[plane], row: y, from: 0)
        }
      }
    }
  }

  private func add(_ index: Int, _ strip: ColouredStrip?, _ room: Room) {
    for run in runs(where: { isDrawn(index, $0) }) {
      let isFirst = run.allSatisfy { first[$0] == index }
      for k in planes.indices {
        fetch(index, strip, planes[k], columns(of: run), into: isFirst ? room.below[k] : room.above[k])
      }
      if !isFirst { for block in run { lay(index, over: block, room) } }
    }
    softenAround(index, room)
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

  private func lay(_ index: Int, over block: Int, _ room: Room) {
    let columns = columns(of: block..<block + 1)
    if first[block] == index {
      for k in planes.indices {
        for y in rows {
          (room.below[k] + start(y, columns)).update(from: room.above[k] + start(y, columns), count: columns.count)
        }
      }
    } else if let mask = work.layers[index].mask {
      read(mask, isSoft: work.isSoft(index), columns, into: room.opacity)
      for k in planes.indices {
        withSoftPatch(index, planes[k], block) { soft in
          for y in rows {
            let (start, opacity) = (start(y, columns), room.opacity + (y - rows.lowerBound) * blockWidth)
            RowKernels.blend(room.above[k] + start, into: room.below[k] + start, mask: opacity, count: columns.count)
            soft?.add(row: y, mask: opacity, to: room.below[k] + start)
          }
        }
      }
    }
  }

  private func start(_ y: Int, _ columns: Range<Int>) -> Int { (y - rows.lowerBound) * stride + columns.lowerBound }

  /// Calls the body with what lets a block's low frequencies hand over on their own, if they do.
  private func withSoftPatch(_ index: Int, _ plane: Int, _ block: Int, _ body: (SoftPatch?) -> Void) {
    guard !wideCovers[index].isEmpty, wideCovers[index][block] == .part, let soft = work.soft?.planes[index][plane]
    else { return body(nil) }
    let columns = columns(of: block..<block + 1)
    Scratch.withFloats(soft.floatCount(rows: rows.count, columns: columns.count)) { scratch in
      body(soft.patch(rows: rows, columns: columns, scratch: scratch))
    }
  }

  /// Opacities of a block, row by row.
  private func read(
    _ mask: any LayerMask, isSoft: Bool, _ columns: Range<Int>, into opacity: UnsafeMutablePointer<Float>
  ) {
    let lattice = MaskPatch.Lattice(spacing: siting.step, shiftX: siting.shiftX, shiftY: siting.shiftY)
    if isSoft {
      let patch = MaskPatch(mask, rows: rows, columns: columns, lattice: lattice)
      for y in rows { patch.read(row: y, into: opacity + (y - rows.lowerBound) * blockWidth) }
    } else {
      for y in rows {
        let place = lattice.place(columns.lowerBound, y)
        mask.opacities(
          x: place.x, y: place.y, spacing: siting.step, count: columns.count,
          into: opacity + (y - rows.lowerBound) * blockWidth)
      }
    }
  }

  /// Lets the low frequencies of a layer hand over where its detail has not begun to, or is done.
  private func softenAround(_ index: Int, _ room: Room) {
    guard !wideCovers[index].isEmpty else { return }
    for block in first.indices where index >= first[block] && covers[index][block] != .part {
      let columns = columns(of: block..<block + 1)
      for k in planes.indices {
        withSoftPatch(index, planes[k], block) { soft in
          guard let soft else { return }
          room.opacity.update(repeating: covers[index][block] == .all ? 1 : 0, count: columns.count)
          for y in rows { soft.add(row: y, mask: room.opacity, to: room.below[k] + start(y, columns)) }
        }
      }
    }
  }
}
