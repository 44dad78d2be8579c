/// Steps of colour between frames whose motion is taken out.
package enum ColourMeasures {
  package static func findings(_ series: FilmSeries) -> [Finding] {
    let steps = series.pairs.map(\.colourStep)
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
