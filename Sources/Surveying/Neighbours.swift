import Continuity
import Geometry
import Imaging
import Media
import Planning

/// Takes that follow one another: how one picture lies in the other, and where one can open in the other.
struct Neighbours {
  private let storyboard: Storyboard
  private let cores: Cores

  /// Of longer chains a few pairs are tried first: if none of them belongs together, none does.
  private static let mostUntried = 6
  /// Below this score no place of a picture opens better than its middle.
  private static let leastScore = 0.27

  private static let leastSide = 48

  init(_ storyboard: Storyboard, _ cores: Cores) {
    self.storyboard = storyboard
    self.cores = cores
  }

  func measure(_ survey: inout Survey, _ report: (_ take: String) -> Void) throws {
    let pairs = pairs(survey)
    guard !pairs.isEmpty else { return }
    let tried =
      pairs.count <= Neighbours.mostUntried ? pairs : [0, 1, pairs.count / 2, pairs.count - 1].map { pairs[$0] }
    try align(tried, &survey, report)
    if tried.count < pairs.count, !survey.alignments.isEmpty {
      try align(pairs.filter { pair in !tried.contains { $0 == pair } }, &survey, report)
    }
    try findPlaces(pairs, &survey)
    say(pairs, &survey)
  }

  // MARK: Pairs

  private struct Pair: Equatable {
    /// Numbers of scenes in order of appearance.
    var first: Int
    var second: Int
    var outer: String
    var inner: String
  }

  private func name(_ index: Int) -> String? {
    if case .take(let name) = storyboard.scenes[index].content { name } else { nil }
  }

  /// The takes that follow one another and may be joined as is best.
  private func pairs(_ survey: Survey) -> [Pair] {
    let count = storyboard.scenes.count
    return storyboard.scenes.indices.compactMap { index in
      let next = (index + 1) % count
      guard next != index, next > index || storyboard.loop, let first = name(index), let second = name(next),
        first != second, storyboard.scenes[index].join?.kind != .nested, storyboard.scenes[index].focus == nil,
        storyboard.scenes[index].crop == nil || storyboard.scenes[index].crop == storyboard.scenes[next].crop
      else { return nil }
      let inward = storyboard.direction == .in
      return Pair(first: index, second: next, outer: inward ? first : second, inner: inward ? second : first)
    }
  }

  // MARK: Alignment

  private func align(_ pairs: [Pair], _ survey: inout Survey, _ report: (_ take: String) -> Void) throws {
    // Files that are copies of one another are compared once.
    var known: [[String]: TakeAlignment?] = [:]
    for pair in pairs {
      let key = [pair.outer, pair.inner].map { survey.facts[$0]!.hash + "\(survey.parts[$0]?.frames.lowerBound ?? 0)" }
      let isWhole = [pair.first, pair.second].allSatisfy { survey.facts[name($0)!]!.kind == .still }
      if isWhole, let found = known[key] {
        survey.alignments[TakePair(outer: pair.outer, inner: pair.inner)] = found
        continue
      }
      defer { known[key] = survey.alignments[TakePair(outer: pair.outer, inner: pair.inner)] }
      report(pair.inner)
      let last = try picture(pair.first, isLast: true, survey)
      let first = try picture(pair.second, isLast: false, survey)
      let inward = storyboard.direction == .in
      let (outer, inner) = inward ? (last, first) : (first, last)
      guard var found = alignment(inner: grey(inner), outer: grey(outer)) else { continue }
      found.repeated = try repeated(pair.second, after: last, survey)
      survey.alignments[TakePair(outer: pair.outer, inner: pair.inner)] = found
    }
  }

  /// Where the inner picture lies in the outer one, which may be the smaller of the two by a little.
  private func alignment(inner: GreyImage, outer: GreyImage) -> TakeAlignment? {
    guard [inner, outer].allSatisfy({ hasRoom($0) }) else { return nil }
    return switch StillAlignment.relation(inner, outer) {
    case .firstLiesInSecond(let found): TakeAlignment(portal: found.portal, agreement: found.agreement)
    case .secondLiesInFirst(let found): TakeAlignment(portal: found.portal.inverse, agreement: found.agreement)
    case nil: nil
    }
  }

