internal import CFFmpeg
import Geometry
import Imaging

/// libswscale's own scaler with its Lanczos kernel and fastest paths, for the bench to compare with; nothing else uses it.
package final class ReferenceScaler {
  private let context: OpaquePointer
  private let source: Frame
  private let target: Frame

  /// Scales all of one picture to all of the other.
  package init(from source: Picture, to target: Picture) throws {
    self.source = try Frame(source)
    self.target = try Frame(target)
    context = try made(
      sws_getContext(
        Int32(source.size.width), Int32(source.size.height), source.format.pixelFormat, Int32(target.size.width),
        Int32(target.size.height), target.format.pixelFormat, SWS_LANCZOS, nil, nil, nil), "sws_getContext")
  }

  deinit { sws_freeContext(context) }

  package func scale() throws {
    try check(sws_scale_frame(context, target.pointer, source.pointer), "sws_scale_frame")
  }
}
