import Geometry

/// A scene as it is seen at one instant.
package struct SceneView: Equatable, Sendable {
  package var place: Int
  package var canvasFromScene: Similarity
  /// Beyond the scene filling the canvas. In a world at the end of the chain it may be too far for `canvasFromScene` to tell.
  package var octaves: Double
  package var vanishingPoint: Point
  /// The seam through which the scene is seen; nil for the outermost one, which covers the canvas.
  package var seam: Seam?
  /// 0 … 1: a scene of a few pixels fades in, so that nothing pops up in the distance.
  package var presence: Double
  /// For a clip, the second of it that is shown.
  package var seconds: Double?
}

extension Plan {
  /// The scenes that are seen at a moment, outermost first: from the innermost scene that covers the whole canvas alone, inward to
  /// where a scene is smaller than two pixels.
  package func views(at time: FrameTime) -> [SceneView] {
    var camera = camera(at: time)
    while !covers(camera), let outer = outward(camera) { camera = outer }
    var views: [SceneView] = []
    var next: Camera? = camera
    while let current = next {
      let presence = views.isEmpty ? 1 : presence(of: current)
      guard presence > 0 else { break }
      views.append(view(current, at: time, isOutermost: views.isEmpty, presence: presence))
      next = inward(current)
    }
    return views
  }

  /// One scene as a camera sees it at a moment, with nothing around it and nothing in it.
  package func viewAlone(_ camera: Camera, at time: FrameTime) -> SceneView {
    view(camera, at: time, isOutermost: true, presence: 1)
  }

  /// Whether the scene, with its seam, covers every point of the canvas.
  package func covers(_ camera: Camera) -> Bool {
    guard let seam = link(after: camera.place - 1)?.seam else { return true }
    guard has(place: camera.place - 1) else { return true }
    let pole = scene(at: camera.place).vanishingPoint
    // The solid part of a seam is convex: the corners decide.
    return size.corners.allSatisfy { corner in
      seam.norm((corner - camera.focus) / camera.zoom, pole: pole, aspect: aspect) <= seam.solidNorm
    }
  }

  /// 0 below two pixels of height, 1 from four.
  private func presence(of camera: Camera) -> Double {
    let pixels = camera.zoom.length * Double(size.height)
    guard pixels > 2 else { return 0 }
    return min(1, PortableMath.log2(pixels / 2))
  }

  private func view(_ camera: Camera, at time: FrameTime, isOutermost: Bool, presence: Double) -> SceneView {
    let scene = scene(at: camera.place)
    return SceneView(
      place: camera.place,
      canvasFromScene: camera.canvasFromScene(vanishingPoint: scene.vanishingPoint), octaves: camera.octaves,
      vanishingPoint: scene.vanishingPoint,
      seam: isOutermost ? nil : link(after: camera.place - 1)?.seam,
      presence: presence,
      seconds: scene.playback.map { $0.seconds(at: lapTime(time, of: camera.place), framesPerSecond: framesPerSecond) })
  }

  /// The moment as the first lap's scene knows it: a scene of another lap plays that many laps earlier or later.
  private func lapTime(_ time: FrameTime, of place: Int) -> FrameTime {
    guard loops else { return time }
    let laps = floorDiv(place, scenes.count) * (placesPerLap > 0 ? 1 : -1)
    return time.advanced(by: -laps * frameCount)
  }
}
