import Geometry

/// How scenes that follow one another belong together, and what that makes of their depths and speeds.
struct Joins {
  /// With the octaves, speeds, rolls and rests that follow from the joins.
  var appearances: [Appearance]
  /// From each appearance to the next one, and from the last to the first.
  var list: [Join]
  /// For each appearance the frame that fills its scene.
  var anchors: [Int]
  /// How far the shot goes beyond the innermost scene filling the canvas, because that is a clip that plays on, or a world that still has
  /// another around it; and how fast.
  var innermostOctaves = 0.0
  var innermostSpeed = 1.0

  struct Join: Sendable {
    var kind: Link.Kind
    /// Octaves beyond the inner scene filling the canvas.
    var window: ClosedRange<Double>
    /// Where the inner scene lies in the outer one, if that is known; else where it is wished or best.
    var portal: Similarity?
    var agreement: Double?
    var reason: String?
    var alignment: TakeAlignment?
    /// Where the inner scene lies best in the outer picture, in plane units of that.
    var place: Point?
    /// Whether the inner scene is seen through a hole of the outer one.
    var isThroughHole = false
  }

  let wishes: Wishes
  let inward: Bool
  /// The speed that is wished on the way from each appearance to the next.
  let wishedSpeeds: [Double]

  init(_ wishes: Wishes, _ appearances: [Appearance], _ survey: Survey) {
    self.wishes = wishes
    self.appearances = appearances
    inward = wishes.storyboard.direction == .in
    wishedSpeeds = appearances.map(\.speed)
    anchors = appearances.map { $0.zoom?.first ?? 0 }
    list = []
    list = appearances.indices.map { index in
      var join = join(index, survey)
      join.place = survey.places[appearances[index].wish]?.first?.middle
      return join
    }
    for index in appearances.indices where appearances[index].rests && list[link(out: index)].kind != .successive {
      // It is seen as it is, with its own zoom.
      self.appearances[index].zoom = self.appearances[index].zoom?.steadiedOnly
    }
    for index in appearances.indices { dropRepeated(index) }
    lay()
  }

  var direction: Direction { wishes.storyboard.direction }
  func next(_ index: Int) -> Int { (index + 1) % appearances.count }
  func outer(_ index: Int) -> Int { inward ? index : next(index) }
  func inner(_ index: Int) -> Int { inward ? next(index) : index }
  /// The number of the join over which a scene is the inner one, whether or not the shot passes it.
  func entrance(_ index: Int) -> Int { inward ? (index + appearances.count - 1) % appearances.count : index }

  /// The flight from an appearance to the next, or on and on where none comes.
  func flight(from index: Int) -> FeltFlight {
    let comesNext = appearances.count > 1 || wishes.storyboard.loop
    return FeltFlight(appearances[outer(index)].parallax, length: comesNext ? appearances[index].octaves : nil)
  }

  /// Seconds of it at an even felt speed.
  func secondsFlown(from index: Int) -> Double {
    flight(from: index).felt(appearances[index].octaves) / appearances[index].speed
  }

  /// The flight beyond the innermost scene filling the canvas.
  var innermostFlight: FeltFlight {
    FeltFlight(appearances[inward ? appearances.count - 1 : 0].parallax, length: nil)
  }

  /// The number of the join over which a scene is the outer one.
  func link(out index: Int) -> Int { inward ? index : (index + appearances.count - 1) % appearances.count }

  // MARK: Kinds

