import Geometry

/// Layers of a deep world that can be seen from a depth.
///
/// Layer j stands at 2^(−j / perOctave) from the vanishing point and the camera at 2^−depth, so the layer lies
/// u = j / perOctave − depth octaves ahead and appears at the scale 1 / (2^u − 1): far layers zoom like a flat picture, near ones
/// rush past.
struct DeepLayer {
  let index: Int
  /// Octaves ahead of the camera.
  let ahead: Double
  /// One over the scale.
  let distance: Double

  /// The layers between `nearest` and `farthest` octaves ahead, nearest first.
  static func visible(
    from depth: Double, perOctave: Double, nearest: Double, farthest: Double
  ) -> [DeepLayer] {
    let first = Int(((depth + nearest) * perOctave).rounded(.up))
    let last = Int(((depth + farthest) * perOctave).rounded(.down))
    return (first...max(first, last)).map { index in
      let ahead = Double(index) / perOctave - depth
      return DeepLayer(index: index, ahead: ahead, distance: PortableMath.exp2(ahead) - 1)
    }
  }
}
