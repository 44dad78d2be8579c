import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `An arrival that was found` {
  private static let size = CanvasSize(192, 108)

  /// Hills, a post and a disc before a sky; the inner picture has blocks of colour.
  private static func pictures(_ number: Int, _ size: CanvasSize = size) -> (outer: Picture, inner: Picture) {
    let seed = Seed(5).at("pair", number)
    let (hill, post) = (0.5 + 0.2 * seed.at("hill").unit, 0.15 + 0.7 * seed.at("post").unit)
    let outer = Picture(size, .yuv444) { plane, x, y in
      let (u, v) = (Double(x) / Double(size.width), Double(y) / Double(size.height))
      let top = hill + 0.08 * PortableMath.sineAndCosine(turns: 1.7 * u).sine
      let isPost = abs(u - post) < 0.04 && v > 0.2
      let isDisc = Point(x: (u - 0.3) * size.aspect, y: v - 0.25).length < 0.09
      let noise = seed.at("noise", plane, x, y).pick(0..<6)
      return [isPost ? 60 : isDisc ? 220 : v > top ? 90 : 180, isPost ? 120 : v > top ? 110 : 150, isDisc ? 160 : 120][
        plane] + noise
    }
    let inner = Picture(size, .yuv444) { plane, x, y in
      40 + 30 * plane + seed.at("block", plane, x / 24, y / 24).pick(0..<110)
    }
    return (outer, inner)
  }

  private static func handOver(
    _ number: Int, pole: Point = .zero, size: CanvasSize = size, begins: Double = -1, ends: Double = 0.6
  ) throws -> HandOver {
    let (outer, inner) = pictures(number, size)
    guard
      case .along(let handOver) = ArrivalFinder.arrival(
        outer: outer, inner: inner, pole: pole, begins: begins, ends: ends)
    else { throw NothingFound() }
    return handOver
  }

  private struct NothingFound: Error {}

  /// Times at the pixels of a picture.
  private static func times(_ handOver: HandOver, pole: Point, _ size: CanvasSize) -> [Double] {
    (0..<size.height * size.width).map { i in
      let pixel = Point(x: Double(i % size.width) + 0.5, y: Double(i / size.width) + 0.5)
      return handOver.arrival.time(at: size.pixelsFromPlane.inverse(pixel) - pole)
    }
  }

  @Test(arguments: 0..<4) func `ends with the border`(number: Int) throws {
    let handOver = try Self.handOver(number)
    for k in 0..<400 {
      let turn = Double(k) / 400
      let direction = Point(turns: turn)
      let reach = min(Self.size.aspect / max(abs(direction.x), 1e-9), 1 / max(abs(direction.y), 1e-9))
      #expect(handOver.arrival.time(at: direction * reach) > 0.93)
      #expect(handOver.arrival.time(at: direction * reach * 1.1) > 0.99)
    }
    let first = (0..<40).map { handOver.arrival.time(at: Point(turns: Double($0) / 40, length: 0.04)) }
    #expect(first.allSatisfy { $0 < 0.2 })
  }

  @Test(arguments: 0..<4) func `leaves nothing of the outer scene afloat`(number: Int) throws {
    let pole = Point(x: 0.2 * Double(number - 1), y: 0.1)
    let times = Self.times(try Self.handOver(number, pole: pole), pole: pole, Self.size)
    // The border itself is not before 0.93.
    for step in 1...18 {
      let threshold = Double(step) / 20
      let (left, afloat) = Self.size.connected(times.map { $0 > threshold })
      #expect(Double(afloat) <= 0.002 * Double(times.count), "\(afloat) of \(left) pixels at \(threshold)")
    }
  }

  @Test func `hands the canvas over evenly`() throws {
    for (size, pole) in [(Self.size, Point.zero), (CanvasSize(240, 90), Point(x: 0.4, y: -0.2))] {
      let handOver = try Self.handOver(1, pole: pole, size: size)
      var before = 0.0
      for step in 1...20 {
        let octaves = -1 + 1.6 * Double(step) / 20
        let zoom = PortableMath.exp2(octaves)
        var open = 0.0
        for y in stride(from: 0, to: size.height, by: 2) {
          for x in stride(from: 0, to: size.width, by: 2) {
            let place = size.pixelsFromPlane.inverse(Point(x: Double(x) + 0.5, y: Double(y) + 0.5)) - pole
            open += handOver.opacity(place / zoom, octaves: octaves)
          }
        }
        let share = open / Double(((size.width + 1) / 2) * ((size.height + 1) / 2))
        #expect(share >= before - 0.02 && share < before + 0.2, "\(share) after \(before) at \(octaves)")
        before = share
      }
      #expect(before > 0.999)
    }
  }

  @Test func `never shows the frame of a picture that is smaller than the canvas`() throws {
    let handOver = try Self.handOver(2)
    for octaves in [-0.8, -0.5, -0.25, -0.05] {
      for k in 0..<200 {
        let direction = Point(turns: Double(k) / 200)
        let reach = min(Self.size.aspect / max(abs(direction.x), 1e-9), 1 / max(abs(direction.y), 1e-9))
        #expect(handOver.opacity(direction * reach * 0.97, octaves: octaves) == 0)
      }
    }
  }

  @Test func `is the same each time`() throws {
    #expect(try Self.handOver(3) == Self.handOver(3))
  }

  @Test func `goes outward when both pictures are alike`() throws {
    let (outer, _) = Self.pictures(1)
    guard
      case .along(let handOver) = ArrivalFinder.arrival(
        outer: outer, inner: outer, pole: .zero, begins: -1, ends: 0)
    else { throw NothingFound() }
    for k in 0..<40 {
      let direction = Point(turns: Double(k) / 40)
      let times = stride(from: 0.1, through: 0.9, by: 0.2).map { handOver.arrival.time(at: direction * $0) }
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 + 0.01 })
    }
  }

  @Test func `is none where there is nothing to follow`() {
    let grey = Picture(Self.size, .yuv444) { _, _, _ in 128 }
    let light = Picture(Self.size, .yuv444) { plane, _, _ in plane == 0 ? 200 : 128 }
    let (_, inner) = Self.pictures(0)
    for (outer, other, pole) in [(grey, light, Point.zero), (inner, inner, Point(x: 5, y: 0))] {
      guard
        case .nothing(let why) = ArrivalFinder.arrival(outer: outer, inner: other, pole: pole, begins: -1, ends: 0.6)
      else {
        Issue.record("something was found in nothing")
        continue
      }
      #expect(!why.isEmpty)
    }
  }
}

extension CanvasSize {
  /// How many pixels are set, and how many of them hang together with none on the border.
  fileprivate func connected(_ isSet: [Bool]) -> (set: Int, afloat: Int) {
    var isLeft = isSet
    var open = isSet.indices.filter {
      isSet[$0] && ($0 % width == 0 || $0 % width == width - 1 || $0 / width == 0 || $0 / width == height - 1)
    }
    for i in open { isLeft[i] = false }
    while let i = open.popLast() {
      for j in [i - 1, i + 1, i - width, i + width] where j >= 0 && j < isLeft.count && isLeft[j] {
        isLeft[j] = false
        open.append(j)
      }
    }
    return (isSet.filter { $0 }.count, isLeft.filter { $0 }.count)
  }
}
