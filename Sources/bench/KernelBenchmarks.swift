import Continuity
import Geometry
import Imaging

extension Benchmark {
  /// The inner loops, each on a whole 4:2:0 picture.
  static func kernels(_ size: CanvasSize, _ cores: Cores) -> [Benchmark] {
    [
      resample("magnify", "a layer magnified by 4/3", source: size, scale: Point(x: 0.75, y: 0), size, cores),
      resample("shrink", "a layer shrunk by 1.5", source: size.scaled(1.5), scale: Point(x: 1.5, y: 0), size, cores),
      resample("shrink4", "a layer shrunk by 4", source: size.scaled(4), scale: Point(x: 4, y: 0), size, cores),
      resample(
        "roll", "a layer magnified by 4/3 and rolled by 1/20 turn", source: size,
        scale: Point(turns: 0.05, length: 0.75), size, cores),
      blend(size, cores), seam(size, cores), pyramid(size, cores), colour(size, cores),
    ]
  }

  /// Resamples the middle of a picture as a renderer does: weights made anew, then all planes in bands.
  private static func resample(
    _ name: String, _ summary: String, source: CanvasSize, scale: Point, _ size: CanvasSize, _ cores: Cores
  ) -> Benchmark {
    Benchmark("resample-\(name)-\(size.short)", summary) {
      let pyramid = Pyramid(.textured(source, .yuv420, seed: 1, cores: cores), cores: cores)
      let map = Similarity(scale: scale, offset: source.middle - scale * size.middle + Point(x: 0.3, y: 0.2))
      return {
        let sampler = PictureSampler(pyramid, sourceFromCanvas: map, canvas: size, format: .yuv420)
        forEachBand(size, cores) { plane, width, rows, floats in
          sampler.draw(plane: plane, rows: rows, columns: 0..<width, into: floats, stride: width)
        }
      }
    }
  }

  private static func blend(_ size: CanvasSize, _ cores: Cores) -> Benchmark {
    Benchmark("blend-\(size.short)", "two pictures read, blended row by row through a mask, and written") {
      let (below, above) = (Picture.textured(size, .yuv420, seed: 1, cores: cores), Picture.black(size, .yuv420))
      let result = Picture(size, .yuv420)
      let mask = [Float](repeating: 0.4, count: size.width)
      return {
        forEachBand(size, cores) { plane, width, rows, floats in
          for y in rows {
            RowKernels.read(below.planes[plane], row: y, from: 0, count: width, into: floats)
            RowKernels.read(above.planes[plane], row: y, from: 0, count: width, into: floats + width)
            mask.withUnsafeBufferPointer { mask in
              RowKernels.blend(floats + width, into: floats, mask: mask.baseAddress!, count: width)
            }
            RowKernels.write(floats, count: width, to: result.planes[plane], row: y, from: 0)
          }
        }
      }
    }
  }

  private static func seam(_ size: CanvasSize, _ cores: Cores) -> Benchmark {
    Benchmark("seam-\(size.short)", "opacities of a seam at every luma sample") {
      let mask = SeamMask(
        Seam(octaves: 0.25, shape: 8), sceneFromCanvas: Similarity(scale: Point(turns: 0.01, length: 1.2)),
        pole: Point(x: 0.2, y: 0.1), presence: 1, canvas: size)
      return {
        cores.forEachBand(of: size.height, height: 32) { rows in
          // Half of the floats are for the mask to work in.
          Scratch.withFloats(2 * size.width) { row in
            for y in rows { mask.opacities(x: 0.5, y: Double(y) + 0.5, spacing: 1, count: size.width, into: row) }
          }
        }
      }
    }
  }

  private static func pyramid(_ size: CanvasSize, _ cores: Cores) -> Benchmark {
    Benchmark("pyramid-\(size.short)", "all levels of a still") {
      let picture = Picture.textured(size, .yuv420, seed: 1, cores: cores)
      return {
        let pyramid = Pyramid(picture, cores: cores)
        _ = pyramid.level(pyramid.count - 1)
      }
    }
  }

  private static func colour(_ size: CanvasSize, _ cores: Cores) -> Benchmark {
    Benchmark("ycbcr-\(size.short)", "linear RGB floats to dithered 4:2:0") {
      let image = RGBImage(size)
      for i in 0..<size.width * size.height {
        image.red[i] = Float(i % size.width) / Float(size.width)
        image.green[i] = Float(i / size.width) / Float(size.height)
        image.blue[i] = Float(i % 251) / 251
      }
      return { _ = Picture(rgb: image, format: .yuv420, ditherSeed: 1, cores: cores) }
    }
  }
}

/// Calls the body for bands of 32 rows of each plane of a 4:2:0 picture, with room for their floats.
private func forEachBand(
  _ size: CanvasSize, _ cores: Cores,
  _ body: @Sendable (_ plane: Int, _ width: Int, _ rows: Range<Int>, UnsafeMutablePointer<Float>) -> Void
) {
  for plane in 0..<3 {
    let part = PictureFormat.yuv420.planeSize(plane, of: size)
    cores.forEachBand(of: part.height, height: 32) { rows in
      Scratch.withFloats(max(2, rows.count) * part.width) { body(plane, part.width, rows, $0) }
    }
  }
}

extension CanvasSize {
  fileprivate var middle: Point { Point(x: Double(width) / 2, y: Double(height) / 2) }
}
