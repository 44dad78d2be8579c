internal import CFFmpeg
import Geometry
import Glibc
import Imaging

extension Frame {
  /// A picture as FFmpeg sees it: the same memory. While FFmpeg holds it the picture is held, and nothing else is drawn there.
  convenience init(_ picture: Picture) throws {
    try self.init(picture.planes, picture.format.pixelFormat, picture.size)
    pointer.pointee.color_range = AVCOL_RANGE_MPEG
    pointer.pointee.colorspace = AVCOL_SPC_BT709
    pointer.pointee.color_primaries = AVCOL_PRI_BT709
    pointer.pointee.color_trc = AVCOL_TRC_BT709
    pointer.pointee.chroma_location = AVCHROMA_LOC_LEFT
  }

  private convenience init(_ planes: [Plane], _ format: AVPixelFormat, _ size: CanvasSize) throws {
    try self.init()
    pointer.pointee.width = Int32(size.width)
    pointer.pointee.height = Int32(size.height)
    pointer.pointee.format = format.rawValue
    (pointer.pointee.data.0, pointer.pointee.linesize.0, pointer.pointee.buf.0) = try Self.lend(planes[0])
    (pointer.pointee.data.1, pointer.pointee.linesize.1, pointer.pointee.buf.1) = try Self.lend(planes[1])
    (pointer.pointee.data.2, pointer.pointee.linesize.2, pointer.pointee.buf.2) = try Self.lend(planes[2])
  }

  /// A plane's memory as a counted buffer that holds on to the plane.
  private static func lend(
    _ plane: Plane
  ) throws -> (UnsafeMutablePointer<UInt8>, Int32, UnsafeMutablePointer<AVBufferRef>) {
    let held = Unmanaged.passRetained(plane)
    let bytes = plane.base.assumingMemoryBound(to: UInt8.self)
    let buffer = av_buffer_create(
      bytes, plane.byteCount, { opaque, _ in Unmanaged<Plane>.fromOpaque(opaque!).release() }, held.toOpaque(), 0)
    guard let buffer else {
      held.release()
      throw MediaError.fault("av_buffer_create", -ENOMEM)
    }
    return (bytes, Int32(plane.stride), buffer)
  }
}
