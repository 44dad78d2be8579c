import Continuity
import Geometry

/// What is different between a frame and the next, when their motion is taken out.
struct PairComparison {
  private let a: CheckedFrame
  private let b: CheckedFrame
  private let pulled: PulledPixels
  /// Pixels of the first frame that the second shows.
  private let seen: Int

  /// The map in pixels of the measured size.
  private init(_ a: CheckedFrame, _ b: CheckedFrame, _ map: Similarity) {
    (self.a, self.b) = (a, b)
    pulled = PulledPixels(b.pixels, b.size, map)
    seen = pulled.isSeen.reduce(0) { $0 + ($1 ? 1 : 0) }
  }

  /// All measures of a pair.
  static func measure(_ a: CheckedFrame, _ b: CheckedFrame) -> PairMeasure {
    var motion = MotionEstimator.motion(from: a.motion, to: b.motion)
    if !isPlausible(motion.map, a) { motion = .unknown }
    let comparison = PairComparison(a, b, motion.map)
    var measure = PairMeasure()
    measure.map = Similarity(scale: motion.map.scale, offset: motion.map.offset * Double(a.factor))
    measure.inliers = motion.inliers
    measure.change = comparison.change
    measure.content = a.hues.change(to: b.hues)
    measure.disparity = comparison.disparity
    // Where hardly anything is seen twice, nothing agrees.
    guard comparison.seen >= 100 else {
      (measure.disparity, measure.residual, measure.colourStep, measure.histogramShift) = (9, 99, 99, 99)
      return measure
    }
    measure.residual = comparison.residual
    measure.colourStep = comparison.colourStep
    measure.histogramShift = comparison.histogramShift
    return measure
  }

  /// No zoom by more than 3 and no shift by more than the width from one frame to the next.
  private static func isPlausible(_ map: Similarity, _ frame: CheckedFrame) -> Bool {
    let zoom = map.scale.length
    return zoom > 0.3 && zoom < 3 && map.offset.length < Double(frame.size.width)
  }

  /// Mean difference of L, a and b where nothing is moved.
  private var change: Double {
    var sum = 0.0
    for y in 0..<a.size.height {
      var line = SIMD4<Float>.zero
      for i in y * a.size.width..<(y + 1) * a.size.width { line += magnitudes(a.pixels[i] - b.pixels[i]) }
      sum += Double(line.x + line.y + line.z)
    }
    return sum / Double(3 * a.pixels.count)
  }

  /// What is left of the texture: root mean square of the difference of the band-passed pictures over the first one's standard deviation,
  /// where there is texture; 0.3 of 255 are always granted.
  private var disparity: Double {
    var (count, sum, squares, errors) = (0.0, 0.0, 0.0, 0.0)
    for index in a.textured where pulled.isSeen[Int(index)] {
      let value = Double(a.pixels[Int(index)].w)
      let error = value - Double(pulled.pixels[Int(index)].w)
      count += 1
      sum += value
      squares += value * value
      errors += error * error
    }
    guard count > 0 else { return 9 }
    let variance = max(0, squares / count - (sum / count) * (sum / count))
    return (errors / count).squareRoot() / (variance.squareRoot() + 0.3)
  }

  /// The distance of the mean colours.
  private var colourStep: Double {
    var sum = SIMD4<Double>.zero
    for y in 0..<a.size.height {
      var line = SIMD4<Float>.zero
      for i in y * a.size.width..<(y + 1) * a.size.width where pulled.isSeen[i] {
        line += a.pixels[i] - pulled.pixels[i]
      }
      sum += SIMD4<Double>(line)
    }
    let mean = sum / Double(seen)
    return (mean.x * mean.x + mean.y * mean.y + mean.z * mean.z).squareRoot()
  }

  /// The largest shift of a histogram: the mean distance that values of L, a or b have to go (earth mover's distance), the area
  /// between the cumulative histograms. Of every third pixel both ways, in bins of 1/32.
  private var histogramShift: Double {
    let (bins, scale) = (8192, Float(32))
    var histograms = [[Int32]](repeating: [Int32](repeating: 0, count: bins), count: 3)
    var count = 0
    for y in stride(from: 0, to: a.size.height, by: 3) {
      for x in stride(from: 0, to: a.size.width, by: 3) where pulled.isSeen[y * a.size.width + x] {
        let (first, second) = (a.pixels[y * a.size.width + x], pulled.pixels[y * a.size.width + x])
        count += 1
        for channel in 0..<3 {
          histograms[channel][min(max(Int((first[channel] + 128) * scale), 0), bins - 1)] += 1
          histograms[channel][min(max(Int((second[channel] + 128) * scale), 0), bins - 1)] -= 1
        }
      }
    }
    let shifts = histograms.map { histogram in
      var below: Int32 = 0
      let area = histogram.reduce(0) { sum, difference in
        below += difference
        return sum + Int(abs(below))
      }
      return Double(area) / Double(scale) / Double(max(1, count))
    }
    return shifts.max()!
  }

  /// Mean colour difference where both frames show the same, after the map, and after the flow that is left where it agrees with the flow back.
  /// What no flow explains is not forgiven.
  private var residual: Double {
    let pulledPyramid = FlowPyramid(pulled.pixels, a.size)
    let flow = PatchFlow(from: a.flow, to: pulledPyramid)
    let isSame = flow.agrees(with: PatchFlow(from: pulledPyramid, to: a.flow))
    return ResidualSum(a, pulled, flow, isSame).total / Double(seen)
  }
}

@inline(__always) private func magnitudes(_ v: SIMD4<Float>) -> SIMD4<Float> {
  SIMD4(abs(v.x), abs(v.y), abs(v.z), abs(v.w))
}
