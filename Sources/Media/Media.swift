import CFFmpeg

/// The version of libavformat, such as 59.27.100.
package let mediaLibraryVersion: String = {
  let v = avformat_version()
  return "\(v >> 16).\(v >> 8 & 255).\(v & 255)"
}()
