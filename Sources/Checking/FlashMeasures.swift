/// Flashes: pairs of opposing turns (Rec. ITU-R BT.1702, WCAG 2.2, 2.3.1).
package enum FlashMeasures {
  package static func findings(_ series: FilmSeries) -> [Finding] {
    [
      worstSecond(.flashes, series.flashTurns, series.framesPerSecond),
      worstSecond(.redFlashes, series.redFlashTurns, series.framesPerSecond),
    ]
  }

  /// Half of the turns in the second that has most of them, and where that begins.
  private static func worstSecond(_ metric: Metric, _ turns: [FlashTurn], _ framesPerSecond: Double) -> Finding {
    var last = 0
    var (most, place) = (0, 0)
    for first in turns.indices {
      while last < turns.count, Double(turns[last].frame - turns[first].frame) < framesPerSecond { last += 1 }
      if last - first > most { (most, place) = (last - first, turns[first].frame) }
    }
    return Finding(metric, Double(most) / 2, frame: most > 0 ? place : nil)
  }
}
