import Geometry

/// The motion over some frames in a row.
///
/// A codec lets still and slow parts of a picture stand for a few frames, so the steps of a slow zoom come out too short, each by a few
/// hundredths of a pixel. Over a longer way that does not matter.
struct ClipStride: Sendable {
  /// From the first of these frames to the last.
  var frames: ClosedRange<Int>
  /// In pixels from the middle of the measured image.
  var map: Similarity
}
