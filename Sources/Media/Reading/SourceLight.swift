internal import CFFmpeg

/// A transfer curve and primaries by their tags (Rec. ITU-T H.273, tables 2 and 3), where they are not those that pictures are drawn in.
struct SourceLight: Hashable {
  enum Curve: Hashable { case sRGB, linear, pq, hlg }

  let curve: Curve
  let primaries: RGBPrimaries

  /// All curves of standard dynamic range are taken for sRGB's, as everywhere in the render path, and primaries of older television for BT.709's.
  init(_ transfer: AVColorTransferCharacteristic, _ primaries: AVColorPrimaries) {
    curve =
      switch transfer {
      case AVCOL_TRC_SMPTE2084: .pq
      case AVCOL_TRC_ARIB_STD_B67: .hlg
      case AVCOL_TRC_LINEAR: .linear
      default: .sRGB
      }
    self.primaries =
      switch primaries {
      case AVCOL_PRI_BT2020: .bt2020
      case AVCOL_PRI_SMPTE432: .displayP3
      case AVCOL_PRI_SMPTE431: .cinemaP3
      // High dynamic range without a word about it is BT.2100's.
      case AVCOL_PRI_UNSPECIFIED where curve == .pq || curve == .hlg: .bt2020
      default: .bt709
      }
  }

  /// Code points as a PNG's cICP chunk has them.
  init(primaries: Int, transfer: Int) {
    self.init(
      AVColorTransferCharacteristic(rawValue: UInt32(transfer)), AVColorPrimaries(rawValue: UInt32(primaries)))
  }

  /// Whether samples are what they are to be already.
  var isUsual: Bool { curve == .sRGB && primaries == .bt709 }

  func change(from matrix: YCbCrMatrix) -> LightChange {
    let curve: LightCurve =
      switch curve {
      case .sRGB: .sRGB
      case .linear: .gamma(1)
      case .pq: .pq
      case .hlg: .hlg
      }
    return LightChange(matrix, curve, primaries: primaries)
  }
}
