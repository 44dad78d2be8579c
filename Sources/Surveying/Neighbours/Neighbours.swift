import Geometry
import Imaging
import Media
import Planning

/// Takes that follow one another: how one picture lies in the other, and where one can open in the other.
struct Neighbours {
  private let storyboard: Storyboard
  private let takes: Survey
  private let cores: Cores
  private let cache: SurveyCache

  /// Of longer chains a few pairs are tried first: if none of them belongs together, none does.
  private static let mostUntried = 6

  /// Of the takes their facts are known, and the parts of films.
  init(_ storyboard: Storyboard, _ takes: Survey, cores: Cores, cache: SurveyCache) {
    self.storyboard = storyboard
    self.takes = takes
    self.cores = cores
    self.cache = cache
  }

  /// Before two pictures are compared, `report` is told the name of the inner one's take.
  func survey(_ report: (_ take: String) -> Void) throws -> NeighbourSurvey {
    let pairs = NeighbourPair.all(in: storyboard)
    var found = NeighbourSurvey()
    found.alignments = try alignments(pairs.filter { !$0.isUnlike }, report)
    found.places = try ScenePlaces(storyboard, takes, found.alignments).all(cache, cores, report)
    found.openings = try openings()
    let stills = pairs.filter { isStill($0.outer) && isStill($0.inner) }
    found.notes =
      StackNotes(stills, found.alignments).all
      + found.openings.filter(\.value.isProfileUnread).keys.sorted().map {
        "\($0) has a colour profile of a kind that is not read, and is taken for sRGB; convert it to sRGB to be sure"
      }
    return found
  }

  private func isStill(_ take: String) -> Bool { takes.facts[take]?.kind == .still }

  // MARK: Alignments

  private func alignments(
    _ pairs: [NeighbourPair], _ report: (_ take: String) -> Void
  ) throws -> [TakePair: TakeAlignment] {
    let aligner = PairAligner(cache)
    var found: [TakePair: TakeAlignment] = [:]
    func align(_ pair: NeighbourPair) throws {
      guard let alignment = try aligner.find(input(pair), { report(pair.inner) }) else { return }
      found[pair.takes] = alignment
    }
    let isLong = pairs.count > Neighbours.mostUntried
    let tried = isLong ? [0, 1, pairs.count / 2, pairs.count - 1] : Array(pairs.indices)
    for index in tried { try align(pairs[index]) }
    guard !found.isEmpty else { return [:] }
    for index in pairs.indices where !tried.contains(index) { try align(pairs[index]) }
    return found
  }

  /// The pictures on which a pair meets.
  private func input(_ pair: NeighbourPair) -> AlignmentInput {
    let (first, second) = (storyboard.scenes[pair.first], storyboard.scenes[pair.second])
    return AlignmentInput(
      last: TakePicture(endOf: first, pair.firstTake, takes),
      first: TakePicture(beginningOf: second, pair.secondTake, takes), isInward: pair.isInward,
      start: ClipStart(of: second, pair.secondTake, takes))
  }

  // MARK: Openings

  /// What is seen through stills, where something is.
  private func openings() throws -> [String: StillOpening] {
    var openings: [String: StillOpening] = [:]
    for (name, facts) in takes.facts
    where try facts.kind == .still && needsLook(TakeName(name).file) {
      let kept = try cache.value(CacheKey(.opening, facts.hash)) {
        KeptOpening(opening: try readOpening(TakeName(name).file))
      }
      openings[name] = kept.opening
    }
    return openings
  }
}

/// What is seen through a still in a file, or that it is opaque.
private struct KeptOpening: Codable {
  let opening: StillOpening?
}
