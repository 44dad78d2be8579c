import Geometry

/// No corner of the canvas may ever show nothing.
///
/// A scene stands alone only where the solid part of its seam holds the whole canvas; until then the scenes around it are drawn. That
/// leaves the outermost scene of an open shot, which has nothing around it: where a roll or a wandering focus would look past its
/// border, it is drawn larger.
enum Cover {
  /// How much larger the outermost scene is drawn, at least 1.
  static func margin(_ chain: Chain) -> Double {
    guard !chain.has(place: -1), let half = chain.fit(of: chain.scenes[0])?.half else { return 1 }
    let farthest = farthestLook(chain, half: half)
    return farthest > 1 ? farthest * 1.001 : 1
  }

  /// What people are told of it; nil where it is too little to be seen.
  static func note(_ margin: Double) -> String? {
    let part = margin / 1.001 - 1
    return part > 0.0005
      ? "scene 1 is shown \(brief(part * 100)) % larger, so that no corner looks past its border" : nil
  }

  /// How far the canvas looks from the middle of the outermost scene while that scene is drawn, in halves of its picture.
  private static func farthestLook(_ chain: Chain, half: Point) -> Double {
    var farthest = 1.0
    for place in chain.scenes.indices {
      let cameras = cameras(chain, from: place)
      if cameras.isEmpty { break }
      for camera in cameras {
        for corner in chain.size.corners {
          let z = chain.scenes[0].vanishingPoint + (corner - camera.focus) / camera.zoom
          farthest = max(farthest, abs(z.x) / half.x, abs(z.y) / half.y)
        }
      }
    }
    return farthest
  }

  /// Views over one link in which the outermost scene is drawn, finely spaced in depth, as seen from it.
  private static func cameras(_ chain: Chain, from place: Int) -> [Camera] {
    let octaves = chain.link(after: place)?.octaves ?? 0
    let steps = max(1, Int((octaves * 256).rounded(.up)))
    return (0..<steps).compactMap {
      chain.outermostDrawn(chain.camera(place: place, octaves: octaves * Double($0) / Double(steps)))
    }
  }
}

extension Chain {
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
