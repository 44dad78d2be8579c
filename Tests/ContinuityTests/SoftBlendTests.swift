import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `A composed hand-over` {
  private static let size = CanvasSize(230, 130)

  /// An opening that grows outward in waves.
  static let handOver: HandOver = {
    let (rows, columns) = (60, 120)
    let times = (0..<rows * columns).map { i -> UInt16 in
      let (row, turn) = (Double(i / columns) / Double(rows - 1), Double(i % columns) / Double(columns))
      let wave = 0.06 * PortableMath.sineAndCosine(turns: 5 * turn).sine * row
      return UInt16(min(max(row * row * 0.93 + wave, 0), 1) * 65535)
    }
    return HandOver(
      arrival: ArrivalMap(
        rowCount: rows, columnCount: columns, innermost: -4, octavesPerRow: 5.0 / Double(rows - 1), times: times),
      begins: -1, ends: 0.6, softness: 0.03)
  }()

  static func mask(_ octaves: Double, _ size: CanvasSize, pole: Point = Point(x: 0.1, y: 0)) -> ArrivalMask {
    let zoom = PortableMath.exp2(-octaves)
    return ArrivalMask(
      handOver, octaves: octaves,
      sceneFromCanvas: Similarity(scale: Point(x: zoom, y: 0), offset: pole - pole * zoom), pole: pole, border: nil,
      presence: 1, canvas: size)
  }

  private static func sampler(_ seed: UInt64, _ format: PictureFormat, size: CanvasSize = size) -> PictureSampler {
    let source = Picture(CanvasSize(300, 200), format) { plane, x, y in
      let noise = Seed(seed).at("texture", plane, x / 9, y / 7).pick(30..<210)
      return (noise + Seed(seed).at("grain", plane, x, y).pick(0..<30)) << (format.bits - 8)
    }
    return PictureSampler(
      Pyramid(source, cores: Cores(1)),
      sourceFromCanvas: Similarity(scale: Point(turns: 0.01, length: 1.1), offset: Point(x: 10, y: 20)), canvas: size,
      format: format)
  }

  private static func composed(_ layers: [Layer], _ format: PictureFormat, cores: Int = 2) -> Picture {
    let picture = Picture(size, format)
    Composer(size: size, format: format, cores: Cores(cores)).compose(layers, into: picture)
    return picture
  }

  private static let colour = ColourMap(rows: [
    [0.9, 0.1, -0.15, 0.03], [0.05, 1.1, 0.08, -0.02], [-0.06, 0.03, 0.85, 0.01],
  ])

  @Test(arguments: PictureFormat.all)
  func `is the same picture on any number of cores`(format: PictureFormat) {
    let layers = [
      Layer(.take(Self.sampler(1, format)), colour: Self.colour),
      Layer(.take(Self.sampler(2, format)), mask: Self.mask(-0.3, Self.size), colour: Self.colour.weakened(to: 0.5)),
    ]
    let one = Self.composed(layers, format, cores: 1).samples
    #expect(one == Self.composed(layers, format, cores: 7).samples)
  }

  @Test(arguments: PictureFormat.all)
  func `is one scene alone before it begins and after it ends`(format: PictureFormat) {
    let (a, b) = (Layer(.take(Self.sampler(1, format))), Self.sampler(2, format))
    let alone = [Self.composed([a], format).samples, Self.composed([Layer(.take(b))], format).samples]
    for (octaves, expected) in [(-1.1, alone[0]), (-1, alone[0]), (0.6, alone[1]), (0.8, alone[1])] {
      let both = Self.composed([a, Layer(.take(b), mask: Self.mask(octaves, Self.size))], format)
      #expect(both.samples == expected)
    }
  }

  @Test func `is one scene alone a little away from the seam`() {
    let format = PictureFormat.yuv420
    let (a, b, mask) = (Self.sampler(1, format), Self.sampler(2, format), Self.mask(-0.3, Self.size))
    let both = Self.composed([Layer(.take(a)), Layer(.take(b), mask: mask)], format)
    let (outer, inner) = (Self.composed([Layer(.take(a))], format), Self.composed([Layer(.take(b))], format))
    var compared = 0
    for y in 0..<Self.size.height {
      for x in 0..<Self.size.width {
        let soft = mask.softened(pixels: 14)!
        let (u, v) = (Double(x), Double(y))
        let cover = soft.cover(x: u - 8...u + 9, y: v - 8...v + 9)
        guard cover != .part else { continue }
        compared += 1
        #expect(both.planes[0].sample(x, y) == (cover == .all ? inner : outer).planes[0].sample(x, y))
      }
    }
    #expect(compared > 8000)
  }

  /// Scenes as unlike as they can be, of samples that lie at the ends of their range.
  private static func extremes(_ format: PictureFormat) -> [[PictureSampler]] {
    let source = CanvasSize(300, 200)
    let plain = [0, 1 << format.bits - 1].map { value in Picture(source, format) { _, _, _ in value } }
    let pairs = [
      [.checker(source, format), .random(source, format)], plain, plain.reversed(), [.edge(source, format), plain[1]],
    ]
    let map = Similarity(scale: Point(turns: 0.01, length: 1.1), offset: Point(x: 10, y: 20))
    return pairs.map { pair in
      pair.map { picture in
        PictureSampler(Pyramid(picture, cores: Cores(1)), sourceFromCanvas: map, canvas: size, format: format)
      }
    }
  }

  @Test(arguments: PictureFormat.all) func `agrees with its plain twin`(format: PictureFormat) {
    expectTwin([Self.sampler(1, format), Self.sampler(2, format)], format)
  }

  @Test(arguments: PictureFormat.all) func `agrees with its plain twin at the ends of the range`(
    format: PictureFormat
  ) {
    for samplers in Self.extremes(format) { expectTwin(samplers, format) }
  }

  @Test(arguments: PictureFormat.all) func `writes the picture's samples and nothing beside them`(
    format: PictureFormat
  ) {
    for samplers in Self.extremes(format) {
      let layers = [
        Layer(.take(samplers[0]), colour: Self.colour),
        Layer(.take(samplers[1]), mask: Self.mask(-0.3, Self.size), colour: Self.colour),
      ]
      let guarded = GuardedPicture(Self.size, format)
      Composer(size: Self.size, format: format, cores: Cores(2)).compose(layers, into: guarded.picture)
      #expect(guarded.isIntact)
      #expect(guarded.picture.samples == Self.composed(layers, format).samples)
    }
  }

  private func expectTwin(_ samplers: [PictureSampler], _ format: PictureFormat) {
    let mask = Self.mask(-0.3, Self.size)
    let picture = Self.composed([Layer(.take(samplers[0])), Layer(.take(samplers[1]), mask: mask)], format)
    let unit = Double(1 << (format.bits - 8))
    for plane in 0..<3 {
      let expected = SoftTwin(samplers, mask, format, Self.size, plane: plane).blended()
      let limit = Double(256 << (format.bits - 8)) - 1
      var worst = 0.0
      for (i, value) in expected.enumerated() {
        let width = picture.planes[plane].width
        let sample = Double(picture.planes[plane].sample(i % width, i / width))
        worst = max(worst, abs(sample - min(max(value, 0), limit)))
      }
      #expect(worst <= 0.5 + 0.05 * unit, "plane \(plane)")
    }
  }

  @Test(arguments: PictureFormat.all)
  func `maps colours across planes`(format: PictureFormat) {
    let sampler = Self.sampler(3, format)
    let mapped = Self.composed([Layer(.take(sampler), colour: Self.colour)], format)
    let planes = (0..<3).map { sampler.drawn(plane: $0, size: format.planeSize($0, of: Self.size)).map(Double.init) }
    let expected = ColourTwin(planes, format, Self.size).mapped(Self.colour)
    for plane in 0..<3 {
      let worst = zip(mapped.samples[plane], expected[plane]).map { abs(Double($0) - $1) }.max()!
      #expect(worst <= 0.5 + 0.01 * Double(1 << (format.bits - 8)), "plane \(plane)")
    }
  }

  @Test func `leaves colours alone when the map is the identity`() {
    let sampler = Self.sampler(3, .yuv420)
    let plain = Self.composed([Layer(.take(sampler))], .yuv420).samples
    #expect(plain == Self.composed([Layer(.take(sampler), colour: .identity)], .yuv420).samples)
  }
}

