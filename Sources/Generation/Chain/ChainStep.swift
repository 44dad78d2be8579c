import Geometry
import Planning

/// A scene to be generated: what is asked for, and what it is made from.
struct ChainStep {
  /// In the storyboard, from 0.
  let index: Int
  let pending: PendingScene
  let plan: Plan
  let direction: Direction
  let seed: SceneMoment?
  let end: SceneMoment?
  private let frames: Int?

  /// Of the storyboard, from 1.
  var scene: Int { index + 1 }

  init(_ storyboard: Storyboard, _ pending: PendingScene, _ index: Int, _ plan: Plan) {
    self.index = index
    self.pending = pending
    self.plan = plan
    direction = storyboard.direction
    seed = plan.seedMoment(ofScene: index, direction)
    let closes = storyboard.loop && index == storyboard.scenes.count - 1 && index > 0
    end = closes ? plan.endMoment(ofScene: index, direction) : nil
    let seconds = storyboard.scenes[index].clip ? plan.secondsSeen(ofScene: index, direction) : nil
    frames = seconds.map { max(1, Int(($0 * plan.framesPerSecond.value).rounded(.up))) }
  }

  /// How many frames of the scene before go with its final one; nil if it does not move.
  var seedClipFrames: Int? { direction == .in ? seed.flatMap(plan.seedClip)?.seconds.count : nil }

  /// The request for a candidate, without its files.
  func request(take: Int) -> GeneratorRequest {
    var request = GeneratorRequest(
      scene: scene, take: take, prompt: pending.prompt, seed: seed(take: take), size: plan.size,
      framesPerSecond: plan.framesPerSecond, direction: direction == .in ? .in : .out, octaves: octaves)
    request.negativePrompt = pending.negativePrompt
    request.frames = frames
    request.seconds = frames.map { Double($0) / plan.framesPerSecond.value }
    return request
  }

  /// Everything that decides about a candidate; nil while the scene before it is not made.
  func source(take: Int, previousWorld: String?) -> TakeSource? {
    let seedView = seed.flatMap { ViewSource(plan, $0) }
    guard (seed == nil) == (seedView == nil) else { return nil }
    return TakeSource(
      generator: pending.generator, request: request(take: take), seed: seedView, seedClipFrames: seedClipFrames,
      end: end.flatMap { ViewSource(plan, $0) }, previousWorld: pending.willBeWorld ? previousWorld : nil)
  }

  /// Candidates differ by their seeds. 32 bits, as many servers of models take no more.
  private func seed(take: Int) -> UInt64 {
    take == 1 ? pending.seed : Seed(pending.seed).at("take", take).bits >> 32
  }

  /// From the scene filling the canvas to the next one; for the last scene of an open shot, from the one before it.
  private var octaves: Double {
    let place = plan.place(ofScene: index, direction)
    let links = direction == .in ? [place, place - 1] : [place - 1, place]
    return links.lazy.compactMap { plan.link(after: $0)?.octaves }.first ?? 0
  }
}
