import Geometry

/// Half a picture as the next level of a pyramid: cleanly filtered, Y′ as light.
enum Halving {
  static func half(_ picture: Picture, _ cores: Cores) -> Picture {
    let half = Picture(Pyramid.half(picture.size), picture.format, cleared: false)
    for plane in 0..<3 {
      let filter = filter(picture, plane, half.planes[plane].size)
      cores.forEachBand(of: half.planes[plane].height, height: 32) { rows in
        drawBand(filter, rows, to: half.planes[plane])
      }
    }
    return half
  }

  private static func filter(_ picture: Picture, _ plane: Int, _ size: CanvasSize) -> UprightFilter {
    let source = picture.planes[plane]
    let map = PlaneMap(
      Similarity(scale: Point(x: 2, y: 0)), plane: plane, format: picture.format, halvings: 0)
    return UprightFilter(
      source: source,
      x: FilterAxis(count: size.width, step: 2, offset: map.offset.x, sourceCount: source.width, stretch: 2),
      y: FilterAxis(count: size.height, step: 2, offset: map.offset.y, sourceCount: source.height, stretch: 2),
      reading: plane == 0 ? .light : .codes)
  }

  private static func drawBand(_ filter: UprightFilter, _ rows: Range<Int>, to plane: Plane) {
    let width = plane.width
    Scratch.withFloats(rows.count * width) { floats in
      filter.draw(rows: rows, columns: 0..<width, into: floats, stride: width)
      if filter.reading == .light { LumaLight.encode(floats, count: rows.count * width, bits: plane.bits) }
      for y in rows {
        RowKernels.write(floats + (y - rows.lowerBound) * width, count: width, to: plane, row: y, from: 0)
      }
    }
  }
}
