import Geometry
import Imaging

/// A part of one view of a flat world, with all patches of the strip that it is sampled from.
///
/// A pixel is a mixture of two neighbouring levels, or mostly of one, by its distance from the vanishing point alone: so sharpness
/// changes neither in time nor suddenly from place to place.
///
/// Safe to share: its patches are found by `init` and only read afterwards.
final class StripView: @unchecked Sendable {
  private let lens: Lens
  private let slack: Double
  private let levels: [Level]
  private let lowest: Int
  /// Keeps the texels that `Level.patches` points to.
  private let texels: [StripTexels]

  /// Levels are chosen by so much finer than one texel to the pixel, so that mixing texels does not blur.
  private static let bias = 0.4

  /// One level of the strip, as far as the view needs it.
  private struct Level {
    let level: Int
    /// The first band, and how many there are.
    var firstBand = Int.max
    var endBand = Int.min
    var isWanted: [Bool] = []
    var patches: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>?>?

    var sectors: Int { StripPatch.sectors(level) }
    var texel: Double { StripPatch.texel(level) }
  }

  /// `slack`: by how many turns pixels may look beside their own angle. `variant`: what tells patches changed by an opening, with the
  /// natural logarithm of the world's distance up to which they are.
  init(
    _ strip: Strip, _ matter: some Matter, _ lens: Lens, _ size: CanvasSize, _ region: CanvasRegion, slack: Double,
    variant: (id: Int, upTo: Double)?, cores: Cores, isOpen: (Tile) -> Bool
  ) {
    self.lens = lens
    self.slack = slack
    let tiles = Tile.all(in: region, lens).filter { !isOpen($0) }
    let reaches = tiles.map { Reach($0, lens, slack) }
    lowest = StripPatch.levels.lowerBound
    var levels = StripPatch.levels.map { Level(level: $0) }
    for reach in reaches {
      for level in StripView.levels(reach) {
        let bands = StripView.bands(reach, level, lens)
        let index = level - StripPatch.levels.lowerBound
        levels[index].firstBand = min(levels[index].firstBand, bands.lowerBound)
        levels[index].endBand = max(levels[index].endBand, bands.upperBound + 1)
      }
    }
    for index in levels.indices where levels[index].firstBand < levels[index].endBand {
      let count = (levels[index].endBand - levels[index].firstBand) * levels[index].sectors
      levels[index].isWanted = Array(repeating: false, count: count)
    }
    for reach in reaches {
      for level in StripView.levels(reach) {
        let index = level - StripPatch.levels.lowerBound
        let sectors = levels[index].sectors
        let first = Int((reach.turns.lowerBound * Double(sectors)).rounded(.down))
        let last = min(first + sectors - 1, Int((reach.turns.upperBound * Double(sectors)).rounded(.down)))
        for band in StripView.bands(reach, level, lens) {
          let row = (band - levels[index].firstBand) * sectors
          for sector in first...last { levels[index].isWanted[row + ((sector % sectors) + sectors) % sectors] = true }
        }
      }
    }
    var wanted: [StripPatch] = []
    var places: [(level: Int, index: Int)] = []
    for index in levels.indices {
      let level = levels[index]
      for place in level.isWanted.indices where level.isWanted[place] {
        let band = level.firstBand + place / level.sectors
        let isChanged = variant.map { Double(band * StripPatch.rows) * level.texel < $0.upTo } ?? false
        wanted.append(
          StripPatch(
            level: level.level, band: band, sector: place % level.sectors, variant: isChanged ? variant!.id : 0))
        places.append((index, place))
      }
    }
    texels = strip.texels(wanted, matter, cores: cores, limit: max(64 * size.width * size.height, 140_000_000))
    for index in levels.indices where !levels[index].isWanted.isEmpty {
      let count = levels[index].isWanted.count
      levels[index].patches = .allocate(capacity: count)
      levels[index].patches!.initialize(repeating: nil, count: count)
    }
    for (place, texels) in zip(places, texels) { levels[place.level].patches![place.index] = texels.texels }
    self.levels = levels
  }

  deinit { for level in levels { level.patches?.deallocate() } }

