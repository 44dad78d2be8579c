extension BeatGrid {
  /// When a beat falls, in seconds; a broken number lies between two beats.
  package func moment(ofBeat beat: Double) -> Double {
    let (low, high) = segment { $0.beat <= beat }
    switch (low, high) {
    case (nil, let first?): return first.moment + (beat - first.beat) * 60 / tempoBefore
    case (let a?, let b?):
      // Exact at both ends.
      let part = (beat - a.beat) / (b.beat - a.beat)
      return a.moment * (1 - part) + b.moment * part
    case (let last?, nil): return last.moment + (beat - last.beat) * 60 / tempoAfter
    case (nil, nil): preconditionFailure("a beat grid has an anchor")
    }
  }

  /// The beat at a moment in seconds, broken between two beats: what `moment(ofBeat:)` undoes.
  package func beat(at moment: Double) -> Double {
    let (low, high) = segment { $0.moment <= moment }
    switch (low, high) {
    case (nil, let first?): return first.beat + (moment - first.moment) * tempoBefore / 60
    case (let a?, let b?):
      let part = (moment - a.moment) / (b.moment - a.moment)
      return a.beat * (1 - part) + b.beat * part
    case (let last?, nil): return last.beat + (moment - last.moment) * tempoAfter / 60
    case (nil, nil): preconditionFailure("a beat grid has an anchor")
    }
  }

  /// Beats a minute at a moment; at an anchor what comes after it.
  package func tempo(at moment: Double) -> Double {
    let (low, high) = segment { $0.moment <= moment }
    guard let low else { return tempoBefore }
    guard let high else { return tempoAfter }
    return 60 * (high.beat - low.beat) / (high.moment - low.moment)
  }

  /// Beats a minute from the first anchor to the last one.
  package var meanTempo: Double {
    guard let first = anchors.first, let last = anchors.last, anchors.count > 1 else { return tempoAfter }
    return 60 * (last.beat - first.beat) / (last.moment - first.moment)
  }

  /// Whether there is one tempo, without end in either direction.
  package var isSteady: Bool { anchors.count == 1 && tempoBefore == tempoAfter }

  /// A steady grid that has every anchor within `seconds` of its place, through all anchors by least squares; nil where
  /// there is none. The tempo is a whole number of beats a minute, or half of one, if that is as good.
  package func steadied(within seconds: Double) -> BeatGrid? {
    guard anchors.count > 2 else { return isSteady ? self : nil }
    let count = Double(anchors.count)
    let middle = (
      beat: anchors.map(\.beat).reduce(0, +) / count, moment: anchors.map(\.moment).reduce(0, +) / count
    )
    var (cross, square) = (0.0, 0.0)
    for anchor in anchors {
      cross += (anchor.beat - middle.beat) * (anchor.moment - middle.moment)
      square += (anchor.beat - middle.beat) * (anchor.beat - middle.beat)
    }
    let period = cross / square
    let round = (2 * 60 / period).rounded() / 2
    for tempo in [round, 60 / period] where tempo > 0 {
      let first = middle.moment - middle.beat * 60 / tempo
      var grid = BeatGrid(
        anchors: [Anchor(beat: 0, moment: first)], tempoBefore: tempo, tempoAfter: tempo, metres: metres,
        source: source)
      let reach = anchors[anchors.count - 1].moment - anchors[0].moment
      // A round tempo may cost a fifth of what is allowed from end to end.
      let isNear = tempo != round || abs(60 / tempo / period - 1) * reach < seconds / 5
      guard isNear, anchors.allSatisfy({ abs(grid.moment(ofBeat: $0.beat) - $0.moment) <= seconds }) else { continue }
      (grid.strengths, grid.sections, grid.drops, grid.confidence) = (strengths, sections, drops, confidence)
      return grid
    }
    return nil
  }

  /// The last anchor of which something holds, and the next one: it holds of none, or of all up to one.
  private func segment(_ holds: (Anchor) -> Bool) -> (Anchor?, Anchor?) {
    let at = anchors.partitionPoint(holds)
    return (at > 0 ? anchors[at - 1] : nil, at < anchors.count ? anchors[at] : nil)
  }
}
