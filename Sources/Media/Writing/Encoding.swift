import Imaging

/// A codec, and what is asked of it.
package struct Encoding: Sendable {
  package var codec: Codec
  /// Chroma of the film: halved, as players expect it, or full.
  package var chroma: PictureFormat.Chroma
  /// In the codec's own measure, within its range.
  package var quality: Double
  /// One of the codec's efforts; empty where it has none.
  package var effort: String
  /// 0 chooses by the number of cores. Encoded bytes depend on it.
  package var threads: Int

  /// Quality and effort are the codec's usual ones where they are nil.
  package init(
    _ codec: Codec = .h264, chroma: PictureFormat.Chroma = .half, quality: Double? = nil, effort: String? = nil,
    threads: Int = 0
  ) {
    self.codec = codec
    self.chroma = chroma
    self.quality = quality ?? codec.quality.usual
    self.effort = effort ?? codec.usualEffort
    self.threads = threads
  }
}
