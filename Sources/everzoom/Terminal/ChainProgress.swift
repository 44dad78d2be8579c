import Foundation
import Generation
import Planning
import Synchronization

/// Tells what becomes of each generated scene: a line on a terminal, JSON lines on request; results go to stdout if they are asked for.
final class ChainProgress: Sendable {
  private let style: Progress.Style
  private let sceneCount: Int
  private let printsResults: Bool
  private let state = Mutex(State())

  private struct State {
    var isMidLine = false
    var reasons: [String: ChainReason] = [:]
    var lastTold: ContinuousClock.Instant?
  }

  init(_ style: Progress.Style?, _ storyboard: Storyboard, printsResults: Bool) {
    self.style = style ?? (Terminal.isWatched ? .bar : .none)
    sceneCount = storyboard.scenes.count
    self.printsResults = printsResults
  }

  func tell(_ event: ChainEvent) {
    state.withLock { state in
      switch event {
      case .kept(let scene, let take): result(scene, take, "kept", &state)
      case .edited(let scene, let take): result(scene, take, "kept, as it was edited by hand", &state)
      case .broughtBack(let scene, let take): result(scene, take, "brought back from old/", &state)
      case .making(let scene, let take, let generator, let reason):
        state.reasons["\(scene)/\(take)"] = reason
        state.lastTold = nil
        show(scene, take, "\(generator), \(reason.rawValue)", &state)
        json(["scene": scene, "take": take, "event": "making", "generator": generator, "reason": reason.rawValue])
      case .made(let scene, let take):
        let reason = state.reasons["\(scene)/\(take)"].map { ", because \($0.rawValue)" } ?? ""
        result(scene, take, "made\(reason)", &state)
      case .told(let scene, let take, .progress(let part)): progress(scene, take, part, &state)
      case .told(let scene, let take, .note(let note)):
        if style == .bar {
          leaveLine(&state)
          Terminal.say("scene \(scene): \(note)")
        }
        json(["scene": scene, "take": take, "event": "note", "note": note])
      }
    }
  }

  /// Leaves the line that is being written, so that something else can be said.
  func stop() { state.withLock { leaveLine(&$0) } }

  private func result(_ scene: Int, _ take: Int, _ words: String, _ state: inout State) {
    leaveLine(&state)
    json(["scene": scene, "take": take, "event": words])
    let line = "scene \(scene), take \(take): \(words)"
    if printsResults { try? Terminal.print(line + "\n") } else if style == .bar { Terminal.say(line) }
  }

  /// About ten times a second.
  private func progress(_ scene: Int, _ take: Int, _ part: Double, _ state: inout State) {
    let now = ContinuousClock.now
    if let last = state.lastTold, now - last < .milliseconds(100), part < 1 { return }
    state.lastTold = now
    show(scene, take, "\(Int((min(max(part, 0), 1) * 100).rounded())) %", &state)
    json(["scene": scene, "take": take, "event": "progress", "part": min(max(part, 0), 1)])
  }

  private func show(_ scene: Int, _ take: Int, _ words: String, _ state: inout State) {
    guard style == .bar else { return }
    let line = "scene \(scene) of \(sceneCount), take \(take): \(words)"
    let room = max(0, Terminal.columns - 1)
    Terminal.show("\r" + line.prefix(room) + String(repeating: " ", count: max(0, room - line.count)))
    state.isMidLine = true
  }

  private func leaveLine(_ state: inout State) {
    if state.isMidLine { Terminal.show("\r" + String(repeating: " ", count: max(0, Terminal.columns - 1)) + "\r") }
    state.isMidLine = false
  }

  private func json(_ object: [String: Any]) {
    guard style == .json,
      let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    else { return }
    Terminal.say(String(decoding: data, as: UTF8.self))
  }
}