/// Bands of frequencies blended from the formula, for two layers on a canvas of no more than 720 rows.
private struct SoftTwin {
  let full: [[Double]]
  let result: [Double]

  init(_ samplers: [PictureSampler], _ mask: ArrivalMask, _ format: PictureFormat, _ size: CanvasSize, plane: Int) {
    func drawn(_ factor: Int) -> ([[Double]], CanvasSize) {
      let small = format.planeSize(plane, of: size.reduced(by: factor))
      return (samplers.map { $0.reduced(by: factor).drawn(plane: plane, size: small).map(Double.init) }, small)
    }
    let siting = format.siting(plane)
    func opacities(_ mask: any LayerMask, _ factor: Int, _ size: CanvasSize) -> [Double] {
      (0..<size.width * size.height).map { i in
        var opacity: [Float] = [0, 0]
        mask.opacities(
          x: ((Double(i % size.width) + 0.5) * siting.step + siting.shiftX) * Double(factor),
          y: ((Double(i / size.width) + 0.5) * siting.step + siting.shiftY) * Double(factor), spacing: 1, count: 1,
          into: &opacity)
        return Double(opacity[0])
      }
    }
    /// Straight lines between the samples of a canvas `factor` times smaller.
    func enlarged(_ small: [Double], _ from: CanvasSize, _ to: CanvasSize, _ factor: Double) -> [Double] {
      func place(_ i: Int, _ shift: Double, _ count: Int) -> (Int, Int, Double) {
        let pixel = ((Double(i) + 0.5) * siting.step + shift) / factor
        let at = (pixel - shift) / siting.step - 0.5
        let low = Int(at.rounded(.down))
        return (min(max(low, 0), count - 1), min(max(low + 1, 0), count - 1), at - Double(low))
      }
      return (0..<to.width * to.height).map { i in
        let (l, r, u) = place(i % to.width, siting.shiftX, from.width)
        let (t, b, v) = place(i / to.width, siting.shiftY, from.height)
        func at(_ x: Int, _ y: Int) -> Double { small[y * from.width + x] }
        return (at(l, t) * (1 - u) + at(r, t) * u) * (1 - v) + (at(l, b) * (1 - u) + at(r, b) * u) * v
      }
    }
    func contrast(_ layers: [[Double]], knee: Double) -> [Double] {
      zip(layers[0], layers[1]).map { a, b in
        let strength = (b - a) / (knee * Double(1 << (format.bits - 8)))
        return (b - a) / (1 + strength * strength)
      }
    }
    let (fine, coarse) = (2, 8)
    let (coarseLayers, coarseSize) = drawn(coarse)
    let (fineLayers, fineSize) = drawn(fine)
    let wide = opacities(mask.softened(pixels: 14)!, coarse, coarseSize)
    let near = opacities(mask.softened(pixels: 3)!, fine, fineSize)
    let coarseContrast = contrast(coarseLayers, knee: 24)
    let coarseGain = zip(wide, coarseContrast).map { $0 * $1 }
    let ratio = Double(coarse / fine)
    let (gainAbove, contrastAbove) = (
      enlarged(coarseGain, coarseSize, fineSize, ratio), enlarged(coarseContrast, coarseSize, fineSize, ratio)
    )
    let fineContrast = contrast(fineLayers, knee: 96)
    let fineGain = fineContrast.indices.map {
      near[$0] * fineContrast[$0] + gainAbove[$0] - near[$0] * contrastAbove[$0]
    }
    let (layers, planeSize) = drawn(1)
    let own = opacities(mask, 1, planeSize)
    let (gain, step) = (
      enlarged(fineGain, fineSize, planeSize, Double(fine)), enlarged(fineContrast, fineSize, planeSize, Double(fine))
    )
    full = layers
    result = own.indices.map { i in
      layers[0][i] + (layers[1][i] - layers[0][i]) * own[i] + gain[i] - own[i] * step[i]
    }
  }

