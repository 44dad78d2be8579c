/// Cuts as PySceneDetect's detectors find them with their usual settings (scenedetect.com, ContentDetector and AdaptiveDetector).
package enum CutMeasures {
  package static func findings(_ series: FilmSeries) -> [Finding] {
    let content = series.pairs.map(\.content)
    return [
      Finding(.cutContent, count: content.indices.filter { content[$0] >= 27 }.map { $0 + 1 }),
      Finding(.cutAdaptive, count: adaptive(content)),
    ]
  }

  /// Frames whose change is at least 15, and 3 times the mean change of the two before and the two after. The first frame changes by 0.
  static func adaptive(_ content: [Double]) -> [Int] {
    let changes = [0] + content
    guard changes.count >= 5 else { return [] }
    return (2..<changes.count - 2).filter { i in
      let around = (changes[i - 2] + changes[i - 1] + changes[i + 1] + changes[i + 2]) / 4
      return changes[i] >= 15 && changes[i] >= 3 * around
    }
  }
}
