internal import CFFmpeg

/// The version of libavformat, such as 59.27.100.
package let mediaLibraryVersion: String = {
  let version = avformat_version()
  return "\(version >> 16).\(version >> 8 & 255).\(version & 255)"
}()