  func blended() -> [Double] { result }
}

/// A colour map from the formula, on whole planes of code values.
private struct ColourTwin {
  let planes: [[Double]]
  let format: PictureFormat
  let size: CanvasSize

  init(_ planes: [[Double]], _ format: PictureFormat, _ size: CanvasSize) {
    (self.planes, self.format, self.size) = (planes, format, size)
  }

  func mapped(_ map: ColourMap) -> [[Double]] {
    let unit = Double(1 << (format.bits - 8))
    let half = format.planeSize(1, of: size)
    let (fullChroma, halfLuma) =
      format.chroma == .full
      ? ([planes[1], planes[2]], planes[0])
      : ([raised(planes[1], half), raised(planes[2], half)], Twin.halved(planes[0], size))
    func colours(_ y: [Double], _ cb: [Double], _ cr: [Double]) -> [(y: Double, cb: Double, cr: Double)] {
      y.indices.map {
        map(
          (y: (y[$0] / unit - 16) / 219, cb: (cb[$0] / unit - 128) / 224, cr: (cr[$0] / unit - 128) / 224))
      }
    }
    let atLuma = colours(planes[0], fullChroma[0], fullChroma[1])
    let atChroma = colours(halfLuma, planes[1], planes[2])
    let codes = [
      atLuma.map { (16 + 219 * $0.y) * unit }, atChroma.map { (128 + 224 * $0.cb) * unit },
      atChroma.map { (128 + 224 * $0.cr) * unit },
    ]
    return codes.map { $0.map { min(max($0, 0), 256 * unit - 1) } }
  }

  /// Chroma of 4:2:0 at the places of luma: straight lines between samples, edges going on.
  private func raised(_ chroma: [Double], _ half: CanvasSize) -> [Double] {
    (0..<size.width * size.height).map { i in
      let (x, y) = (Double(i % size.width) / 2, (Double(i / size.width) - 0.5) / 2)
      let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
      func at(_ x: Int, _ y: Int) -> Double {
        chroma[min(max(y, 0), half.height - 1) * half.width + min(max(x, 0), half.width - 1)]
      }
      let (u, v) = (x - Double(left), y - Double(top))
      return (at(left, top) * (1 - u) + at(left + 1, top) * u) * (1 - v)
        + (at(left, top + 1) * (1 - u) + at(left + 1, top + 1) * u) * v
    }
  }
}
