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
    guard let columns = columns(of: rows) else { return }
    let stripCount = ColouredStrip.floatCount(rows: rows.count, columns: columns.count)
    let coloured = layers.filter { $0.colour != nil }.count
    Scratch.withFloats(coloured * stripCount + 2 * rows.count * columns.count + 2 * columns.count) { scratch in
      var floats = scratch
      let strips = layers.map { layer in
        layer.colour.map { colour in
          defer { floats += stripCount }
          return ColouredStrip(
            layer, colour, rows: rows, columns: columns, size: size, format: format, scratch: floats)
        }
      }
      for plane in 0..<3 { draw(plane: plane, rows, columns, strips, below: floats) }
    }
  }

  /// The columns from the first to the last tile that a soft mask's ramp is in.
  private func columns(of rows: Range<Int>) -> Range<Int>? {
    let tiles = (0..<(size.width + SoftMaker.tile - 1) / SoftMaker.tile).filter { tile in
      let (left, right) = (tile * SoftMaker.tile, min(size.width, (tile + 1) * SoftMaker.tile))
      // Two samples more on each side, because neighbours see as far.
      let x = Double((left - 2) * factor)...Double((right + 2) * factor)
      let y = Double((rows.lowerBound - 2) * factor)...Double((rows.upperBound + 2) * factor)
      return wide.contains { $0?.cover(x: x, y: y) == .part }
    }
    guard let first = tiles.first, let last = tiles.last else { return nil }
    return first * SoftMaker.tile..<min(size.width, (last + 1) * SoftMaker.tile)
  }

  private func draw(
    plane: Int, _ lumaRows: Range<Int>, _ lumaColumns: Range<Int>, _ strips: [ColouredStrip?],
    below: UnsafeMutablePointer<Float>
  ) {
    let step = Int(format.siting(plane).step)
    let rows = lumaRows.lowerBound / step..<(lumaRows.upperBound + step - 1) / step
    let columns = lumaColumns.lowerBound / step..<(lumaColumns.upperBound + step - 1) / step
    let above = below + lumaRows.count * lumaColumns.count
    let opacity = above + lumaRows.count * lumaColumns.count
    for index in layers.indices {
      let target = index == 0 ? below : above
      if let strip = strips[index] {
        strip.write(plane: plane, rows: rows, columns: columns, into: target, stride: columns.count)
      } else {
        layers[index].draw(plane: plane, rows: rows, columns: columns, into: target, stride: columns.count)
      }
      guard index > 0, let mask = layers[index].mask else { continue }
      let patch = MaskPatch(mask, rows: rows, columns: columns, lattice: lattice(plane))
      let soft = planes[index].isEmpty ? nil : coarser?.planes[index][plane]
      Scratch.withFloats(soft?.floatCount(rows: rows.count, columns: columns.count) ?? 0) { scratch in
        let coarse = soft?.patch(rows: rows, columns: columns, scratch: scratch)
        for y in rows {
          let start = (y - rows.lowerBound) * columns.count
          patch.read(row: y, into: opacity)
          lay(index, plane, row: y, columns, above: above + start, on: below + start, opacity, coarse)
        }
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
