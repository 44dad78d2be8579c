import Geometry

/// How the shown part of a picture lies in its scene: its middle in the middle, as small as it can be and still cover the canvas, times a
/// margin of at least 1.
package struct PictureFit: Equatable, Sendable {
  /// Of the shown part, in pixels of the picture.
  package let width: Double
  package let height: Double
  /// Plane units of the scene per pixel.
  package let unitsPerPixel: Double
  private let left: Double
  private let top: Double

  package init(_ picture: CanvasSize, crop: Crop?, canvas: CanvasSize, margin: Double = 1) {
    let (wide, high) = (Double(picture.width), Double(picture.height))
    width = wide * (crop?.width ?? 1)
    height = high * (crop?.height ?? 1)
    unitsPerPixel = max(2 * canvas.aspect / width, 2 / height) * margin
    left = wide * (crop?.x ?? 0)
    top = high * (crop?.y ?? 0)
  }

  /// Half the size of the shown part in the scene's plane.
  package var half: Point { Point(x: width * unitsPerPixel / 2, y: height * unitsPerPixel / 2) }

  /// The map from the plane of the scene to the picture's pixels (centres at ½).
  package var pixelsFromScene: Similarity {
    Similarity(scale: Point(x: 1 / unitsPerPixel, y: 0), offset: Point(x: left + width / 2, y: top + height / 2))
  }

  /// The map from the picture's pixels to the plane of the scene.
  package var sceneFromPixels: Similarity {
    let middle = Point(x: left + width / 2, y: top + height / 2)
    return Similarity(scale: Point(x: unitsPerPixel, y: 0), offset: -(middle * unitsPerPixel))
  }

  /// The place in the scene's plane of a point given as fractions 0 … 1 of the shown part.
  package func scenePoint(_ fraction: Point) -> Point {
    Point(x: (fraction.x - 0.5) * width * unitsPerPixel, y: (fraction.y - 0.5) * height * unitsPerPixel)
  }

  /// The fractions 0 … 1 of the shown part at a place in the scene's plane.
  func fraction(_ point: Point) -> Point {
    Point(x: 0.5 + point.x / (width * unitsPerPixel), y: 0.5 + point.y / (height * unitsPerPixel))
  }
}
