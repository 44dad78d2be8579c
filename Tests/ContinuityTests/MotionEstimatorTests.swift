import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `The motion of a pair` {
  private static let size = CanvasSize(320, 180)
  private static let scene = TexturedScene(seed: 5)

  /// Frames of which the second shows the first's content moved by a map, in pixels from the middle.
  private func frames(_ map: Similarity, start: Similarity = Similarity(scale: Point(x: 1.7, y: 0.1)))
    -> (GreyImage, GreyImage)
  {
    let (a, b) = (Self.scene.seen(start, Self.size), Self.scene.seen(map.inverse.then(start), Self.size))
    return (GreyImage(a, mostWidth: 640), GreyImage(b, mostWidth: 640))
  }

  private func motion(_ images: (GreyImage, GreyImage), guess: Similarity = .identity) -> PairMotion {
    MotionEstimator.motion(from: MotionFrame(images.0), to: MotionFrame(images.1), guess: guess)
  }

  /// The farthest that two maps put a pixel of the picture apart.
  private func distance(_ a: Similarity, _ b: Similarity) -> Double {
    [(-159.5, -89.5), (159.5, -89.5), (-159.5, 89.5), (159.5, 89.5)].map {
      (a(Point(x: $0, y: $1)) - b(Point(x: $0, y: $1))).length
    }
    .max()!
  }

  @Test(arguments: [0, 0.0012, 0.004, 0.016, 0.04, 0.1, -0.03])
  func `is found to a hundredth of a pixel where it zooms`(octaves: Double) {
    let focus = Point(x: 21, y: -13)
    let zoom = Point(x: PortableMath.exp2(octaves), y: 0)
    let map = Similarity(scale: zoom, offset: focus - zoom * focus)
    let found = motion(frames(map))
    #expect(distance(found.map, map) < 0.02)
    #expect(abs(PortableMath.log2(found.map.scale.length) - octaves) < 5e-5)
    #expect(found.inliers > 0.97 && found.residual < 0.15)
  }

  @Test(arguments: [(0.0003, 0.0), (0.005, 0.01), (-0.02, -0.05)])
  func `is found where it rolls`(turns: Double, octaves: Double) {
    let map = Similarity(scale: Point(turns: turns, length: PortableMath.exp2(octaves)), offset: Point(x: 1.3, y: 0.4))
    let found = motion(frames(map))
    #expect(distance(found.map, map) < 0.02)
    #expect(abs(found.map.scale.turns - turns) < 1e-5)
  }

  @Test(arguments: [Point(x: 0.37, y: -0.21), Point(x: 3.3, y: 1.7), Point(x: -20, y: 10), Point(x: 36, y: 0)])
  func `is found where it pans`(shift: Point) {
    let map = Similarity(offset: shift)
    #expect(distance(motion(frames(map)).map, map) < 0.02)
  }

  @Test func `is found in spite of another exposure, and tells it`() {
    let map = Similarity(scale: Point(x: 1.01, y: 0), offset: Point(x: 2, y: -1))
    var images = frames(map)
    for i in images.1.pixels.indices { images.1.pixels[i] = 0.1 + 0.6 * images.1.pixels[i] }
    let found = motion(images)
    #expect(distance(found.map, map) < 0.03)
    #expect(abs(found.gain - 1 / 0.6) < 0.03)
  }

  @Test func `is found in spite of noise`() {
    let map = Similarity(scale: Point(x: 1.006, y: 0.001), offset: Point(x: 0.5, y: -0.25))
    var images = frames(map)
    let seed = Seed(3)
    let range = -10..<11
    for i in images.0.pixels.indices {
      images.0.pixels[i] += Float(seed.at("noise", 0, i).pick(range)) / 255
      images.1.pixels[i] += Float(seed.at("noise", 1, i).pick(range)) / 255
    }
    let found = motion(images)
    #expect(distance(found.map, map) < 0.1)
  }

  @Test func `is that of most of the picture`() {
    let map = Similarity(scale: Point(x: 1.008, y: 0))
    var images = frames(map)
    let other = frames(Similarity(offset: Point(x: 7, y: 3)), start: Similarity(scale: Point(x: 0, y: 1.2)))
    for y in 60..<160 {
      for x in 40..<150 {
        images.0.pixels[y * 320 + x] = other.0.pixels[y * 320 + x]
        images.1.pixels[y * 320 + x] = other.1.pixels[y * 320 + x]
      }
    }
    let found = motion(images)
    #expect(distance(found.map, map) < 0.05)
    // The patch is a fifth of the picture, and by chance some of it agrees.
    #expect((0.8...0.95).contains(found.inliers))
    #expect(found.residual > 0.2)
  }

  @Test func `back is the way there, back`() {
    let map = Similarity(scale: Point(turns: 0.002, length: 1.02), offset: Point(x: 4, y: -3))
    let images = frames(map)
    let (there, back) = (motion(images), motion((images.1, images.0)))
    #expect(distance(there.map.then(back.map), .identity) < 0.01)
  }

  @Test func `is the same from a good guess`() {
    let map = Similarity(scale: Point(x: 1.03, y: 0.01), offset: Point(x: 6, y: 2))
    let images = frames(map)
    #expect(distance(motion(images).map, motion(images, guess: map).map) < 0.002)
    #expect(distance(motion(images, guess: map.inverse).map, map) < 0.02)
  }

  @Test func `is not known between unlike pictures`() {
    let other = TexturedScene(seed: 9).seen(Similarity(scale: Point(x: 1.5, y: 0)), Self.size)
    let found = motion((frames(.identity).0, GreyImage(other, mostWidth: 640)))
    #expect(found.inliers < 0.55 && found.residual > 0.85)
  }

  @Test func `is not known where only the loss of all contrast makes pictures agree`() {
    let start = Similarity(scale: Point(x: 1.5, y: 0))
    let faint = GreyImage(TexturedScene(seed: 4, contrast: 9).seen(start, Self.size), mostWidth: 640)
    let strong = frames(.identity).0
    #expect(motion((faint, strong)).inliers < 0.55)
    #expect(motion((strong, faint)).inliers < 0.55)
  }

  @Test(arguments: [(1, 1), (2, 1), (1, 40), (5, 5), (9, 7), (40, 3), (33, 31), (641, 3)])
  func `of pictures too small or too empty is unknown and no more`(width: Int, height: Int) {
    let flat = GreyImage(width: width, height: height, pixels: [Float](repeating: 0.4, count: width * height))
    #expect(motion((flat, flat)) == .unknown)
    let seed = Seed(1)
    let noise = (0...1).map { k in
      GreyImage(
        width: width, height: height,
        pixels: (0..<width * height).map { Float(seed.at("noise", k, $0).pick(0..<256)) / 255 })
    }
    let found = motion((noise[0], noise[1]))
    #expect(found.map.scale.isFinite && found.map.offset.isFinite)
    #expect(found.inliers < 0.6 || found.residual > 0.7)
  }

  @Test(arguments: [CanvasSize(97, 211), CanvasSize(251, 64), CanvasSize(64, 48)])
  func `is counted from the middle of any size`(size: CanvasSize) {
    let zoom = Point(x: 1.02, y: 0)
    let start = Similarity(scale: Point(x: 1.5, y: 0))
    let (a, b) = (Self.scene.seen(start, size), Self.scene.seen(Similarity(scale: zoom).inverse.then(start), size))
    let found = motion((GreyImage(a, mostWidth: 640), GreyImage(b, mostWidth: 640)))
    #expect(found.map.offset.length < 0.03)
    #expect((found.map.scale - zoom).length < 5e-4)
  }
}
