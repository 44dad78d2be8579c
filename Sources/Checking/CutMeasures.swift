/// Cuts as PySceneDetect's detectors find them with their usual settings (scenedetect.com, ContentDetector and AdaptiveDetector), but for what
/// the zoom explains: those look at places of the screen, where a fast zoom into small bright things changes as much as a cut.
package enum CutMeasures {
  package static func findings(_ series: FilmSeries) -> [Finding] {
    let content = series.pairs.map(\.content)
    func unexplained(_ frames: [Int]) -> [Int] { frames.filter { !series.pairs[$0 - 1].isExplained } }
    return [
      Finding(.cutContent, count: unexplained(content.indices.filter { content[$0] >= leastContent }.map { $0 + 1 })),
      Finding(.cutAdaptive, count: unexplained(adaptive(content))),
    ]
  }

  private static let leastContent = 27.0

  /// Whether the second frame of a pair is another picture, for whoever cannot wait for the frames after it.
  static func isCut(_ pair: PairMeasure) -> Bool { pair.content >= leastContent && !pair.isExplained }

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
