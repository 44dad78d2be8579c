import Geometry
import Imaging

/// What low frequencies of a picture need so that they hand over across a wider band than its detail: for every layer whose mask can be
/// softened, planes on a small canvas.
///
/// With m a layer's own opacities and M softer ones, blending (1 − m)·A + m·B and adding (M − m)·(LB − LA), L being a low-pass, lets detail
/// switch by m and the rest by M (Burt and Adelson 1983, with two levels and more). `gain` holds M·(LB − LA) and all that coarser lattices
/// add, `contrast` LB − LA, so that the sum is `gain − m · contrast` on the finer canvas.
///
/// A strong contrast hands over along with detail: a wide band would be a halo.
struct SoftLattice: Sendable {
  let factor: Int
  let size: CanvasSize
  /// For each layer of the frame, three planes; empty for those without soft masks.
  let planes: [[SoftPlane]]

  /// Lattices of a frame, the finest last; nil if no layer hands over softly.
  static func finest(_ layers: [Layer], size: CanvasSize, format: PictureFormat, cores: Cores) -> SoftLattice? {
    guard layers.contains(where: { $0.mask?.softened(pixels: 1) != nil }) else { return nil }
    // Four pixels of a canvas of 1080 rows, and as much of others.
    let fine = size.height > 1500 ? 8 : size.height > 720 ? 4 : 2
    let coarse = SoftLattice(
      layers, factor: coarseFactor * fine, ramp: widest(size), knee: 24, coarser: nil, size: size, format: format,
      cores: cores)
    return SoftLattice(
      layers, factor: fine, ramp: 1.5 * Double(fine), knee: 96, coarser: coarse, size: size, format: format,
      cores: cores)
  }

  /// How many times smaller the coarse lattice is than the fine one.
  private static let coarseFactor = 4

  /// How wide the widest ramp is, in pixels.
  static func widest(_ size: CanvasSize) -> Double {
    7 * (size.height > 1500 ? 8 : size.height > 720 ? 4 : 2)
  }

  /// - Parameters:
  ///   - ramp: of softened masks, in canvas pixels.
  ///   - knee: the contrast that hands over half softly, in steps of 8 bits.
  private init(
    _ layers: [Layer], factor: Int, ramp: Double, knee: Float, coarser: SoftLattice?, size: CanvasSize,
    format: PictureFormat, cores: Cores
  ) {
    self.factor = factor
    let small = size.reduced(by: factor)
    self.size = small
    let planes = layers.map { layer in
      layer.mask?.softened(pixels: ramp) == nil
        ? []
        : (0..<3).map {
          SoftPlane(plane: $0, small, format, factor: coarser == nil ? SoftLattice.coarseFactor : factor)
        }
    }
    self.planes = planes
    let maker = SoftMaker(
      layers: layers.map { $0.reduced(by: factor, ramp: ramp) },
      wide: layers.map { $0.mask?.softened(pixels: SoftLattice.widest(size)) },
      factor: factor, knee: knee * Float(1 << (format.bits - 8)), planes: planes, coarser: coarser, size: small,
      format: format)
    cores.forEachBand(of: small.height, height: SoftMaker.tile) { maker.draw(rows: $0) }
  }
}

extension Layer {
  /// The layer on a canvas so many times smaller, with a softer mask if it may have one.
  fileprivate func reduced(by factor: Int, ramp: Double) -> Layer {
    let soft = mask?.softened(pixels: ramp) ?? mask
    return switch source {
    case .take(let sampler): Layer(.take(sampler.reduced(by: factor)), mask: soft, colour: colour)
    case .drawn(let picture): Layer(.drawn(picture.averaged(factor)), mask: soft, colour: colour)
    }
  }
}
