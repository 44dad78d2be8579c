import Foundation
import Geometry

/// What stands at the end of a plan's file, because nobody edits it: facts, clips, arrival maps.
struct PlanFileParts {
  let takes: [PlannedTake]
  let arrivals: [ArrivalMap]
  private let clips: [PlannedClip]
  private let list: CheckedValue?

  /// - Parameter room: how many bytes the file has. What it says in few bytes of many cells and frames is bounded by it.
  init(_ box: CheckedObject, room: Int) {
    let budget = PlanFileBudget(bytes: room)
    takes = PlanFileParts.takes(box)
    arrivals = PlanFileParts.arrivals(box, budget)
    list = box["clips"]
    clips = (list?.list { $0.object { PlannedClip($0, budget) } } ?? []).compactMap { $0 }
  }

  /// Gives clips' scenes their knots and tracks.
  func addClips(to scenes: inout [PlannedScene]) {
    for clip in clips {
      guard scenes.indices.contains(clip.scene), scenes[clip.scene].playback != nil else {
        clip.place?.refuse("a scene that is a clip") as Void?
        continue
      }
      let times = times(of: scenes[clip.scene])
      scenes[clip.scene].playback?.knots = clip.knots(times)
      scenes[clip.scene].playback?.track = clip.track
    }
  }

  private func times(of scene: PlannedScene) -> FrameTimes? {
    guard case .take(let take) = scene.content, takes.indices.contains(take) else { return nil }
    return takes[take].facts.times
  }

  /// In version 2 a take has its facts with it, later only its path.
  private static func takes(_ box: CheckedObject) -> [PlannedTake] {
    let facts = box["facts"]?.list { $0.object(TakeFacts.init) }?.map { $0 ?? .standing }
    let takes = box.list("takes", or: PlannedTake(path: "", facts: .standing)) { take in
      if case .object = take.value.content {
        return take.object {
          PlannedTake(
            path: $0.word("path"),
            facts: $0.field("facts", "an object { … }", or: .standing) { $0.object(TakeFacts.init) })
        }
      }
      return take.word().map { PlannedTake(path: $0, facts: .standing) }
    }
    guard let facts else {
      if takes.contains(where: { $0.facts == .standing }) { box.whole.complain("has no facts of its takes") }
      return takes
    }
    if facts.count != takes.count {
      box["facts"]?.complain("has \(facts.count) entries, expected \(takes.count), one for each of the takes")
    }
    return zip(takes, facts).map { PlannedTake(path: $0.path, facts: $1) }
  }

  /// Codes are read on all cores: they take longer than the rest of the file.
  private static func arrivals(_ box: CheckedObject, _ budget: PlanFileBudget) -> [ArrivalMap] {
    let written = (box["arrivals"]?.list { $0.object { WrittenArrival($0, budget) } } ?? []).compactMap { $0 }
    let times = [[UInt16]?](unsafeUninitializedCapacity: written.count) { buffer, count in
      nonisolated(unsafe) let start = buffer.baseAddress
      DispatchQueue.concurrentPerform(iterations: written.count) { number in
        start.map { ($0 + number).initialize(to: written[number].times) }
      }
      count = written.count
    }
    return zip(written, times).map { $0.map($1) }
  }
}

/// How much a file may speak of that it has in few bytes: some in any case, and more the longer it is.
final class PlanFileBudget {
  private var bytes: Int

  init(bytes: Int) { self.bytes = (1 << 25) + 16 * bytes }

  /// Whether there is room for so many more values of some bytes each; if so, it is taken.
  func take(_ count: Int, bytes each: Int) -> Bool {
    guard count <= bytes / each else { return false }
    bytes -= count * each
    return true
  }
}

/// An arrival map as it stands in a file.
private struct WrittenArrival: @unchecked Sendable {
  private let rowCount: Int
  private let columnCount: Int
  private let innermost: Double
  private let octavesPerRow: Double
  private let isCode: Bool
  /// Nil where there are none, which has been told.
  private let bytes: [UInt8]?
  /// Where problems with it are told; only used where nothing runs beside it.
  private let text: CheckedValue?

  /// Rows and columns of a map.
  private static let sides = 2...1024

  init(_ box: CheckedObject, _ budget: PlanFileBudget) {
    func side(_ key: String) -> Int {
      box.field(key, "a whole number", or: 2) { $0.whole(WrittenArrival.sides) }
    }
    (rowCount, columnCount) = (side("rows"), side("columns"))
    innermost = box.field("innermost", "a number", or: 0) { $0.number(NumberRange(-64...64)) }
    octavesPerRow = box.field("octavesPerRow", "a number", or: 1) { $0.number(.above(0, to: 64)) }
    isCode = box["times"] == nil
    let key = isCode ? "code" : "times"
    let isRoom = budget.take(rowCount * columnCount, bytes: 2)
    if !isRoom { box.whole.complain("has more cells than a plan of this length can have") }
    text = box[key]
    bytes = isRoom ? box.field(key, "base64", or: nil) { $0.base64().map(Optional.some) } : nil
  }

  /// Nil where they are damaged.
  var times: [UInt16]? {
    guard let bytes else { return nil }
    if isCode { return ArrivalCode.times(bytes, rowCount: rowCount, columnCount: columnCount) }
    guard bytes.count == 2 * rowCount * columnCount else { return nil }
    return (0..<rowCount * columnCount).map { UInt16(bytes[2 * $0]) << 8 | UInt16(bytes[2 * $0 + 1]) }
  }

  /// The map with these times; without any, something that stands for it.
  func map(_ times: [UInt16]?) -> ArrivalMap {
    if times == nil, bytes != nil {
      text?.complain("is damaged, or not of \(rowCount) × \(columnCount) times; make the plan again")
    }
    return ArrivalMap(
      rowCount: times == nil ? 2 : rowCount, columnCount: times == nil ? 2 : columnCount, innermost: innermost,
      octavesPerRow: octavesPerRow, times: times ?? [0, 0, 0, 0])
  }
}

extension CheckedValue {
  fileprivate func base64() -> [UInt8]? {
    guard let text = word() else { return nil }
    return Data(base64Encoded: text).map { [UInt8]($0) } ?? refuse("base64")
  }
}
