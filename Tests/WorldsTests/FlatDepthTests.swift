import Foundation
import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `A flat world at any depth` {
  @Test(arguments: ["agate", "dahlia", "rose", "julia", "orrery", "leaf", "iris"])
  func `has the same spectrum and contrast`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(3))
    let measures = [0, 7.3, 100.6].map { start -> (slope: Double, contrast: Double) in
      let pictures = (0..<14).map { step in
        Pictures.luma(world, Pictures.view(`A flat world at any depth`.size, depth: start + Double(step) * 0.53))
      }
      let energies = pictures.map(`A flat world at any depth`.energies)
      let means = energies[0].indices.map { scale in Pictures.mean(energies.map { $0[scale] }) }
      return (
        2 + `A flat world at any depth`.slope(means.map { log2($0) }), Pictures.mean(pictures.map(Pictures.deviation))
      )
    }
    for measure in measures {
      #expect(abs(measure.slope / measures[0].slope - 1) < 0.1, "\(measures)")
      #expect(abs(measure.contrast / measures[0].contrast - 1) < 0.1, "\(measures)")
    }
  }

  private static let size = CanvasSize(192, 108)

  /// The power of differences between neighbouring blocks of 1, 2, 4, 8 and 16 pixels: that of an octave of frequencies each. An octave
  /// twice as fine holds four times as many frequencies, so where power falls with f^−β, this grows with the block's size to the β − 2.
  private static func energies(_ luma: [Double]) -> [Double] {
    [1, 2, 4, 8, 16].map { block in
      let (columns, rows) = (size.width / block, size.height / block)
      let means = (0..<rows * columns).map { index -> Double in
        let (x, y) = (index % columns * block, index / columns * block)
        var sum = 0.0
        for j in y..<y + block { for i in x..<x + block { sum += luma[j * size.width + i] } }
        return sum / Double(block * block)
      }
      var power = 0.0
      for y in 0..<rows {
        for x in 1..<columns {
          let step = means[y * columns + x] - means[y * columns + x - 1]
          power += step * step
        }
      }
      return power / Double(rows * (columns - 1))
    }
  }

  /// The steepness of the straight line nearest to values one apart.
  private static func slope(_ values: [Double]) -> Double {
    let middle = Double(values.count - 1) / 2
    let mean = Pictures.mean(values)
    let (up, across) = values.enumerated().reduce((0.0, 0.0)) { sums, value in
      let x = Double(value.offset) - middle
      return (sums.0 + x * (value.element - mean), sums.1 + x * x)
    }
    return up / across
  }
}
