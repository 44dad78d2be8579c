import Geometry
import Imaging

/// Soft functions over the canvas, worked out together at every second pixel and interpolated between (Catmull and Rom 1974).
///
/// A wave of ten pixels comes out right to 0.02 of its height, so gas costs a quarter. Samples and their groups of eight have fixed places
/// on the canvas, so a pixel never depends on what is drawn with it.
///
/// Safe to share: its memory is written by `init` and only read afterwards.
final class HalfFields: @unchecked Sendable {
  /// Sample (column, row) stands at pixel (2 · column − 2, 2 · row − 2).
  private let samples: UnsafeMutablePointer<Float>
  private let left: Int
  private let top: Int
  private let width: Int
  /// Floats of one function.
  private let size: Int
  /// Samples of a tile, across and down.
  private static let tile = (width: Tile.width / 2, height: Tile.height / 2)

  /// - Parameters:
  ///   - part: what eight samples in a tile are made from.
  ///   - values: writes the values of so many functions at eight places of the world's view.
  @inline(__always)
  init<Part>(
    _ functions: Int, _ lens: Lens, _ region: CanvasRegion, cores: Cores, part: @Sendable (_ tile: Tile) -> Part,
    values: @Sendable (_ part: Part, _ x: Lanes, _ y: Lanes, _ to: Group) -> Void
  ) {
    let (across, down) = HalfFields.tiles(region)
    let tile = HalfFields.tile
    (left, top) = (across.lowerBound * tile.width, down.lowerBound * tile.height)
    let width = across.count * tile.width
    let size = width * down.count * tile.height
    (self.width, self.size) = (width, size)
    samples = .allocate(capacity: size * functions + 8)
    (samples + size * functions).initialize(repeating: 0, count: 8)
    // Each band of tiles is written by one thread.
    nonisolated(unsafe) let samples = samples
    let (left, top) = (left, top)
    cores.forEach(down) { row in
      for column in across {
        let first = (x: 2 * column * tile.width - 2, y: 2 * row * tile.height - 2)
        let part = part(Tile(first.x, first.y, lens))
        for line in 0..<tile.height {
          for start in stride(from: 0, to: tile.width, by: 8) {
            let place = lens.places(first.x + 2 * start, first.y + 2 * line, stride: 2)
            let index = (row * tile.height + line - top) * width + column * tile.width + start - left
            values(part, place.x, place.y, Group(samples: samples + index, size: size))
          }
        }
      }
    }
  }

  deinit { samples.deallocate() }

  /// The tiles of samples that a region's pixels lie among.
  private static func tiles(_ region: CanvasRegion) -> (across: Range<Int>, down: Range<Int>) {
    // Pixels come in groups of eight columns and two rows, and lie among four samples each way.
    let columns = region.columns.lowerBound / 8 * 4..<region.columns.upperBound / 2 + 12
    let rows = max(0, region.rows.lowerBound / 2 - 1)..<region.rows.upperBound / 2 + 5
    func tiles(_ range: Range<Int>, _ size: Int) -> Range<Int> {
      range.lowerBound / size..<(range.upperBound + size - 1) / size
    }
    return (tiles(columns, tile.width), tiles(rows, tile.height))
  }

  /// Eight samples of each function.
  struct Group {
    fileprivate let samples: UnsafeMutablePointer<Float>
    fileprivate let size: Int

    @inline(__always) func set(_ function: Int, _ value: Lanes) { store(value, samples + function * size) }
    @inline(__always) func set(_ function: Int, _ light: Light) {
      set(function, light.red)
      set(function + 1, light.green)
      set(function + 2, light.blue)
    }
  }

  /// The samples that eight pixels of the canvas lie among.
  struct Footing {
    private let start: Int
    private let isBetween: Bool

    /// The column is a multiple of eight.
    @inline(__always) init(_ fields: HalfFields, column: Int, row: Int) {
      isBetween = row & 1 == 1
      start = ((row >> 1) + (isBetween ? 0 : 1) - fields.top) * fields.width + (column >> 1) - fields.left
    }

    /// The values of a function at the eight pixels.
    @inline(__always) func value(_ fields: HalfFields, _ function: Int) -> Lanes {
      let from = fields.samples + function * fields.size + start
      let width = fields.width
      guard isBetween else { return HalfFields.between(load(from)) }
      let (inner, outer) = (
        load(from + width) + load(from + 2 * width), load(from) + load(from + 3 * width)
      )
      return HalfFields.between(inner * 0.5625 - outer * 0.0625)
    }

    @inline(__always) func light(_ fields: HalfFields, _ function: Int) -> Light {
      // Beside a bright edge the curve may dip below nothing.
      Light(
        larger(value(fields, function), 0), larger(value(fields, function + 1), 0),
        larger(value(fields, function + 2), 0))
    }
  }

  /// Eight pixels from eight samples, of which the second stands at the first pixel.
  @inline(__always) private static func between(_ samples: Lanes) -> Lanes {
    let v = samples.vector
    let own = SIMD4(v[1], v[2], v[3], v[4])
    let inner = own + SIMD4(v[2], v[3], v[4], v[5])
    let outer = SIMD4(v[0], v[1], v[2], v[3]) + SIMD4(v[3], v[4], v[5], v[6])
    let middle = inner * 0.5625 - outer * 0.0625
    return Lanes(own[0], middle[0], own[1], middle[1], own[2], middle[2], own[3], middle[3])
  }
}
