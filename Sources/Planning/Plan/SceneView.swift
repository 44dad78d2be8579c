import Geometry
import Worlds

/// A scene as it is seen at one instant.
package struct SceneView: Equatable, Sendable {
  package var place: Int
  package var canvasFromScene: Similarity
  /// Beyond the scene filling the canvas. In a world at the end of the chain it may be too far for `canvasFromScene` to tell.
  package var octaves: Double
  package var vanishingPoint: Point
  /// How the scene is seen from the one around it; nil for the outermost one, which covers the canvas.
  package var entrance: Entrance?
  /// The opening onto the next scene, if it is a world that opens and the next scene can be seen.
  package var opening: SceneOpening?
  /// 0 … 1: a scene of a few pixels fades in, so that nothing pops up in the distance.
  package var presence: Double
  /// For a clip, the second of it that is shown.
  package var seconds: Double?
  /// What the scene's colours become; nil: they stay.
  package var colour: ColourMap?
}

/// How a scene is seen from the one around it.
package enum Entrance: Equatable, Sendable {
  /// Through a seam about the scene's vanishing point.
  case seam(Seam)
  /// Through an opening of the world around it.
  case opening(SceneOpening)
  /// Along an arrival map about the scene's vanishing point.
  case handOver(HandOver)
}

/// The opening of a world at one instant.
package struct SceneOpening: Equatable, Sendable {
  /// Octaves until the next scene fills the canvas.
  package var ahead: Double
  /// As in its link.
  package var reach: Double
  /// How far the rim is from the vanishing point, nearest and farthest, in plane units.
  package var rim: ClosedRange<Double>
}

extension Plan {
  /// The scenes that are seen at a moment, outermost first: from the innermost scene that covers the whole canvas alone, inward to
  /// where a scene is smaller than two pixels.
  package func views(at time: FrameTime) -> [SceneView] {
    let chain = chain
    var camera = camera(at: time)
    while !chain.covers(camera), let outer = chain.outward(camera) { camera = outer }
    var views: [SceneView] = []
    var next: Camera? = camera
    while let current = next {
      let presence = views.isEmpty ? 1 : presence(of: current)
      guard presence > 0 else { break }
      let opening = views.isEmpty ? nil : chain.opening(ofLinkAfter: current.place - 1, octavesBeyond: current.octaves)
      if let opening { views[views.count - 1].opening = opening }
      let link = views.isEmpty ? nil : chain.link(after: current.place - 1)
      if let handOver = link?.handOver, opening == nil, link?.isThroughHole == false, current.octaves <= handOver.begins
      {
        break
      }
      let entrance =
        opening.map(Entrance.opening)
        ?? link.map { handOver(after: current.place - 1).map(Entrance.handOver) ?? .seam($0.seam) }
      views.append(view(current, at: time, entrance: entrance, presence: presence))
      next = chain.inward(current)
    }
    return views
  }

  /// One scene as a camera sees it at a moment, with nothing around it and nothing in it.
  package func viewAlone(_ camera: Camera, at time: FrameTime) -> SceneView {
    view(camera, at: time, entrance: nil, presence: 1)
  }

  /// 0 below two pixels of height, 1 from four.
  private func presence(of camera: Camera) -> Double {
    let pixels = camera.zoom.length * Double(size.height)
    guard pixels > 2 else { return 0 }
    return min(1, PortableMath.log2(pixels / 2))
  }

  private func view(_ camera: Camera, at time: FrameTime, entrance: Entrance?, presence: Double) -> SceneView {
    let scene = scene(at: camera.place)
    return SceneView(
      place: camera.place,
      canvasFromScene: camera.canvasFromScene(vanishingPoint: scene.vanishingPoint), octaves: camera.octaves,
      vanishingPoint: scene.vanishingPoint,
      entrance: entrance,
      presence: presence,
      seconds: scene.playback.map { $0.seconds(at: roundTime(time, of: camera.place)) },
      colour: colour(camera))
  }

  /// What the colours of a scene become at a camera; nil: they stay.
  private func colour(_ camera: Camera) -> ColourMap? {
    var map = scene(at: camera.place).colour
    func add(_ next: ColourMap, _ part: Double) {
      guard part > 0 else { return }
      let next = next.weakened(to: part)
      map = map?.then(next) ?? next
    }
    if has(place: camera.place - 1), let colour = link(after: camera.place - 1)?.colour {
      add(colour.toOuter, 1 - colour.part(camera.octaves))
    }
    if let link = link(after: camera.place), let colour = link.colour {
      add(colour.toInner, colour.part(camera.octaves - link.octaves))
    }
    return map
  }

  /// The moment as the scene knows it: where it comes again, it plays as many rounds earlier or later.
  private func roundTime(_ time: FrameTime, of place: Int) -> FrameTime {
    let rounds = order.rounds(at: place) * (order.isInward ? 1 : -1)
    return rounds == 0 ? time : time.advanced(by: -Double(rounds) * curve.framesPerRound)
  }
}

extension Chain {
  /// The opening of the world at a place onto the next scene, which fills the canvas since so many octaves; nil if it has none.
  func opening(ofLinkAfter place: Int, octavesBeyond: Double) -> SceneOpening? {
    guard let reach = link(after: place)?.reach,
      case .world(let recipe) = scene(at: place).content, let entry = WorldCatalog.entry(recipe.name)
    else { return nil }
    return SceneOpening(ahead: -octavesBeyond, reach: reach, rim: entry.rim(-octavesBeyond, reach))
  }
}
