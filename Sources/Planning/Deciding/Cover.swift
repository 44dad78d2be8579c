import Geometry

/// No corner of the canvas may ever show nothing.
///
/// A scene stands alone only where the solid part of its seam holds the whole canvas; until then the scenes around it are drawn. That
/// leaves the outermost scene of an open shot, which has nothing around it: where a roll or a wandering focus would look past its
/// border, it is drawn larger.
enum Cover {
  static func prove(_ plan: inout Plan) {
    guard !plan.loops, let unit = plan.unitsPerPixel(of: plan.scenes[0]), let shown = plan.shownSize(of: plan.scenes[0])
    else { return }
    let half = Point(x: shown.width * unit / 2, y: shown.height * unit / 2)
    let margin = farthestLook(plan, half: half)
    guard margin > 1 else { return }
    plan.scenes[0].margin = margin * 1.001
    if margin > 1.0005 {
      plan.notes.append(
        "scene 1 is shown \(brief((margin - 1) * 100)) % larger, so that no corner looks past its border")
    }
  }

  /// How far the canvas looks from the middle of the outermost scene while that scene is drawn, in halves of its picture.
  private static func farthestLook(_ plan: Plan, half: Point) -> Double {
    var farthest = 1.0
    for camera in cameras(plan) {
      for corner in plan.size.corners {
        let z = plan.scenes[0].vanishingPoint + (corner - camera.focus) / camera.zoom
        farthest = max(farthest, abs(z.x) / half.x, abs(z.y) / half.y)
      }
    }
    return farthest
  }

  /// Views in which the outermost scene is drawn, finely spaced in depth, as seen from it.
  private static func cameras(_ plan: Plan) -> [Camera] {
    var cameras: [Camera] = []
    for place in plan.scenes.indices {
      let octaves = plan.link(after: place)?.octaves ?? 0
      let steps = max(1, Int((octaves * 256).rounded(.up)))
      let found = (0..<steps).compactMap {
        plan.outermostDrawn(plan.camera(place: place, octaves: octaves * Double($0) / Double(steps)))
      }
      if found.isEmpty { break }
      cameras += found
    }
    return cameras
  }
}

extension Plan {
  /// The view seen from place 0 if that is drawn there, nil if a scene further in covers the canvas.
  fileprivate func outermostDrawn(_ camera: Camera) -> Camera? {
    var camera = camera
    while camera.place > 0 {
      if covers(camera) { return nil }
      guard let outer = outward(camera) else { return nil }
      camera = outer
    }
    return camera
  }
}
