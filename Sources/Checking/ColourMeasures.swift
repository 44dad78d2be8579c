/// Steps of colour between frames whose motion is taken out.
package enum ColourMeasures {
  package static func findings(_ series: FilmSeries) -> [Finding] {
    // What goes on for as long as half a second to either side, as in a world that changes its light, is a change and no step.
    let usual = series.pairs.map(\.colourStep).runningMedian(half: series.half)
    let steps = zip(series.pairs, usual).map { max(0, $0.colourStep - $1) }
    let shifts = series.pairs.map(\.histogramShift)
    return [
      Finding(.colourStep, steps.max() ?? 0, frame: steps.peak.map { $0 + 1 }),
      // What a zoom itself brings into its histograms is no step.
      Finding(
        .colourShift, (shifts.max() ?? 0) - (shifts.isEmpty ? 0 : shifts.middleValue), frame: shifts.peak.map { $0 + 1 }
      ),
    ]
  }
}
