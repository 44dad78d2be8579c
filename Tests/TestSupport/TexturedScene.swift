import Geometry
import Imaging

/// A large picture with detail of every size, and what a camera sees of it, drawn exactly.
package struct TexturedScene: Sendable {
  private let pyramid: Pyramid
  private let middle: Point

  /// `contrast` is about the largest step of Y′ in eight bits; chroma has large areas of its own colour.
  package init(_ size: CanvasSize = CanvasSize(1280, 800), seed: UInt64 = 1, contrast: Float = 180) {
    var luma = [Float](repeating: 0, count: size.width * size.height)
    for (cell, weight) in [(3, Float(0.2)), (7, 0.25), (19, 0.3), (80, 0.45)] {
      Lattice(size, cell: cell, seed: Seed(seed).at("lattice", cell)).add(to: &luma, weight: weight)
    }
    let picture = Picture(size, .yuv420) { plane, x, y in
      if plane == 0 { return max(16, min(235, 126 + Int(luma[y * size.width + x] * contrast))) }
      return 128 + Seed(seed).at("colour", plane, x / 100, y / 100).pick(-50..<50)
    }
    pyramid = Pyramid(picture, cores: Cores(1))
    middle = Point(x: Double(size.width) / 2, y: Double(size.height) / 2)
  }

  /// The scene through a map from pixels about the canvas' middle to pixels about the scene's.
  package func seen(_ map: Similarity, _ canvas: CanvasSize) -> Picture {
    let centre = Point(x: Double(canvas.width) / 2, y: Double(canvas.height) / 2)
    let sourceFromCanvas = Similarity(scale: map.scale, offset: map.offset + middle - map.scale * centre)
    let sampler = PictureSampler(pyramid, sourceFromCanvas: sourceFromCanvas, canvas: canvas, format: .yuv420)
    let picture = Picture(canvas, .yuv420)
    for (number, plane) in picture.planes.enumerated() {
      let floats = sampler.drawn(plane: number, size: plane.size)
      floats.withUnsafeBufferPointer { floats in
        for y in 0..<plane.height {
          RowKernels.write(floats.baseAddress! + y * plane.width, count: plane.width, to: plane, row: y, from: 0)
        }
      }
    }
    return picture
  }
}

/// Random values on a lattice, and smooth steps between them.
private struct Lattice {
  private let size: CanvasSize
  private let cell: Int
  private let columns: Int
  private var values: [Float]

  init(_ size: CanvasSize, cell: Int, seed: Seed) {
    self.size = size
    self.cell = cell
    columns = size.width / cell + 2
    let rows = size.height / cell + 2
    let range = -1000..<1001
    values = (0..<columns * rows).map { Float(seed.at("value", $0).pick(range)) / 2000 }
  }

  func add(to sums: inout [Float], weight: Float) {
    for y in 0..<size.height {
      let (j, v) = (y / cell, step(y % cell))
      for x in 0..<size.width {
        let (i, u) = (j * columns + x / cell, step(x % cell))
        let above = values[i] + (values[i + 1] - values[i]) * u
        let below = values[i + columns] + (values[i + columns + 1] - values[i + columns]) * u
        sums[y * size.width + x] += (above + (below - above) * v) * weight
      }
    }
  }

  private func step(_ k: Int) -> Float {
    let t = Float(k) / Float(cell)
    return t * t * (3 - 2 * t)
  }
}
