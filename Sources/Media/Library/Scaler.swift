internal import CFFmpeg
import Geometry

/// A fixed conversion by swscale: one sort of frame in, one sort out. Exact where swscale can be: accurate rounding, the same
/// bits on every machine, chroma interpolated and sited as told.
final class Scaler {
  struct Side: Hashable {
    var size: CanvasSize
    var format: Int32
    var isFullRange = false
    /// In 1/256 of a luma pixel, see `SourceColour`.
    var chromaX: Int32 = 0
    var chromaY: Int32 = 0
  }

  private let context: OpaquePointer

  /// The matrix is that of the side that is Y′CbCr, or of both.
  init(from: Side, to: Side, _ matrix: YCbCrMatrix) throws {
    context = try made(sws_alloc_context(), "sws_alloc_context")
    let flags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP
    try set("sws_flags", flags)
    try set("srcw", Int32(from.size.width))
    try set("srch", Int32(from.size.height))
    try set("dstw", Int32(to.size.width))
    try set("dsth", Int32(to.size.height))
    try set("src_format", from.format)
    try set("dst_format", to.format)
    try set("src_range", from.isFullRange ? 1 : 0)
    try set("dst_range", to.isFullRange ? 1 : 0)
    try set("src_h_chr_pos", from.chromaX)
    try set("src_v_chr_pos", from.chromaY)
    try set("dst_h_chr_pos", to.chromaX)
    try set("dst_v_chr_pos", to.chromaY)
    let table = sws_getCoefficients(matrix.swscaleName)
    sws_setColorspaceDetails(
      context, table, from.isFullRange ? 1 : 0, table, to.isFullRange ? 1 : 0, 0, 1 << 16, 1 << 16)
    try check(sws_init_context(context, nil, nil), "sws_init_context")
    sws_setColorspaceDetails(
      context, table, from.isFullRange ? 1 : 0, table, to.isFullRange ? 1 : 0, 0, 1 << 16, 1 << 16)
  }

  deinit { sws_freeContext(context) }

  private func set(_ name: String, _ value: Int32) throws {
    try check(av_opt_set_int(UnsafeMutableRawPointer(context), name, Int64(value), 0), "av_opt_set_int(\(name))")
  }

  func convert(_ from: Frame, into to: Frame) throws {
    try check(sws_scale_frame(context, to.pointer, from.pointer), "sws_scale_frame")
  }
}
