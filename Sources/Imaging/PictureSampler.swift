import Geometry

/// A take's picture seen through a similarity, drawn with the Lanczos-3 kernel.
///
/// Magnified, every pixel is made of 6 × 6 samples at its exact place; shrunk, the kernel grows with the scale, and from a factor of
/// 2 on the picture comes from the pyramid. What a pixel becomes depends on the map alone, never on how an area is cut into calls.
/// Outside the picture it is mirrored.
package struct PictureSampler: Sendable {
  package let canvas: CanvasSize
  package let format: PictureFormat
  private let near: Level
  private let far: Level?
  /// How much of the far level is in the picture, 0 … 1.
  private let farWeight: Float
  private let pyramid: Pyramid
  private let sourceFromCanvas: Similarity

  /// `sourceFromCanvas` maps pixels of the canvas (centres at ½) to pixels of the pyramid's level 0. Both have the same format.
  package init(
    _ pyramid: Pyramid, sourceFromCanvas: Similarity, canvas: CanvasSize, format: PictureFormat
  ) {
    precondition(pyramid.format == format, "a sampler's source and canvas have the same format")
    precondition(
      sourceFromCanvas.scale.isFinite && sourceFromCanvas.offset.isFinite, "a sampler's map is made of numbers")
    self.canvas = canvas
    self.format = format
    self.pyramid = pyramid
    self.sourceFromCanvas = sourceFromCanvas
    let mix = LevelMix(shrink: sourceFromCanvas.scale.length, levels: pyramid.count)
    near = Level(pyramid, mix.level, sourceFromCanvas, canvas)
    far = mix.farWeight > 0 ? Level(pyramid, mix.level + 1, sourceFromCanvas, canvas) : nil
    farWeight = Float(mix.farWeight)
  }

  /// The same from a single level of the pyramid, whatever the scale: to see what a change of level does.
  package init(
    _ pyramid: Pyramid, onlyLevel level: Int, sourceFromCanvas: Similarity, canvas: CanvasSize
  ) {
    self.canvas = canvas
    self.pyramid = pyramid
    self.sourceFromCanvas = sourceFromCanvas
    format = pyramid.format
    near = Level(pyramid, level, sourceFromCanvas, canvas)
    far = nil
    farWeight = 0
  }

  /// The same view on a canvas so many times smaller, sides rounded up: what is left of it without its detail, roughly.
  package func reduced(by factor: Int) -> PictureSampler {
    let map = Similarity(scale: sourceFromCanvas.scale * Double(factor), offset: sourceFromCanvas.offset)
    let level = Int(PortableMath.log2(max(1, map.scale.length)))
    return PictureSampler(
      pyramid.rough, onlyLevel: min(level, pyramid.count - 1), sourceFromCanvas: map, canvas: canvas.reduced(by: factor)
    )
  }

  /// Draws rows × columns of a plane, counted in the plane's own samples, as code values (0 … 255 or 0 … 65535; a little below and
  /// above beside sharp edges) from `out` on, with `stride` floats from row to row.
  package func draw(
    plane: Int, rows: Range<Int>, columns: Range<Int>, into out: UnsafeMutablePointer<Float>, stride: Int
  ) {
    guard !rows.isEmpty, !columns.isEmpty else { return }
    let size = format.planeSize(plane, of: canvas)
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= size.height && columns.lowerBound >= 0
        && columns.upperBound <= size.width, "what is drawn lies on the canvas")
    near.filters[plane].draw(rows: rows, columns: columns, into: out, stride: stride)
    if let far { mix(far.filters[plane], rows: rows, columns: columns, into: out, stride: stride) }
  }

  private func mix(
    _ filter: PlaneFilter, rows: Range<Int>, columns: Range<Int>, into out: UnsafeMutablePointer<Float>, stride: Int
  ) {
    for top in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: 32) {
      let band = top..<min(rows.upperBound, top + 32)
      Scratch.withFloats(band.count * columns.count) { over in
        filter.draw(rows: band, columns: columns, into: over, stride: columns.count)
        for y in 0..<band.count {
          let base = out + (top - rows.lowerBound + y) * stride
          RowKernels.blend(over + y * columns.count, into: base, weight: farWeight, count: columns.count)
        }
      }
    }
  }
}

/// One level of a pyramid seen through the map.
private struct Level: Sendable {
  let filters: [PlaneFilter]

  init(_ pyramid: Pyramid, _ level: Int, _ sourceFromCanvas: Similarity, _ canvas: CanvasSize) {
    let picture = pyramid.level(level)
    let maps = (0..<3).map {
      PlaneMap(sourceFromCanvas, plane: $0, format: picture.format, halvings: level)
    }
    // Both chroma planes lie on the same lattice and share their weights.
    let luma = PlaneFilter.Weights(maps[0], picture.planes[0].size, picture.format.planeSize(0, of: canvas))
    let chroma =
      picture.format.chroma == .full
      ? luma : PlaneFilter.Weights(maps[1], picture.planes[1].size, picture.format.planeSize(1, of: canvas))
    filters = [
      PlaneFilter(picture.planes[0], luma), PlaneFilter(picture.planes[1], chroma),
      PlaneFilter(picture.planes[2], chroma),
    ]
  }
}