  /// What a tile can see: logarithms of the distance on the canvas, the finest and the coarsest level, angles in turns.
  private struct Reach {
    let logarithms: ClosedRange<Double>
    let turns: ClosedRange<Double>
    /// The level that has as many texels as pixels need, at both ends of the logarithms.
    let levels: ClosedRange<Double>
    /// That level at a distance of 1.
    let base: Double

    init(_ tile: Tile, _ lens: Lens, _ slack: Double) {
      let distances = tile.distances
      let nearest = max(Double(distances.lowerBound) * 0.999, 0.49 * Double(lens.pixel))
      let farthest = max(Double(distances.upperBound) * 1.001, nearest)
      let range = PortableMath.log2(nearest)...PortableMath.log2(farthest)
      logarithms = range.lowerBound * PortableMath.ln2...range.upperBound * PortableMath.ln2
      base = PortableMath.log2(2 * Double.pi / (5 * Double(lens.pixel))) + StripView.bias
      let (low, high) = (Double(StripPatch.levels.lowerBound), Double(StripPatch.levels.upperBound))
      levels = min(max(range.lowerBound + base, low), high)...min(max(range.upperBound + base, low), high)
      let (x, y) = (Double(tile.centre.x), Double(tile.centre.y))
      let distance = (x * x + y * y).squareRoot()
      let ratio = Double(tile.radius) / max(distance, 1e-9)
      if ratio > 0.7 {
        turns = 0...1
      } else {
        // asin x < x (1 + x² / 3) up to 0.7.
        let half = ratio * (1 + ratio * ratio / 3) / (2 * Double.pi) + slack + 0.0005
        let middle = PortableMath.turns(x: x, y: y)
        turns = middle - half...middle + half
      }
    }
  }

  private static func levels(_ reach: Reach) -> ClosedRange<Int> {
    let low = Int((reach.levels.lowerBound - 0.651).rounded(.up))
    let high = Int((reach.levels.upperBound + 0.651).rounded(.down))
    return max(low, StripPatch.levels.lowerBound)...min(high, StripPatch.levels.upperBound)
  }

  /// The rows of a level that a tile can need, from the world's unit circle outward.
  private static func rows(_ reach: Reach, _ level: Int, _ lens: Lens) -> ClosedRange<Double> {
    let perUnit = 1 / StripPatch.texel(level)
    let offset = -lens.depth * PortableMath.ln2
    // A level is in use up to two thirds of an octave to both sides of its own distance, the first and last all the way.
    let own = Double(level) - reach.base
    let nearest = level == StripPatch.levels.lowerBound ? -Double.infinity : (own - 0.66) * PortableMath.ln2
    let farthest = level == StripPatch.levels.upperBound ? Double.infinity : (own + 0.66) * PortableMath.ln2
    let (low, high) = (max(reach.logarithms.lowerBound, nearest), min(reach.logarithms.upperBound, farthest))
    return (low + offset) * perUnit - 0.1...(max(low, high) + offset) * perUnit + 0.1
  }

  private static func bands(_ reach: Reach, _ level: Int, _ lens: Lens) -> ClosedRange<Int> {
    let rows = rows(reach, level, lens)
    let height = Double(StripPatch.rows)
    return Int((rows.lowerBound / height).rounded(.down))...Int((rows.upperBound / height).rounded(.down))
  }

  /// What of the strip a tile is sampled from.
  struct Part {
    fileprivate var layers: [Layer] = []
    fileprivate let base: Float

    fileprivate init(base: Float) { self.base = base }
  }

  /// One level as a tile sees it.
  fileprivate struct Layer {
    let level: Float
    let sectors: Float
    let columns: Float
    let stride: Int
    /// From logarithms on the canvas to rows from the first band, and between which rows there is something.
    let rowsPerUnit: Float
    let offset: Float
    let low: Float
    let high: Float
    let patches: UnsafeMutablePointer<UnsafeMutablePointer<UInt32>?>
  }

