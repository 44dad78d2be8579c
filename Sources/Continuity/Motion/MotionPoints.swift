import Geometry

/// The points of a level that are followed into the next frame: the better-textured half of it, evenly thinned.
struct MotionPoints: Sendable {
  /// Pixels of the level from the middle of the picture.
  private(set) var x: [Float] = []
  private(set) var y: [Float] = []
  /// The spline's value and gradient per pixel of the level.
  private(set) var value: [Float] = []
  private(set) var slopeX: [Float] = []
  private(set) var slopeY: [Float] = []

  var count: Int { x.count }

  /// Gradients below this are the noise of eight bits rather than texture.
  private static let leastSlope: Float = 0.3 / 255

  init(_ band: FloatImage, middle: Point, most: Int) {
    guard band.width >= 5, band.height >= 5 else { return }
    let field = SlopeField(band)
    let threshold = max(Self.leastSlope * Self.leastSlope, field.medianEnergy)
    let chosen = field.indices(above: threshold)
    let kept = min(most, chosen.count)
    let indices = (0..<kept).map { Int(chosen[$0 * chosen.count / kept]) }
    x = indices.map { Float(Double($0 % band.width) - middle.x) }
    y = indices.map { Float(Double($0 / band.width) - middle.y) }
    value = indices.map { field.value[$0] }
    slopeX = indices.map { field.slopeX[$0] }
    slopeY = indices.map { field.slopeY[$0] }
  }
}
