import Geometry
import Worlds

/// A scene of the storyboard in the order in which people see it, with what is known of its take and how far it is to the next.
struct Appearance: Sendable {
  /// Number in the storyboard.
  let wish: Int
  let content: Content
  let crop: Crop?
  /// Where the link to the next scene leads through the outer picture, 0 … 1; nil: its middle.
  let focus: Point?
  /// To the next scene.
  var octaves: Double
  /// Octaves per second.
  var speed: Double
  /// How much faster what is near passes by, where the speed is the world's own; nil where it is as it is wished.
  let parallax: Parallax?
  /// Whether the camera rests while the scene plays, before it goes on.
  let rests: Bool
  var roll: Double
  let seam: Seam
  /// Whether a world hands over through an opening of its own, and not through the seam.
  let opens: Bool
  /// Seconds to the next scene that were asked for.
  let seconds: Double?
  let at: Double?
  var clip: ClipPart?
  /// The clip's zoom of its own, if it has one.
  var zoom: ClipZoom?
  /// What of its clip's drift is made up for; nil where nothing is.
  let steadying: Steadying?
  /// Its name in the survey; empty for what is no take.
  let name: String
  /// What is seen through it, if it is a still through which something is.
  let opening: StillOpening?
  let join: JoinWish
  /// How it was generated; nil where it was given.
  let provenance: Provenance?

  enum Content: Sendable {
    case take(path: String, facts: TakeFacts)
    case world(WorldRecipe)
    case pending(PendingScene)
  }

  /// The part of a clip that is played, in seconds of its own.
  struct ClipPart: Sendable {
    var from: Double
    var to: Double
    let reverse: Bool
    var seconds: Double { to - from }
  }
}

extension Appearance {
  /// The hole in what is shown of it.
  var hole: StillOpening.Hole? { crop == nil ? opening?.hole : nil }

  /// How much larger than needed its picture is shown.
  var margin: Double { steadying?.margin ?? 1 }

  /// How a take's picture lies in its scene; nil for what is no take.
  func fit(_ canvas: CanvasSize) -> PictureFit? {
    guard case .take(_, let facts) = content else { return nil }
    return PictureFit(facts.size, crop: crop, canvas: canvas, margin: margin)
  }

  /// The map from a take's picture (2 high) to its scene, which it covers; nil for what is no take.
  func sceneFromPicture(_ canvas: CanvasSize) -> Similarity? {
    guard case .take(_, let facts) = content, let fit = fit(canvas) else { return nil }
    return facts.size.pixelsFromPlane.then(fit.sceneFromPixels)
  }
}

/// A number with at most three decimals.
func brief(_ x: Double) -> String {
  let rounded = (x * 1000).rounded() / 1000
  return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
}
