import Continuity
import Geometry
import TestSupport
import Testing

@Suite struct `An arrival's mask` {
  /// A mask with all that it was made from.
  struct Case {
    let handOver: HandOver
    let sceneFromCanvas: Similarity
    let pole: Point
    let canvas: CanvasSize
    let octaves: Double

    func mask(octaves: Double? = nil, map: Similarity? = nil, border: PictureBorder? = nil) -> ArrivalMask {
      ArrivalMask(
        handOver, octaves: octaves ?? self.octaves, sceneFromCanvas: map ?? sceneFromCanvas, pole: pole,
        border: border, presence: 1, canvas: canvas)
    }

    /// A point of the scene as an offset from the pole, from a pixel of the canvas.
    func offset(_ x: Double, _ y: Double) -> Point {
      sceneFromCanvas(canvas.pixelsFromPlane.inverse(Point(x: x, y: y))) - pole
    }
  }

  /// Times that rise outward in waves; with `noise` they jump from cell to cell.
  private static func map(_ seed: Seed, noise: Double) -> ArrivalMap {
    let (rows, columns) = (24 + seed.at("r").pick(0..<30), 40 + seed.at("c").pick(0..<60))
    let waves = Double(seed.at("w").pick(1..<4))
    let times = (0..<rows * columns).map { i -> UInt16 in
      let (row, column) = (Double(i / columns) / Double(rows - 1), Double(i % columns) / Double(columns))
      let wave = 0.1 * PortableMath.sineAndCosine(turns: waves * column).sine
      let time = 0.85 * row + wave * row + noise * seed.at("n", i).unit
      return UInt16(min(max(time, 0), 1) * 65535)
    }
    return ArrivalMap(
      rowCount: rows, columnCount: columns, innermost: -4, octavesPerRow: 5.0 / Double(rows - 1), times: times)
  }

  /// Anything from crisp to misty, on a grid of its own about the same pole.
  private static func mist(_ seed: Seed) -> ArrivalMap {
    ArrivalMap(
      rowCount: 12, columnCount: 20, innermost: -4, octavesPerRow: 5.0 / 11,
      times: (0..<240).map { UInt16(65535 * seed.at("cell", $0).unit) })
  }

  private static func cases(_ count: Int, noise: Double) -> [Case] {
    (0..<count).map { number in
      let own = Seed(71).at("arrival", number)
      let canvas = CanvasSize(40 + own.at("w").pick(0..<80), 40 + own.at("h").pick(0..<60))
      let mist = noise > 0 && number % 2 == 0 ? mist(own.at("mist")) : nil
      let handOver = HandOver(
        arrival: map(own, noise: noise), mist: mist, begins: -1.2, ends: 0.3, softness: 0.03 + 0.3 * own.at("s").unit)
      return Case(
        handOver: handOver,
        sceneFromCanvas: Similarity(
          scale: Point(turns: own.at("t").unit, length: PortableMath.exp2(own.at("z").signed)),
          offset: Point(x: own.at("x").signed * 0.3, y: own.at("y").signed * 0.3)),
        pole: Point(x: own.at("px").signed * 0.5, y: own.at("py").signed * 0.4), canvas: canvas,
        octaves: -1.2 + 1.5 * own.at("o").unit)
    }
  }

  @Test func `agrees with the hand-over's formula where arrival is not steep`() {
    var compared = 0
    for example in Self.cases(40, noise: 0) {
      let mask = example.mask()
      for y in stride(from: 0, to: example.canvas.height, by: 5) {
        let row = mask.row(y, of: example.canvas)
        for x in 0..<example.canvas.width {
          let offset = example.offset(Double(x) + 0.5, Double(y) + 0.5)
          let pixel = (example.offset(1, 0) - example.offset(0, 0)).length
          guard offset.steepness(example.handOver.arrival, pixel) * 1.6 < example.handOver.softness else { continue }
          compared += 1
          #expect(abs(Double(row[x]) - example.handOver.opacity(offset, octaves: example.octaves)) < 2e-3)
        }
      }
    }
    #expect(compared > 20000)
  }

  @Test func `is nothing when the hand-over begins and everything when it ends`() {
    for example in Self.cases(20, noise: 0.5) {
      for (octaves, expected) in [(-1.2, Float(0)), (-2, 0), (0.3, 1), (1, 1)] {
        let mask = example.mask(octaves: octaves)
        for y in stride(from: 0, to: example.canvas.height, by: 3) {
          #expect(mask.row(y, of: example.canvas).allSatisfy { abs($0 - expected) < 1e-4 })
        }
      }
    }
  }

