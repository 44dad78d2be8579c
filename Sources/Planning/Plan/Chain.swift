import Geometry

/// The scenes that lie in one another, outermost first, and the links between them: the shot as a place, without time.
package struct Chain: Equatable, Sendable {
  package var size: CanvasSize
  package var takes: [PlannedTake]
  package var scenes: [PlannedScene]
  /// Link i joins place i to place i + 1; there are `order.linkCount`.
  package var links: [Link]
  package var order: ChainOrder
}

extension Chain {
  package var aspect: Double { size.aspect }

  /// Whether the chain has this place.
  package func has(place: Int) -> Bool { order.has(place: place) }

  package func scene(at place: Int) -> PlannedScene { scenes[order.scene(at: place)] }

  /// The link from a place to the next; nil where there is none.
  package func link(after place: Int) -> Link? {
    order.has(place: place) && order.has(place: place + 1) ? links[order.scene(at: place)] : nil
  }

  /// Octaves from the scene of one place filling the canvas to that of another.
  ///
  /// Costs a step for each link between them, at most one round and what is left.
  package func octaves(from a: Int, to b: Int) -> Double {
    guard a <= b else { return -octaves(from: b, to: a) }
    return (a..<b).reduce(0) { $0 + (link(after: $1)?.octaves ?? 0) }
  }
}

extension Chain {
  /// How a take's picture, or that of a take to come, lies in its scene; nil for worlds.
  package func fit(of scene: PlannedScene) -> PictureFit? {
    switch scene.content {
    case .take(let take):
      PictureFit(takes[take].facts.size, crop: scene.crop, canvas: size, margin: scene.margin)
    case .pending(let pending) where !pending.willBeWorld:
      PictureFit(size, crop: scene.crop, canvas: size, margin: scene.margin)
    case .world, .pending: nil
    }
  }

  /// The map from the plane of a take's scene to the pixels of one of its frames (centres at ½).
  package func takeFromScene(_ scene: PlannedScene, frame: Int) -> Similarity? {
    guard case .take(let take) = scene.content, let fit = fit(of: scene) else { return nil }
    guard let playback = scene.playback else { return fit.pixelsFromScene }
    let pixels = takes[take].facts.size.pixelsFromPlane
    return fit.pixelsFromScene.then(pixels.inverse).then(playback.anchorFromFrame(frame).inverse).then(pixels)
  }
}