  private func join(_ index: Int, _ survey: Survey) -> Join {
    let wish = appearances[index].join
    let (outer, inner) = (appearances[outer(index)], appearances[inner(index)])
    let isFree = wish.kind == .nested || appearances[index].focus != nil
    let found = isFree ? nil : survey.alignments[TakePair(outer: outer.name, inner: inner.name)]
    let moves = outer.clip != nil || inner.clip != nil
    if let found, moves, abs(found.octaves) < TakeAlignment.mostOctavesApart {
      guard goesOn(index, found) else {
        return Join(
          kind: .nested, window: -1...1, agreement: found.agreement,
          reason: "opens in a clip that hardly zooms, so that the zoom goes on; speed: 0 lets it rest")
      }
      return Join(kind: .successive, window: 0...1, agreement: found.agreement, alignment: found)
    }
    if let found, found.octaves > TakeAlignment.leastOctavesInside, goesOn(index, found) {
      return Join(kind: .stack, window: -1...0, agreement: found.agreement, alignment: found)
    }
    if wish.kind == .auto, let made = madeFromTheOther(index) { return made }
    if wish.kind == .successive, !outer.name.isEmpty, !inner.name.isEmpty {
      return Join(
        kind: .successive, window: 0...1,
        reason: "nothing of one picture was found in the other, so they are laid one on the other",
        alignment: TakeAlignment(portal: .identity, agreement: 0))
    }
    return Join(kind: .nested, window: -1...1)
  }

  /// Whether a scene that was found in the picture on which another ended lies there: if that is wished, if the camera rests, or if the way
  /// there is so far that the shot, playing the outer clip at most at twice its speed, flies it fast enough. A still is passed at once.
  private func goesOn(_ index: Int, _ found: TakeAlignment) -> Bool {
    let outer = appearances[outer(index)]
    if appearances[index].join.kind == .successive || outer.rests || outer.provenance != nil { return true }
    return outer.clip == nil || pace(self.outer(index)).carries(on: found.octaves)
  }

  /// A generated take begins on what the scene before shows at that moment: it lies where the link leads.
  private func madeFromTheOther(_ index: Int) -> Join? {
    let later = appearances[next(index)]
    guard next(index) != 0, let made = later.provenance, made.firstFrame != "none", !later.name.isEmpty else {
      return nil
    }
    return later.clip == nil ? Join(kind: .stack, window: -1...0) : Join(kind: .successive, window: 0...1)
  }

  /// A clip that goes on from another begins after the frames that the other has shown. Where clips zoom this follows from where their pictures
  /// lie.
  private mutating func dropRepeated(_ index: Int) {
    let later = next(index)
    guard list[index].kind == .successive, let repeated = list[index].alignment?.repeated, repeated > 0,
      later > index || wishes.storyboard.loop, case .take(_, let facts) = appearances[later].content,
      let clip = appearances[later].clip, appearances[later].zoom.map({ !$0.flies(direction) }) ?? true
    else { return }
    let frames = clip.frames(facts.times)
    guard frames.count > repeated + 1 else { return }
    if clip.reverse {
      appearances[later].clip?.to = facts.times.start(of: frames.upperBound - repeated + 1)
    } else {
      appearances[later].clip?.from = facts.times.start(of: frames.lowerBound + repeated)
    }
  }

  // MARK: Paces

  /// How the shot flies through a scene's clip.
  func pace(_ scene: Int) -> ClipPace {
    let link = link(out: scene)
    let isWished = wishes.storyboard.speed != nil || wishes.storyboard.scenes[appearances[link].wish].speed != nil
    let (zoom, sign) = (appearances[scene].zoom, inward ? 1.0 : -1)
    return ClipPace(
      seconds: appearances[scene].clip?.seconds ?? 0, atEnds: easeSeconds(scene), own: sign * (zoom?.octaves ?? 0),
      ownSpeed: sign * (zoom?.speed ?? 0), wished: wishedSpeeds[link],
      follow: isWished ? 0 : wishes.preset.follow)
  }

  /// What hold and ease at an end of the shot add to the time of the scene that is seen there.
  private func easeSeconds(_ scene: Int) -> Double {
    guard !wishes.storyboard.loop else { return 0 }
    let (ease, hold) = (wishes.ease, wishes.hold)
    return (scene == 0 ? hold.start + ease.start / 2 : 0)
      + (scene == appearances.count - 1 ? hold.end + ease.end / 2 : 0)
  }
}
