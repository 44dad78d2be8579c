import Geometry
import Imaging

/// Draws a soft lattice, band by band.
struct SoftMaker: Sendable {
  /// On the small canvas, with masks softened for it.
  let layers: [Layer]
  /// The layers' widest masks; nil where they have no soft ones.
  let wide: [(any LayerMask)?]
  let factor: Int
  /// In code values.
  let knee: Float
  let planes: [[SoftPlane]]
  let coarser: SoftLattice?
  let size: CanvasSize
  let format: PictureFormat

  /// Luma samples of a tile's side; even.
  static let tile = 16

  func draw(rows: Range<Int>) {
    for run in runs(of: rows) { draw(rows: rows, columns: run) }
  }

  private func draw(rows: Range<Int>, columns: Range<Int>) {
    let stripCount = ColouredStrip.floatCount(rows: rows.count, columns: columns.count)
    let coloured = layers.filter { $0.colour != nil }.count
    let size = rows.count * columns.count
    // Two layers of two planes, and opacities with a row more to work in.
    Scratch.withFloats(coloured * stripCount + 5 * size + columns.count) { scratch in
      var floats = scratch
      let strips = layers.map { layer in
        layer.colour.map { colour in
          defer { floats += stripCount }
          return ColouredStrip(
            layer, colour, rows: rows, columns: columns, size: self.size, format: format, scratch: floats)
        }
      }
      for planes in ComposerBand.planes {
        let step = Int(format.siting(planes[0]).step)
        draw(
          planes, rows: rows.lowerBound / step..<(rows.upperBound + step - 1) / step,
          columns: columns.lowerBound / step..<(columns.upperBound + step - 1) / step, strips,
          Room(
            below: [floats, floats + size], above: [floats + 2 * size, floats + 3 * size], opacity: floats + 4 * size))
      }
    }
  }

  /// Where tiles are made.
  private struct Room {
    /// For each plane, the picture so far, and a layer about to be laid over it.
    let below: [UnsafeMutablePointer<Float>]
    let above: [UnsafeMutablePointer<Float>]
    let opacity: UnsafeMutablePointer<Float>
  }

  /// The columns of neighbouring tiles that a soft mask's ramp is in.
  private func runs(of rows: Range<Int>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for left in stride(from: 0, to: size.width, by: SoftMaker.tile) {
      let right = min(size.width, left + SoftMaker.tile)
      // Two samples more on each side, because neighbours see as far.
      let x = Double((left - 2) * factor)...Double((right + 2) * factor)
      let y = Double((rows.lowerBound - 2) * factor)...Double((rows.upperBound + 2) * factor)
      guard wide.contains(where: { $0?.cover(x: x, y: y) == .part }) else { continue }
      if let last = runs.last, last.upperBound == left {
        runs[runs.count - 1] = last.lowerBound..<right
      } else {
        runs.append(left..<right)
      }
    }
    return runs
  }

  /// Planes on the same lattice; rows and columns are of theirs.
  private func draw(
    _ planes: [Int], rows: Range<Int>, columns: Range<Int>, _ strips: [ColouredStrip?], _ room: Room
  ) {
    for index in layers.indices {
      let targets = index == 0 ? room.below : room.above
      for (plane, target) in zip(planes, targets) {
        if let strip = strips[index] {
          strip.write(plane: plane, rows: rows, columns: columns, into: target, stride: columns.count)
        } else {
          layers[index].draw(plane: plane, rows: rows, columns: columns, into: target, stride: columns.count)
        }
      }
      guard index > 0, let mask = layers[index].mask else { continue }
      let patch = MaskPatch(mask, rows: rows, columns: columns, lattice: lattice(planes[0]))
      for y in rows { patch.read(row: y, into: room.opacity + (y - rows.lowerBound) * columns.count) }
      for k in planes.indices { lay(index, planes[k], rows, columns, above: room.above[k], on: room.below[k], room) }
    }
  }

  private func lay(
    _ index: Int, _ plane: Int, _ rows: Range<Int>, _ columns: Range<Int>, above: UnsafeMutablePointer<Float>,
    on below: UnsafeMutablePointer<Float>, _ room: Room
  ) {
    let soft = planes[index].isEmpty ? nil : coarser?.planes[index][plane]
    Scratch.withFloats(soft?.floatCount(rows: rows.count, columns: columns.count) ?? 0) { scratch in
      let coarse = soft?.patch(rows: rows, columns: columns, scratch: scratch)
      for y in rows {
        let start = (y - rows.lowerBound) * columns.count
        lay(index, plane, row: y, columns, above: above + start, on: below + start, room.opacity + start, coarse)
      }
    }
  }

  private func lattice(_ plane: Int) -> MaskPatch.Lattice {
    let (siting, factor) = (format.siting(plane), Double(factor))
    return MaskPatch.Lattice(
      spacing: siting.step * factor, shiftX: siting.shiftX * factor, shiftY: siting.shiftY * factor)
  }

  private func lay(
    _ index: Int, _ plane: Int, row y: Int, _ columns: Range<Int>, above: UnsafeMutablePointer<Float>,
    on below: UnsafeMutablePointer<Float>, _ opacity: UnsafePointer<Float>, _ coarse: SoftPatch?
  ) {
    let count = columns.count
    if !planes[index].isEmpty {
      let soft = planes[index][plane]
      let place = y * soft.width + columns.lowerBound
      let (gain, contrast) = (soft.gain + place, soft.contrast + place)
      let scale = 1 / knee
      for i in 0..<count {
        let difference = above[i] - below[i]
        let strength = difference * scale
        contrast[i] = difference / (1 + strength * strength)
        gain[i] = opacity[i] * contrast[i]
      }
      coarse?.add(row: y, mask: opacity, to: gain)
    }
    RowKernels.blend(above, into: below, mask: opacity, count: count)
  }
}
