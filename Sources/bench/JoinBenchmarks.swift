import Continuity
import Geometry
import Imaging

extension Benchmark {
  /// Frames composed of two stills that are there already, without any decoding: while one hands over to the other, and beside it.
  static func joins(_ size: CanvasSize, _ cores: Cores) -> [Benchmark] {
    [
      join("without", "a frame of one still alone", size, cores, octaves: -3, colour: nil),
      join("early", "a frame in a join that has just begun", size, cores, octaves: -2, colour: nil),
      join("seam", "a frame in a join, half open", size, cores, octaves: -0.2, colour: nil),
      join("coloured", "the same with the colours of both mapped", size, cores, octaves: -0.2, colour: warmer),
      Benchmark("join-find-\(size.short)", "an arrival map for two like pictures a quarter as wide") {
        let (outer, inner) = (reduced(1, size, cores), reduced(2, size, cores))
        return { _ = ArrivalFinder.arrival(outer: outer, inner: inner, pole: .zero, begins: -1, ends: 0.6) }
      },
      Benchmark("join-scene-\(size.short)", "what stands out in a picture a quarter as wide") {
        let picture = reduced(1, size, cores)
        return { _ = JoinScene(picture) }
      },
      Benchmark("join-place-\(size.short)", "the best places for one such picture in another, eight times as large") {
        let (outer, inner) = (JoinScene(reduced(1, size, cores)), JoinScene(reduced(2, size, cores)))
        return { _ = JoinPlaces(outer, inner, octaves: 3, roll: 0, extent: nil, cores: cores).best }
      },
      Benchmark("join-contour-\(size.short)", "when which point turns from one to the other") {
        let sight = sight(size, cores)
        return { _ = ContourFinder(sight).handOver(-2.35...0.55) }
      },
    ]
  }

  private static func sight(_ size: CanvasSize, _ cores: Cores) -> JoinSight {
    let (outer, inner) = (reduced(1, size, cores), reduced(2, size, cores))
    return JoinSight(
      outer: JoinScene(outer), inner: JoinScene(inner),
      portal: Similarity(scale: Point(x: 0.125, y: 0), offset: Point(x: 0.2, y: 0.1)),
      extent: Point(x: size.aspect, y: 1), outerNear: outer, innerNear: inner)
  }

  /// A quarter as wide and high, in 4:4:4: what a planner would measure.
  private static func reduced(_ seed: UInt32, _ size: CanvasSize, _ cores: Cores) -> Picture {
    Pyramid(.textured(size, .yuv444, seed: seed, cores: cores), cores: cores).level(2)
  }

  private static let warmer = ColourMap(rows: [[0.95, 0.02, 0.03, 0.01], [0.02, 0.9, 0, 0], [0.01, 0.05, 1.1, 0.02]])

  private static func join(
    _ name: String, _ summary: String, _ size: CanvasSize, _ cores: Cores, octaves: Double, colour: ColourMap?
  ) -> Benchmark {
    Benchmark("join-\(name)-\(size.short)", summary) {
      let pyramids = [1, 2].map { Pyramid(.textured(size, .yuv420, seed: $0, cores: cores), cores: cores) }
      let handOver = ContourFinder(sight(size, cores)).handOver(-2.35...0.55)
      let table = ArrivalTable(handOver.arrival, mist: handOver.mist)
      let composer = Composer(size: size, format: .yuv420, cores: cores)
      let picture = Picture(size, .yuv420)
      return {
        // The outer still is magnified by 4/3, the inner one as the moment says.
        var layers = [Layer(.take(seen(pyramids[0], size, magnified: 4.0 / 3)), colour: colour)]
        if octaves > handOver.begins {
          let zoom = PortableMath.exp2(octaves)
          let mask = ArrivalMask(
            handOver, octaves: octaves, sceneFromCanvas: Similarity(scale: Point(x: 1 / zoom, y: 0)),
            pole: handOver.pole,
            border: PictureBorder(size, pictureFromCanvas: map(size, magnified: zoom)), presence: 1, canvas: size,
            table: table)
          layers.append(Layer(.take(seen(pyramids[1], size, magnified: zoom)), mask: mask, colour: colour))
        }
        composer.compose(layers, into: picture)
      }
    }
  }

  private static func map(_ size: CanvasSize, magnified: Double) -> Similarity {
    let middle = Point(x: Double(size.width) / 2, y: Double(size.height) / 2)
    return Similarity(scale: Point(x: 1 / magnified, y: 0), offset: middle - middle / magnified)
  }

  private static func seen(_ pyramid: Pyramid, _ size: CanvasSize, magnified: Double) -> PictureSampler {
    PictureSampler(pyramid, sourceFromCanvas: map(size, magnified: magnified), canvas: size, format: .yuv420)
  }
}
