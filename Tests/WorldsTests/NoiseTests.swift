import Geometry
import Testing
import Worlds

@Suite struct `Gradient noise` {
  private func samples(_ noise: (Lanes, Lanes) -> Lanes) -> [Double] {
    (0..<4000).flatMap { step -> [Double] in
      let x = Lanes.numbers * 0.37 + Float(step % 97) * 0.531
      let y = Lanes(repeating: Float(step / 97) * 0.417)
      let values = noise(x, y)
      return (0..<8).map { Double(values[$0]) }
    }
  }

  @Test func `is zero on average and mostly within one`() {
    let kinds = [
      samples { Noise.value($0 + $1 * 40, seed: 3) }, samples { Noise.value($0, $1, seed: 3) },
      samples { Noise.value($0, $1, $0 * 0.3, seed: 3) }, samples { Noise.slope($0, $1, seed: 3).value },
      samples { Noise.value(around: 31, turns: $0 * 0.032, $1, cell: 7, seed: 3) },
    ]
    for values in kinds {
      #expect(abs(Pictures.mean(values)) < 0.04)
      #expect((0.15...0.6).contains(Pictures.deviation(values)))
      #expect(values.filter { abs($0) > 1 }.count < values.count / 50)
    }
  }

  @Test func `has the slope that it says`() {
    for step in 0..<500 {
      let (x, y) = (Float(step) * 0.173 - 40, Float(step) * 0.091)
      let h: Float = 0.004
      let noise = Noise.slope(Lanes(repeating: x), Lanes(repeating: y), seed: 5)
      let right = Noise.value(Lanes(repeating: x + h), Lanes(repeating: y), seed: 5)[0]
      let left = Noise.value(Lanes(repeating: x - h), Lanes(repeating: y), seed: 5)[0]
      let below = Noise.value(Lanes(repeating: x), Lanes(repeating: y + h), seed: 5)[0]
      let above = Noise.value(Lanes(repeating: x), Lanes(repeating: y - h), seed: 5)[0]
      #expect(abs(noise.dx[0] - (right - left) / (2 * h)) < 0.02)
      #expect(abs(noise.dy[0] - (below - above) / (2 * h)) < 0.02)
    }
  }

  @Test func `has no seam round a cylinder`() {
    for around in [6, 10, 342] as [Float] {
      for step in 0..<200 {
        let y = Lanes(repeating: Float(step) * 0.31)
        let before = Noise.value(around: around, turns: Lanes(repeating: -1e-6), y, cell: 0, seed: 1)[0]
        let after = Noise.value(around: around, turns: Lanes(repeating: 1e-6), y, cell: 0, seed: 1)[0]
        #expect(abs(before - after) < 0.01)
      }
    }
  }

  @Test func `goes on over whole numbers`() {
    let x = Lanes(repeating: 0.3)
    for step in 0..<50 {
      let y = Float(step) * 0.25
      let whole = Noise.value(around: 12, turns: x, Lanes(repeating: y), cell: 0, seed: 2)[0]
      let split = Noise.value(around: 12, turns: x, Lanes(repeating: y - 3), cell: 3, seed: 2)[0]
      #expect(abs(whole - split) < 1e-5)
    }
  }
}

@Suite struct `Noise on a cylinder` {
  @Test func `zooms by shifting`() {
    let seed = Seed(8)
    let here = CylinderNoise(seed, depth: 41.25, frequency: 1.6, gain: 0.5, octaves: 6)
    let deeper = CylinderNoise(seed, depth: 42.25, frequency: 1.6, gain: 0.5, octaves: 6)
    for step in 0..<200 {
      let angle = Lanes(repeating: Float(step) * 0.0173)
      let logarithm = Lanes(repeating: Float(step) * -0.01)
      let a = here.value(angle, logarithm, footprint: .zero)[0]
      let b = deeper.value(angle, logarithm + Float(PortableMath.ln2), footprint: .zero)[0]
      #expect(abs(a - b) < 0.001)
    }
  }
}

@Suite struct `A field over a tile` {
  @Test func `follows slow waves`() {
    let lens = Lens(Pictures.view(CanvasSize(400, 400), depth: 0))
    let tile = Tile(80, 160, lens)
    let wave: (Lanes, Lanes) -> Lanes = { x, y in sine(turns: (x * 0.8 + y * 0.6) * 5) }
    let field = TileField(tile, lens, wave)
    var worst: Float = 0
    for row in 0..<Tile.height {
      for column in stride(from: 0, to: Tile.width, by: 8) {
        let place = lens.places(tile.left + column, tile.top + row)
        let (truth, ours) = (wave(place.x, place.y), field.value(column: column, row: row))
        for lane in 0..<8 { worst = max(worst, abs(truth[lane] - ours[lane])) }
      }
    }
    #expect(worst < 0.006)
  }
}
