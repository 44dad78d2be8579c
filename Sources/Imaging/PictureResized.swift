import Geometry

extension Picture {
  /// This picture at another size. Where the shape differs, the picture covers the new one from the middle.
  package func resized(to size: CanvasSize, cores: Cores) -> Picture {
    let pyramid = Pyramid(self, cores: cores)
    let scale = min(
      Double(self.size.width) / Double(size.width), Double(self.size.height) / Double(size.height))
    let middle = Point(x: Double(self.size.width) / 2, y: Double(self.size.height) / 2)
    let newMiddle = Point(x: Double(size.width) / 2, y: Double(size.height) / 2)
    let map = Similarity(scale: Point(x: scale, y: 0), offset: middle - newMiddle * scale)
    return PictureSampler(pyramid, sourceFromCanvas: map, canvas: size, format: format).picture(cores: cores)
  }
}

extension PictureSampler {
  /// The whole canvas, rounded to samples.
  package func picture(cores: Cores) -> Picture {
    let picture = Picture(canvas, format, cleared: false)
    for (number, plane) in picture.planes.enumerated() {
      cores.forEachBand(of: plane.height, height: 32) { rows in
        Scratch.withFloats(rows.count * plane.width) { floats in
          draw(plane: number, rows: rows, columns: 0..<plane.width, into: floats, stride: plane.width)
          for y in rows {
            let row = floats + (y - rows.lowerBound) * plane.width
            RowKernels.write(row, count: plane.width, to: plane, row: y, from: 0)
          }
        }
      }
    }
    return picture
  }
}
