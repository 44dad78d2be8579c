import Geometry

extension Plane {
  /// A plane of 16 bits on a larger canvas, on lines between the centres of its samples.
  ///
  /// `sourceFromCanvas` maps pixels of the canvas (centres at ½) to this plane's, and does not turn. Beyond its border a plane goes on as it ends.
  package func enlarged(to size: CanvasSize, sourceFromCanvas: Similarity, cores: Cores) -> Plane {
    precondition(bits == 16 && sourceFromCanvas.scale.y == 0, "a plane of 16 bits is enlarged without turning it")
    let large = Plane(size, bits: 16, cleared: false)
    let (step, offset) = (sourceFromCanvas.scale.x, sourceFromCanvas.offset)
    let columns = (0..<size.width).map { Tap(at: (Double($0) + 0.5) * step + offset.x, count: width) }
    cores.forEachBand(of: size.height, height: 32) { rows in
      for y in rows {
        let tap = Tap(at: (Double(y) + 0.5) * step + offset.y, count: height)
        let (upper, lower, out) = (row16(tap.first), row16(tap.second), large.row16(y))
        for (x, column) in columns.enumerated() {
          let above = column.between(upper[column.first], upper[column.second])
          let below = column.between(lower[column.first], lower[column.second])
          out[x] = UInt16(above + tap.weight * (below - above) + 0.5)
        }
      }
    }
    return large
  }
}

/// Two neighbouring samples, and how much of the second there is.
private struct Tap {
  let first: Int
  let second: Int
  let weight: Float

  /// A place among samples whose centres are at ½.
  init(at place: Double, count: Int) {
    let place = min(max(place - 0.5, 0), Double(count - 1))
    first = Int(place)
    second = min(first + 1, count - 1)
    weight = Float(place - Double(first))
  }

  @inline(__always) func between(_ a: UInt16, _ b: UInt16) -> Float { Float(a) + weight * (Float(b) - Float(a)) }
}
