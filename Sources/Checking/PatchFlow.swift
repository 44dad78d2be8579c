import Geometry

/// Where each pixel of one picture is in another that is almost the same: by the inverse search of patches, from coarse to fine
/// (Kroeger, Timofte, Dai and Van Gool: Fast Optical Flow using Dense Inverse Search, ECCV 2016), without its variational step.
struct PatchFlow: Sendable {
  let width: Int
  let height: Int
  /// In pixels of the quarter-size picture.
  private(set) var across: [Float]
  private(set) var down: [Float]

  /// Smooths what patches say of a pixel.
  private static let smooth = Blur(1, radius: 2)

  init(from a: FlowPyramid, to b: FlowPyramid) {
    var flow = PatchFlow(a.levels.last!)
    for (number, level) in zip(a.levels.indices, a.levels).reversed() {
      if number < a.levels.count - 1 { flow = flow.doubled(to: level) }
      flow.better(from: level, to: b.levels[number])
    }
    self = flow
  }

  /// No motion.
  private init(_ image: FlowImage) {
    (width, height) = (image.width, image.height)
    across = [Float](repeating: 0, count: width * height)
    down = across
  }

  private func doubled(to image: FlowImage) -> PatchFlow {
    var flow = PatchFlow(image)
    for y in 0..<flow.height {
      for x in 0..<flow.width {
        let i = min(y / 2, height - 1) * width + min(x / 2, width - 1)
        flow.across[y * flow.width + x] = 2 * across[i]
        flow.down[y * flow.width + x] = 2 * down[i]
      }
    }
    return flow
  }

  /// Searches on from what is known, and takes for every pixel the mean of the patches over it, those that fit it best first.
  private mutating func better(from a: FlowImage, to b: FlowImage) {
    let (patch, stride) = (FlowImage.patch, FlowImage.stride)
    // A patch reads one pixel more on each side.
    guard width >= patch + 2, height >= patch + 2 else { return }
    var sums = [SIMD4<Float>](repeating: .zero, count: width * height)
    for y in starts(height, patch, stride) {
      for x in starts(width, patch, stride) {
        let middle = (y + patch / 2) * width + x + patch / 2
        let found = Patch(a, x, y).place(in: b, near: (across[middle], down[middle]))
        found.add(to: &sums)
      }
    }
    for i in sums.indices where sums[i].z > 0 {
      across[i] = sums[i].x / sums[i].z
      down[i] = sums[i].y / sums[i].z
    }
    across = Self.smooth(across, width: width, height: height)
    down = Self.smooth(down, width: width, height: height)
  }

  /// First pixels of patches: every few, and the last one that fits; not the outermost pixels, which have no slope.
  private func starts(_ length: Int, _ patch: Int, _ step: Int) -> [Int] {
    let last = length - patch - 1
    return Array(Swift.stride(from: 1, to: last, by: step)) + [last]
  }

  /// Whether going there and back ends near the start, for each pixel: Sundaram, Brox and Keutzer's test (ECCV 2010) in pixels of the size at
  /// which films are measured.
  func agrees(with back: PatchFlow) -> [Bool] {
    across.indices.map { i in
      let (u, v) = (across[i], down[i])
      let x = min(max(Float(i % width) + u, 0), Float(width - 1))
      let y = min(max(Float(i / width) + v, 0), Float(height - 1))
      let (column, row) = (min(Int(x), max(0, width - 2)), min(Int(y), max(0, height - 2)))
      let (right, under) = (min(1, width - 1), min(1, height - 1) * width)
      let (s, t) = (x - Float(column), y - Float(row))
      func sample(_ plane: [Float]) -> Float {
        let j = row * width + column
        return mix(mix(plane[j], plane[j + right], s), mix(plane[j + under], plane[j + under + right], s), t)
      }
      let (backU, backV) = (sample(back.across), sample(back.down))
      let (du, dv) = (u + backU, v + backV)
      let lengths = u * u + v * v + backU * backU + backV * backV
      return 16 * (du * du + dv * dv) < 0.16 * lengths + 0.5
    }
  }
}
