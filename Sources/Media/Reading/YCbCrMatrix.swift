internal import CFFmpeg

/// A Y′CbCr matrix, named by the weights of red and blue in Y′.
struct YCbCrMatrix: Hashable {
  let red: Double
  let blue: Double
  var green: Double { 1 - red - blue }
  /// The name that swscale has for it (SWS_CS_…).
  let swscaleName: Int32

  /// Rec. ITU-R BT.709-6, item 3.2.
  static let bt709 = YCbCrMatrix(red: 0.2126, blue: 0.0722, swscaleName: SWS_CS_ITU709)
  /// Rec. ITU-R BT.601-7, item 2.5.1; also JPEG's (JFIF 1.02).
  static let bt601 = YCbCrMatrix(red: 0.299, blue: 0.114, swscaleName: SWS_CS_ITU601)
  /// Rec. ITU-R BT.2020-2, table 4, non-constant luminance.
  static let bt2020 = YCbCrMatrix(red: 0.2627, blue: 0.0593, swscaleName: SWS_CS_BT2020)
  /// SMPTE 240M-1999.
  static let smpte240 = YCbCrMatrix(red: 0.212, blue: 0.087, swscaleName: SWS_CS_SMPTE240M)
  /// FCC Title 47, 73.682 (a) (20).
  static let fcc = YCbCrMatrix(red: 0.30, blue: 0.11, swscaleName: SWS_CS_FCC)

  /// Nil for the matrices that are no plain Y′CbCr.
  init?(_ space: AVColorSpace, untagged: YCbCrMatrix) {
    switch space {
    case AVCOL_SPC_BT709: self = .bt709
    case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M: self = .bt601
    case AVCOL_SPC_BT2020_NCL: self = .bt2020
    case AVCOL_SPC_SMPTE240M: self = .smpte240
    case AVCOL_SPC_FCC: self = .fcc
    case AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_RESERVED: self = untagged
    default: return nil
    }
  }

  private init(red: Double, blue: Double, swscaleName: Int32) {
    self.red = red
    self.blue = blue
    self.swscaleName = swscaleName
  }
}
