import Foundation
import Geometry
import Planning

/// One input, by its number, and what must hold of it: a result or a mistake in words, at no great cost; a plan without a mistake, which comes
/// back from its file as it was; a zoom that goes one way, through places that are numbers.
struct Trial {
  enum Outcome: Hashable {
    case planned
    /// With what was said of it.
    case refused(String)
    case broken(String)

    var word: String {
      switch self {
      case .planned: "went through"
      case .refused: "were refused"
      case .broken: "broke"
      }
    }
  }

  private let kind: FuzzOptions.Kind
  private let seed: Seed

  init(_ number: Int, _ options: FuzzOptions) {
    let kinds = FuzzOptions.Kind.allCases
    kind = options.kind ?? kinds[number % kinds.count]
    seed = Seed(options.seed).at("input", number)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func run() -> Outcome {
    do {
      let document = try JSONDocument(bytes: bytes, file: "input")
      switch kind {
      case .storyboard: return try plan(try Storyboard(document))
      case .preset:
        var storyboard = Storyboard(files: ["a.png", "b.png", "c.png"])
        storyboard.preset = .inline(try Preset(document))
        return try plan(storyboard)
      case .plan: return try check(try Plan(json: Data(bytes), file: "input"))
      }
    } catch let problems as Problems {
      return verdict(problems.list)
    } catch let problem as Problem {
      return verdict([problem])
    } catch {
      return .broken("throws \(error)")
    }
  }

  private func verdict(_ problems: [Problem]) -> Outcome {
    problems.isEmpty || problems.contains { $0.sentence.isEmpty }
      ? .broken("has a mistake without words")
      : .refused(Problems(problems).description)
  }

  // MARK: Inputs

  private var bytes: [UInt8] {
    let whole = written
    switch seed.at("mutated").pick(0..<(kind == .plan ? 3 : 5)) {
    case 0: return Mutation.bytes(Array(whole.text.utf8), seed.at("bytes"))
    case 1: return Array(Mutation.tree(whole, seed.at("tree")).text.utf8)
    case 2 where kind == .plan: return Array(Mutation.tree(whole, seed.at("tree")).text.utf8)
    default: return Array(whole.text.utf8)
    }
  }

  private var written: TextTree {
    switch kind {
    case .storyboard: WrittenFiles.storyboard(seed.at("written"))
    case .preset: WrittenFiles.preset(seed.at("written"))
    case .plan: PlanTexts.text(seed.at("which").pick(0..<PlanTexts.count))
    }
  }

  // MARK: Laws

  private func plan(_ storyboard: Storyboard) throws -> Outcome {
    let plan = try Planner.plan(storyboard, MadeUpTakes.survey(storyboard, seed.at("takes")))
    if let mistake = plan.mistake { return .broken("is planned with a mistake: \(mistake)") }
    return try check(plan)
  }

  private func check(_ plan: Plan) throws -> Outcome {
    let text = try plan.json()
    do {
      guard try Plan(json: Data(text.utf8), file: nil) == plan else {
        return .broken("comes back from its file another")
      }
    } catch {
      return .broken("does not come back from its file: \(error)")
    }
    for number in 0..<8 {
      let frame = seed.at("frame", number).pick(0..<plan.frameCount)
      if let mistake = mistake(plan, FrameTime(frame, fraction: seed.at("fraction", number).unit * 0.999)) {
        return .broken("at frame \(frame): \(mistake)")
      }
    }
    return .planned
  }

  private func mistake(_ plan: Plan, _ time: FrameTime) -> String? {
    let speed = plan.speed(at: time)
    let sign = plan.direction == .in ? 1.0 : -1
    guard speed.isFinite, speed * sign >= -1e-6 * max(1, abs(speed)) else { return "the speed is \(speed)" }
    for view in plan.views(at: time) {
      let map = view.canvasFromScene
      guard map.scale.isFinite, map.offset.isFinite, map.scale != .zero else { return "a view is not a number" }
      guard view.seconds?.isFinite ?? true else { return "the second of a clip is not a number" }
    }
    return nil
  }
}

/// Plans of storyboards that are right, as files.
private enum PlanTexts {
  static let count = 24

  static func text(_ number: Int) -> TextTree { made[number] }

  private static let made: [TextTree] = {
    var list: [TextTree] = []
    var number = 0
    while list.count < count {
      let seed = Seed(11).at("plan", number)
      number += 1
      guard let document = try? JSONDocument(bytes: Array(WrittenFiles.storyboard(seed).text.utf8)),
        let storyboard = try? Storyboard(document),
        let plan = try? Planner.plan(storyboard, MadeUpTakes.survey(storyboard, seed)), plan.mistake == nil,
        let text = try? joined(plan).json(), text.utf8.count < 60_000,
        let value = try? JSONDocument(bytes: Array(text.utf8))
      else { continue }
      list.append(TextTree(value.root))
    }
    return list
  }()

  /// The first link hands over along a map.
  private static func joined(_ plan: Plan) -> Plan {
    guard plan.links.first?.reach == nil, !plan.links.isEmpty else { return plan }
    var plan = plan
    let times = (0..<6).flatMap { row in (0..<8).map { UInt16(row * 10_000 + $0 * 300) } }
    plan.arrivals = [ArrivalMap(rowCount: 6, columnCount: 8, innermost: -5, octavesPerRow: 1, times: times)]
    let handOver = HandOver(arrival: plan.arrivals[0], begins: -1, ends: 0.5, softness: 0.05)
    plan.links[0].handOver = PlannedHandOver(arrival: 0, handOver)
    plan.links[0].colour = LinkColour(toInner: .identity, toOuter: .identity, begins: -1, ends: 1)
    return plan
  }
}
