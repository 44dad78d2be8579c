import Geometry

/// Fireflies over the way, or flakes of snow.
struct Sparks {
  struct Spark {
    let x: Float
    let y: Float
    let sharpness: Float
    let reach: Float
    let power: Float
  }

  private(set) var all: [Spark] = []

  init(_ layers: [DeepLayer], _ forest: Forest, _ view: WorldView, _ lens: Lens) {
    let isSnow = forest.season.kind == .winter
    let count = Int((forest.sparks * (isSnow ? 40 : 14)).rounded())
    for layer in layers where layer.ahead < 4 {
      let seed = forest.seed.at("sparks", layer.index)
      let scale = 1 / Float(layer.distance)
      let fade = smoothstep(0.08, 0.5, Float(layer.ahead)) * smoothstep(4, 3, Float(layer.ahead))
      for number in 0..<count {
        let spark = seed.at("spark", number)
        let drift = PortableMath.sineAndCosine(
          turns: view.time.cycles(perSecond: isSnow ? 0.05 : 0.08) + spark.at("drift").unit)
        let swing = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.13) + spark.at("swing").unit)
        var x = 1.5 * spark.at("x").signed + 0.07 * drift.sine
        var y = isSnow ? 1.0 * spark.at("y").signed : 0.08 + 0.33 * spark.at("y").signed
        y += 0.04 * swing.sine
        x += 0.03 * swing.cosine
        let blink =
          0.6 + 0.4
          * PortableMath.sineAndCosine(
            turns: view.time.cycles(perSecond: 0.35) + spark.at("blink").unit
          ).sine
        let size = 0.0045 + 0.006 * Float(spark.at("size").unit)
        let own = size * (isSnow ? 0.55 : 0.75) * min(scale, 2.2) * (isSnow ? 1 : 0.8)
        let radius = max(own, 0.8 * lens.pixel)
        let power = fade * Float(isSnow ? 0.5 : blink) * own * own / (radius * radius)
        if power < 0.003 { continue }
        all.append(
          Spark(
            x: Float(x) * scale, y: Float(y) * scale, sharpness: 1 / (radius * radius),
            reach: radius * (isSnow ? 2.2 : 6), power: power))
      }
    }
  }

  func part(_ bounds: Bounds) -> [Spark] {
    all.filter { bounds.meets($0.x, $0.y, $0.x, $0.y, margin: $0.reach) }
  }

  @inline(__always) static func amount(_ sparks: [Spark], _ x: Lanes, _ y: Lanes) -> Lanes {
    var sum = Lanes.zero
    sparks.withUnsafeBufferPointer { sparks in
      for spark in sparks {
        let (dx, dy) = (x - spark.x, y - spark.y)
        let squared = dx * dx + dy * dy
        if !anyTrue(squared .< spark.reach * spark.reach) { continue }
        let edge = clamped(1 - squared * (1 / (spark.reach * spark.reach)))
        let near = squared * spark.sharpness
        sum += (exp2(near * -1.5) + 0.12 * edge / (1 + near * 0.3)) * edge * spark.power
      }
    }
    return sum
  }
}
