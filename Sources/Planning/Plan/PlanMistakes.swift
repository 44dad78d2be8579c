import Geometry
import Worlds

/// Something about a plan that cannot be, and where: `predicate` goes on after the place's name.
struct PlanMistake: Equatable {
  let path: JSONPath
  let predicate: String

  var sentence: String { "\(path) \(predicate)" }
}

extension Plan {
  /// What makes this plan impossible to render; nil for a sound one.
  package var mistake: String? { mistakes.first?.sentence }

  /// Numbers out of their ranges; where there are none, parts that contradict one another.
  var mistakes: [PlanMistake] {
    let ranges = rangeMistakes
    return ranges.isEmpty ? contradictions : ranges
  }

  /// Tells the mistakes of a plan that has been read. What stands in for something that could not be read is not told of.
  func complain(on sheet: ProblemSheet) {
    let unreadable = Set(sheet.problemBytes)
    tell(rangeMistakes, on: sheet, except: unreadable)
    if sheet.problems.isEmpty { tell(contradictions, on: sheet, except: []) }
  }

  private func tell(_ mistakes: [PlanMistake], on sheet: ProblemSheet, except unreadable: Set<Int>) {
    for mistake in mistakes where !sheet.isFull {
      let placed = PlanMistake(path: placed(mistake.path, sheet.document), predicate: mistake.predicate)
      let byte = sheet.document.bytes(at: placed.path).lowerBound
      if !unreadable.contains(byte) { sheet.add(placed.sentence, at: byte) }
    }
  }

  /// Where a file has what the plan has somewhere else: knots and tracks of clips.
  private func placed(_ path: JSONPath, _ document: JSONDocument) -> JSONPath {
    guard path.steps.count > 3, path.steps[0] == "scenes", case .index(let scene) = path.steps[1],
      path.steps[2] == "playback", path.steps[3] == "knots" || path.steps[3] == "track",
      case .list(let clips) = document.root["clips"]?.content,
      let clip = clips.firstIndex(where: { $0["scene"]?.content == .number(Double(scene)) })
    else { return path }
    return JSONPath(["clips", .index(clip)] + path.steps[3...])
  }
}

/// Gathers mistakes about one part of a plan.
struct PlanMistakes {
  let path: JSONPath
  private(set) var list: [PlanMistake] = []

  init(_ path: JSONPath = []) { self.path = path }

  mutating func add(_ steps: JSONPath.Step..., predicate: String) { append(steps, predicate) }
  mutating func add(_ others: [PlanMistake]) { list += others }

  mutating func number(_ value: Double, _ range: NumberRange, _ steps: JSONPath.Step...) {
    if !range.contains(value) { append(steps, "is \(value.plain), expected \(range)") }
  }

  mutating func whole(_ value: Int, _ range: ClosedRange<Int>, _ steps: JSONPath.Step...) {
    if !range.contains(value) { append(steps, "is \(value), expected \(range.lowerBound) … \(range.upperBound)") }
  }

  mutating func point(_ value: Point, _ most: Double, _ steps: JSONPath.Step...) {
    guard !(abs(value.x) <= most && abs(value.y) <= most) else { return }
    append(steps, "is [\(value.x.plain), \(value.y.plain)], expected numbers \(NumberRange(-most...most))")
  }

  mutating func time(_ value: FrameTime, _ steps: JSONPath.Step...) {
    let most = 2 * Plan.mostFrames
    guard !((-most...most).contains(value.frame) && (0..<1).contains(value.fraction)) else { return }
    append(
      steps, "is [\(value.frame), \(value.fraction.plain)], expected at most \(most) frames, and a fraction below 1")
  }

  mutating func colours(_ map: ColourMap?, _ steps: JSONPath.Step...) {
    guard let map, !map.rows.allSatisfy({ $0.allSatisfy { abs($0) <= 16 } }) else { return }
    append(steps, "has numbers beyond −16 … 16")
  }

  private mutating func append(_ steps: [JSONPath.Step], _ predicate: String) {
    list.append(PlanMistake(path: JSONPath(path.steps + steps), predicate: predicate))
  }
}
