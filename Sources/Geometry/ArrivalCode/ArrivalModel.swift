/// Codes the times of an arrival map one after the other, each by what the cells before it let one expect.
///
/// Eight simple forecasts are made of a cell from its neighbours, among them the median edge detector of LOCO-I (Weinberger, Seroussi and
/// Sapiro 2000; ITU-T T.87). They are weighted by how well they did around the cell, as in Meyer and Tischer's Glicbawls (2001) and
/// Seemann and Tischer's blending (1997). What the time is beyond the forecast is told in yes-or-no decisions, with chances for each size
/// of the errors around (Wu and Memon's CALIC, 1997) and for where the forecast lies between two levels.
struct ArrivalModel {
  private var cells: ArrivalCells
  /// For each cell how far off its forecasts were; in the last lane the weighted one.
  private var misses: [Forecasts]
  private var chances = ArrivalChances()

  typealias Forecasts = SIMD8<Float>

  init(rowCount: Int, columnCount: Int) {
    cells = ArrivalCells(rowCount: rowCount, columnCount: columnCount)
    misses = [Forecasts](repeating: .zero, count: cells.times.count)
  }

  /// The times, row by row.
  var times: [UInt16] { cells.inner }

  /// Codes a row; `times` are those to write, and nothing is asked of them where a code is read.
  mutating func code<Coder: DecisionCoder>(row: Int, _ times: ArraySlice<UInt16>, _ coder: inout Coder) {
    let start = cells.place(row, 0)
    cells.begin(row: row)
    ArrivalCells.begin(&misses, start, cells.stride)
    for column in 0..<cells.columnCount {
      let at = start + column
      let forecasts = forecasts(at)
      let errors = errors(at)
      let expected = ArrivalModel.blend(forecasts, errors)
      let place = ArrivalChances.Place(
        expected, error: errors[7], step: cells.step(at), left: cells.times[at - 1],
        above: cells.times[at - cells.stride],
        repeats: repeats(at))
      let time = chances.code(Int32(times.isEmpty ? 0 : times[times.startIndex + column]), place, &coder)
      cells.times[at] = time
      var seen = forecasts
      seen[7] = expected
      misses[at] = ArrivalModel.distance(seen, Float(time))
    }
    cells.end(row: row)
    ArrivalCells.end(&misses, start, cells.columnCount)
  }

  @inline(__always)
  private func forecasts(_ at: Int) -> Forecasts {
    let above = at - cells.stride
    func time(_ place: Int) -> Float { Float(cells.times[place]) }
    let (w, n, nw, ne) = (time(at - 1), time(above), time(above - 1), time(above + 1))
    let (nn, nne) = (time(above - cells.stride), time(above - cells.stride + 1))
    let plane = w + n - nw
    let edge = nw >= max(w, n) ? min(w, n) : nw <= min(w, n) ? max(w, n) : plane
    return Forecasts(edge, w, n, plane, w + (ne - nw) * 0.5, n + ne - nne, 2 * n - nn, 0)
  }

  /// How far off forecasts were around a cell: the sum over six neighbours, those beside it twice.
  @inline(__always)
  private func errors(_ at: Int) -> Forecasts {
    let above = at - cells.stride
    let beside = misses[at - 1] + misses[above]
    let near = misses[above - 1] + misses[above + 1]
    return beside + beside + near + (misses[at - 2] + misses[above - cells.stride])
  }

  /// The forecasts' mean, weighted by the inverse squares of their errors.
  @inline(__always)
  private static func blend(_ forecasts: Forecasts, _ errors: Forecasts) -> Float {
    let beyond = errors + 8
    var weights = 1 / (beyond * beyond)
    weights[7] = 0
    return min(max(sum(weights * forecasts) / sum(weights), 0), 65535)
  }

  /// In a fixed order, so that it is the same everywhere.
  @inline(__always)
  private static func sum(_ v: Forecasts) -> Float {
    let four = v.lowHalf + v.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  @inline(__always)
  private static func distance(_ v: Forecasts, _ value: Float) -> Forecasts {
    let d = v - value
    return d.replacing(with: -d, where: d .< 0)
  }

  /// Which neighbours are the same: 0 … 7.
  @inline(__always)
  private func repeats(_ at: Int) -> Int {
    let above = at - cells.stride
    let (w, n) = (cells.times[at - 1], cells.times[above])
    return (w == n ? 1 : 0) + (n == cells.times[above + 1] ? 2 : 0) + (w == cells.times[above - 1] ? 4 : 0)
  }
}