  @Test func `turns each point that rides with the scene once and never back`() {
    for example in Self.cases(12, noise: 0.6) {
      var before = [Float](repeating: 0, count: 60)
      for step in 0...80 {
        let octaves = -1.25 + 1.6 * Double(step) / 80
        let zoom = PortableMath.exp2(-octaves)
        let map = Similarity(scale: Point(x: zoom, y: 0), offset: example.pole - example.pole * zoom)
        let mask = example.mask(octaves: octaves, map: map)
        for k in before.indices {
          let point = example.pole + Point(turns: 0.381966 * Double(k), length: 0.02 * Double(k + 1))
          let pixel = example.canvas.pixelsFromPlane(map.inverse(point))
          var opacity: [Float] = [0, 0]
          mask.opacities(x: pixel.x, y: pixel.y, spacing: 1, count: 1, into: &opacity)
          #expect(opacity[0] >= before[k] - 2e-3)
          before[k] = opacity[0]
        }
      }
    }
  }

  @Test func `never calls a block empty or full that is not`() {
    var known = 0
    for (number, example) in (Self.cases(40, noise: 0) + Self.cases(40, noise: 0.2)).enumerated() {
      let border = PictureBorder(
        CanvasSize(70, 50),
        pictureFromCanvas: Similarity(scale: Point(turns: 0.03, length: 0.8), offset: Point(x: 4, y: -3)))
      let mask = example.mask(border: number % 2 == 0 ? border : nil)
      for soft in [mask, mask.softened(pixels: 12) ?? mask] as [any LayerMask] {
        for by in stride(from: 0, to: example.canvas.height, by: 16) {
          for bx in stride(from: 0, to: example.canvas.width, by: 16) {
            let cover = soft.cover(x: Double(bx)...Double(bx + 16), y: Double(by)...Double(by + 16))
            guard cover != .part else { continue }
            known += 1
            for y in by..<by + 16 {
              var row = [Float](repeating: 0, count: 32)
              soft.opacities(x: Double(bx) + 0.5, y: Double(y) + 0.5, spacing: 1, count: 16, into: &row)
              #expect(row[0..<16].allSatisfy { $0 == (cover == .all ? 1 : 0) })
            }
          }
        }
      }
    }
    #expect(known > 800)
  }

  @Test func `shows nothing beyond the picture's border`() {
    let example = Self.cases(1, noise: 0)[0]
    // A picture of 30 by 20 pixels whose middle stands at (33, 25), rolled.
    let scale = Point(turns: 0.02)
    let map = Similarity(scale: scale, offset: Point(x: 15, y: 10) - scale * Point(x: 33, y: 25))
    let border = PictureBorder(CanvasSize(30, 20), pictureFromCanvas: map)
    let mask = example.mask(octaves: 1, border: border)
    for y in 0..<example.canvas.height {
      let row = mask.row(y, of: example.canvas)
      for x in 0..<example.canvas.width {
        let place = map(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
        let inside = min(place.x, 30 - place.x, place.y, 20 - place.y)
        if inside < 0 { #expect(row[x] == 0) }
        if inside > 3 { #expect(row[x] > 0.999) }
      }
    }
  }

  @Test func `does not depend on where a row begins`() {
    for example in Self.cases(10, noise: 0.3) {
      let mask = example.mask()
      let whole = mask.row(7, of: example.canvas)
      for first in [1, 5, 17] {
        var part = [Float](repeating: 0, count: 40)
        mask.opacities(x: Double(first) + 0.5, y: 7.5, spacing: 1, count: 20, into: &part)
        #expect(Array(part[0..<20]) == Array(whole[first..<first + 20]))
      }
    }
  }
}

extension LayerMask {
  fileprivate func row(_ y: Int, of canvas: CanvasSize) -> [Float] {
    var row = [Float](repeating: 0, count: 2 * canvas.width)
    opacities(x: 0.5, y: Double(y) + 0.5, spacing: 1, count: canvas.width, into: &row)
    return Array(row[0..<canvas.width])
  }
}

extension Point {
  /// The most that arrival changes over a pixel in the cells around this offset.
  fileprivate func steepness(_ map: ArrivalMap, _ pixel: Double) -> Double {
    let row = (PortableMath.log2(max(length, 1e-9)) - map.innermost) / map.octavesPerRow
    let top = min(max(Int(max(row, 0)), 0), map.rowCount - 2)
    let left = Int((turns * Double(map.columnCount)).rounded(.down))
    func time(_ row: Int, _ column: Int) -> Double {
      Double(map.times[row * map.columnCount + (column + 2 * map.columnCount) % map.columnCount]) / 65535
    }
    var steepest = 0.0
    for y in max(0, top - 1)...min(map.rowCount - 2, top + 1) {
      for x in left - 1...left + 1 {
        let (nw, ne, sw, se) = (time(y, x), time(y, x + 1), time(y + 1, x), time(y + 1, x + 1))
        let down = max(abs(sw - nw), abs(se - ne)) / (map.octavesPerRow * PortableMath.ln2)
        let across = max(abs(ne - nw), abs(se - sw)) * Double(map.columnCount) / (2 * .pi)
        steepest = max(steepest, (down * down + across * across).squareRoot())
      }
    }
    return steepest * pixel / max(length, 1e-9)
  }
}
