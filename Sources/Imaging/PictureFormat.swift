import Geometry

/// How the samples of a picture are laid out: planar Y′CbCr BT.709 in limited range, with 8 or 16 bits a sample.
///
/// Limited range at 8 bits is 16 … 235 for Y′ and 16 … 240 about 128 for chroma; at 16 bits the same times 256
/// (Rec. ITU-R BT.709-6, item 4; BT.2100 table 9 for the scaling).
package struct PictureFormat: Hashable, Sendable {
  package enum Chroma: Hashable, Sendable {
    /// 4:4:4: chroma at every pixel.
    case full
    /// 4:2:0: chroma at half the width and height, sited with the left luma column and between luma rows, as H.264 assumes.
    case half
  }

  package let chroma: Chroma
  package let bits: Int

  /// Bits are 8 or 16.
  package init(_ chroma: Chroma, bits: Int = 8) {
    precondition(bits == 8 || bits == 16, "samples have 8 or 16 bits")
    self.chroma = chroma
    self.bits = bits
  }

  package static let yuv420 = PictureFormat(.half)
  package static let yuv444 = PictureFormat(.full)

  package var bytesPerSample: Int { bits / 8 }

  /// Size of plane 0 (Y′), 1 (Cb) or 2 (Cr) of a picture; odd sizes round up.
  package func planeSize(_ plane: Int, of size: CanvasSize) -> CanvasSize {
    plane == 0 || chroma == .full ? size : CanvasSize((size.width + 1) / 2, (size.height + 1) / 2)
  }

  /// Where the samples of a plane lie in the picture: sample index coordinates (centres at ½) to pixels (centres at ½), per axis
  /// `pixel = index · step + shift`.
  package func siting(_ plane: Int) -> (step: Double, shiftX: Double, shiftY: Double) {
    // Left-sited 4:2:0: sample i stands at luma column 2i, whose centre is 2i + ½; its own index centre is i + ½.
    plane == 0 || chroma == .full ? (1, 0, 0) : (2, -0.5, 0)
  }

  /// The code value of black for a plane (Y′ black, or neutral chroma).
  package func black(_ plane: Int) -> Int { (plane == 0 ? 16 : 128) << (bits - 8) }
}
