import Geometry
import Imaging

/// One scene of a frame: its picture over the canvas, and how much of it is seen where.
package struct Layer: Sendable {
  package enum Source: Sendable {
    /// A take seen through a similarity.
    case take(PictureSampler)
    /// A picture drawn for this very canvas.
    case drawn(Picture)
  }

  package let source: Source
  /// Nil for a layer that covers the canvas.
  package let mask: (any LayerMask)?

  package init(_ source: Source, mask: (any LayerMask)? = nil) {
    self.source = source
    self.mask = mask
  }
}

/// Lays scenes over one another.
///
/// Works on bands of rows in blocks of columns. In each block the innermost layer that hides everything below is the first to be drawn;
/// layers that cannot be seen are not drawn, and seams are computed only where one is.
package struct Composer: Sendable {
  package let size: CanvasSize
  package let format: PictureFormat
  package let cores: Cores

  private static let bandHeight = 32
  private static let blockWidth = 64

  package init(size: CanvasSize, format: PictureFormat, cores: Cores) {
    self.size = size
    self.format = format
    self.cores = cores
  }

  /// Layers outermost first; the first one has no mask.
  package func compose(_ layers: [Layer], into picture: Picture) {
    precondition(layers.first.map { $0.mask == nil } == true, "the outermost layer covers the canvas")
    precondition(picture.size == size && picture.format == format, "the picture has the composer's size and format")
    // Bands of all planes in one list, so that no core waits for the last band of a plane.
    let bands = (0..<3).flatMap { plane -> [(Int, Range<Int>)] in
      let height = picture.planes[plane].height
      return Swift.stride(from: 0, to: height, by: Composer.bandHeight).map {
        (plane, $0..<min(height, $0 + Composer.bandHeight))
      }
    }
    cores.forEach(0..<bands.count) { index in
      let (plane, rows) = bands[index]
      Scratch.withFloats(scratchCount(width: picture.planes[plane].width)) { scratch in
        Band(layers, plane: plane, rows: rows, size: size, format: format, scratch: scratch).draw(
          into: picture.planes[plane])
      }
    }
  }

  private func scratchCount(width: Int) -> Int { 2 * Composer.bandHeight * stride(width) + 2 * stride(width) }
  private func stride(_ width: Int) -> Int { (width + 63) & ~63 }

  /// A band of rows of one plane.
  private struct Band {
    let layers: [Layer]
    let plane: Int
    let rows: Range<Int>
    let format: PictureFormat
    let width: Int
    let stride: Int
    let siting: (step: Double, shiftX: Double, shiftY: Double)
    /// The picture so far, a layer about to be laid over it, and a row of opacities (with as much again to work in).
    let below: UnsafeMutablePointer<Float>
    let above: UnsafeMutablePointer<Float>
    let opacity: UnsafeMutablePointer<Float>

    init(
      _ layers: [Layer], plane: Int, rows: Range<Int>, size: CanvasSize, format: PictureFormat,
      scratch: UnsafeMutablePointer<Float>
    ) {
      self.layers = layers
      self.plane = plane
      self.rows = rows
      self.format = format
      width = format.planeSize(plane, of: size).width
      stride = (width + 63) & ~63
      siting = format.siting(plane)
      below = scratch
      above = scratch + Composer.bandHeight * stride
      opacity = scratch + 2 * Composer.bandHeight * stride
    }

    func draw(into target: Plane) {
      let covers = layers.map { layer in (0..<blockCount).map { cover(of: layer, block: $0) } }
      let first = (0..<blockCount).map { block in layers.indices.last { covers[$0][block] == .all } ?? 0 }
      for index in layers.indices {
        for run in runs(where: { index >= first[$0] && covers[index][$0] != .none }) {
          if run.allSatisfy({ first[$0] == index }) {
            fetch(layers[index], columns(of: run), into: below)
          } else {
            fetch(layers[index], columns(of: run), into: above)
            for block in run { lay(index, over: block, replacing: first[block] == index) }
          }
        }
      }
      for y in rows {
        RowKernels.write(below + (y - rows.lowerBound) * stride, count: width, to: target, row: y, from: 0)
      }
    }

    private var blockCount: Int { (width + Composer.blockWidth - 1) / Composer.blockWidth }

    private func columns(of blocks: Range<Int>) -> Range<Int> {
      blocks.lowerBound * Composer.blockWidth..<min(width, blocks.upperBound * Composer.blockWidth)
    }

    private func canvasX(_ x: Double) -> Double { x * siting.step + siting.shiftX }
    private func canvasY(_ y: Double) -> Double { y * siting.step + siting.shiftY }

    private func cover(of layer: Layer, block: Int) -> MaskCover {
      guard let mask = layer.mask else { return .all }
      let columns = columns(of: block..<block + 1)
      return mask.cover(
        x: canvasX(Double(columns.lowerBound))...canvasX(Double(columns.upperBound)),
        y: canvasY(Double(rows.lowerBound))...canvasY(Double(rows.upperBound)))
    }

    /// Ranges of neighbouring blocks that satisfy a condition.
    private func runs(where condition: (Int) -> Bool) -> [Range<Int>] {
      var runs: [Range<Int>] = []
      for block in 0..<blockCount where condition(block) {
        if let last = runs.last, last.upperBound == block {
          runs[runs.count - 1] = last.lowerBound..<block + 1
        } else {
          runs.append(block..<block + 1)
        }
      }
      return runs
    }

    private func fetch(_ layer: Layer, _ columns: Range<Int>, into floats: UnsafeMutablePointer<Float>) {
      switch layer.source {
      case .take(let sampler):
        sampler.draw(plane: plane, rows: rows, columns: columns, into: floats + columns.lowerBound, stride: stride)
      case .drawn(let picture):
        for y in rows {
          RowKernels.read(
            picture.planes[plane], row: y, from: columns.lowerBound, count: columns.count,
            into: floats + (y - rows.lowerBound) * stride + columns.lowerBound)
        }
      }
    }

    private func lay(_ index: Int, over block: Int, replacing: Bool) {
      let columns = columns(of: block..<block + 1)
      for y in rows {
        let start = (y - rows.lowerBound) * stride + columns.lowerBound
        if replacing {
          (below + start).update(from: above + start, count: columns.count)
        } else if let mask = layers[index].mask {
          mask.opacities(
            x: canvasX(Double(columns.lowerBound) + 0.5), y: canvasY(Double(y) + 0.5), spacing: siting.step,
            count: columns.count, into: opacity)
          RowKernels.blend(above + start, into: below + start, mask: opacity, count: columns.count)
        }
      }
    }
  }
}