  /// In a picture that is tiny or a strip nothing can be found.
  private func hasRoom(_ image: GreyImage) -> Bool {
    let (short, long) = (min(image.width, image.height), max(image.width, image.height))
    return short >= Neighbours.leastSide && long <= 4 * short
  }

  private func grey(_ picture: Picture) -> GreyImage { GreyImage(picture, mostWidth: 2000) }

  /// How many frames at a clip's beginning show again what the clip before ended on.
  private func repeated(_ scene: Int, after last: Picture, _ survey: Survey) throws -> Int {
    guard let name = name(scene), let facts = survey.facts[name], facts.kind == .clip else { return 0 }
    let wish = storyboard.scenes[scene]
    let frames = wish.frames(facts, part: survey.parts[name]?.frames)
    let reader = try ClipReader(path: TakeName(name).file, facts: facts, format: .yuv420)
    let begin = try (0..<min(RepeatedFrames.most + 1, frames.count)).map { number in
      try reader.picture(at: wish.reverse ? frames.upperBound - number : frames.lowerBound + number)
    }
    return RepeatedFrames.count(begin, after: last)
  }

  /// The picture with which a scene ends, or begins.
  private func picture(_ scene: Int, isLast: Bool, _ survey: Survey) throws -> Picture {
    guard let name = name(scene), let facts = survey.facts[name] else {
      preconditionFailure("takes have been looked at")
    }
    let file = TakeName(name).file
    guard facts.kind == .clip else { return try readStill(file, .yuv444) }
    let frames = storyboard.scenes[scene].frames(facts, part: survey.parts[name]?.frames)
    let isLater = isLast != storyboard.scenes[scene].reverse
    return try ClipReader(path: file, facts: facts, format: .yuv444)
      .picture(at: isLater ? frames.upperBound : frames.lowerBound)
  }

  // MARK: Places

  /// Where the next scene opens in pictures that have nothing of it.
  private func findPlaces(_ pairs: [Pair], _ survey: inout Survey) throws {
    for pair in pairs where survey.alignments[TakePair(outer: pair.outer, inner: pair.inner)] == nil {
      let index = storyboard.direction == .in ? pair.first : pair.second
      guard survey.facts[pair.outer]?.kind == .still, survey.places[pair.outer] == nil else { continue }
      let octaves = storyboard.scenes[pair.first].octaves ?? storyboard.octaves ?? 2
      let whole = try picture(index, isLast: true, survey)
      let seen = whole.middle(aspect: (storyboard.canvas.size ?? CanvasSize(1920, 1080)).aspect)
      guard min(seen.size.width, seen.size.height) >= Neighbours.leastSide else { continue }
      let place = OpeningPlace.find(in: seen, octaves: octaves)
      guard place.score >= Neighbours.leastScore else { continue }
      survey.places[pair.outer] = place.point * (Double(seen.size.height) / Double(whole.size.height))
    }
  }

  // MARK: Notes

  private func say(_ pairs: [Pair], _ survey: inout Survey) {
    let stills = pairs.filter { survey.facts[$0.outer]?.kind == .still && survey.facts[$0.inner]?.kind == .still }
    func octaves(_ pair: Pair) -> Double? { survey.alignments[TakePair(outer: pair.outer, inner: pair.inner)]?.octaves }
    let around = stills.filter { octaves($0).map { $0 < -TakeAlignment.leastOctavesInside } ?? false }
    if !around.isEmpty {
      let list = around.map { "\($0.second + 1) around \($0.first + 1)" }.joined(separator: ", ")
      survey.notes.append("some stills lie around the one before, not in it: \(list); --order stack puts them in order")
    }
    let found = stills.filter { octaves($0).map { $0 > TakeAlignment.leastOctavesInside } ?? false }
    guard !found.isEmpty else { return }
    if found.count == stills.count {
      survey.notes.append("the stills are a stack: each was found in the one around it, and lies where it was found")
    } else {
      let apart = stills.filter { octaves($0) == nil }.map {
        "\($0.first + 1) and \($0.second + 1)"
      }
      if apart.isEmpty { return }
      survey.notes.append("nothing of one was found in the other: scenes \(apart.joined(separator: ", "))")
    }
  }
}