  func part(_ tile: Tile) -> Part {
    let reach = Reach(tile, lens, slack)
    var part = Part(
      base: Float(PortableMath.log2(2 * Double.pi / (5 * Double(lens.pixel))) + StripView.bias))
    for number in StripView.levels(reach) {
      let level = levels[number - lowest]
      guard let patches = level.patches else { continue }
      let first = Double(level.firstBand * StripPatch.rows)
      let rows = StripView.rows(reach, number, lens)
      let columns = StripPatch.columns(number)
      part.layers.append(
        Layer(
          level: Float(number), sectors: Float(level.sectors), columns: Float(columns), stride: columns + 1,
          rowsPerUnit: Float(1 / level.texel), offset: Float(-lens.depth * PortableMath.ln2 / level.texel - first),
          low: Float(max(rows.lowerBound - first, 0)), high: Float(rows.upperBound - first), patches: patches))
    }
    return part
  }

  /// The light at angles in turns and natural logarithms of the distance on the canvas.
  @inline(__always) func light(_ turns: Lanes, _ logarithm: Lanes, _ part: Part) -> Light {
    let level = clamped(
      logarithm * (1 / 0.6931472) + part.base, Float(StripPatch.levels.lowerBound),
      Float(StripPatch.levels.upperBound))
    let around = fraction(turns)
    var (red, green, blue) = (Lanes.zero, Lanes.zero, Lanes.zero)
    part.layers.withUnsafeBufferPointer { layers in
      for layer in layers {
        let weight = smoothstep(0.65, 0.35, magnitude(level - layer.level))
        if anyTrue(weight .> 0) {
          let sample = layer.sample(around, logarithm)
          red += sample.red * weight
          green += sample.green * weight
          blue += sample.blue * weight
        }
      }
    }
    return StripLight.decoded(red, green, blue)
  }
}

extension StripView.Layer {
  /// Between four texels, as numbers from 1.
  @inline(__always) fileprivate func sample(_ around: Lanes, _ logarithm: Lanes) -> Light {
    let v = clamped(logarithm * rowsPerUnit + offset, low, high)
    let row = floor(v)
    let band = floor(row * Float(1 / Float(StripPatch.rows)))
    let u = around * sectors
    let sector = smaller(floor(u), sectors - 1)
    let within = (u - sector) * columns
    let column = smaller(floor(within), columns - 1)
    let (s, t) = (within - column, v - row)
    let patch = wholeBits(band * sectors + sector)
    let place = wholeBits((row - band * Float(StripPatch.rows)) * Float(stride) + column)
    @inline(__always) func at(_ lane: Int) -> UnsafeRawPointer {
      UnsafeRawPointer(
        patches[Int(truncatingIfNeeded: patch[lane])].unsafelyUnwrapped + Int(truncatingIfNeeded: place[lane]))
    }
    let (a, b, c, d) = (at(0), at(1), at(2), at(3))
    let (e, f, g, h) = (at(4), at(5), at(6), at(7))
    @inline(__always) func pairs(_ shift: Int) -> (left: LaneBits, right: LaneBits) {
      @inline(__always) func pair(_ from: UnsafeRawPointer) -> UInt64 {
        from.loadUnaligned(fromByteOffset: shift, as: UInt64.self)
      }
      let low = unsafeBitCast(SIMD4(pair(a), pair(b), pair(c), pair(d)), to: LaneBits.self)
      let high = unsafeBitCast(SIMD4(pair(e), pair(f), pair(g), pair(h)), to: LaneBits.self)
      return (
        LaneBits(lowHalf: low.evenHalf, highHalf: high.evenHalf), LaneBits(lowHalf: low.oddHalf, highHalf: high.oddHalf)
      )
    }
    let (near, far) = (pairs(0), pairs(4 * stride))
    @inline(__always) func mixed(_ field: (LaneBits) -> Lanes) -> Lanes {
      let lower = mix(field(near.left), field(near.right), s)
      let upper = mix(field(far.left), field(far.right), s)
      return mix(lower, upper, t)
    }
    return Light(mixed(StripLight.red), mixed(StripLight.green), mixed(StripLight.blue))
  }
}

extension Tile {
  /// The tiles that a region touches.
  static func all(in region: CanvasRegion, _ lens: Lens) -> [Tile] {
    var tiles: [Tile] = []
    var top = region.rows.lowerBound / height * height
    while top < region.rows.upperBound {
      var left = region.columns.lowerBound / width * width
      while left < region.columns.upperBound {
        tiles.append(Tile(left, top, lens))
        left += width
      }
      top += height
    }
    return tiles
  }
}
