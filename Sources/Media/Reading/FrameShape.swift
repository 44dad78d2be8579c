internal import CFFmpeg
import Geometry

/// The shape of a clip's frame: how many samples it has, and how long they are to be seen.
struct FrameShape {
  let stored: CanvasSize
  /// Width over height of one sample, as two numbers; 1 and 1 where nothing, or nothing sensible, is said.
  let across: Int
  let down: Int
  /// The same as the frame itself says it; 0 and 1 where it does not.
  private let said: (Int32, Int32)

  /// What the container and the frame say of it.
  init(_ frame: Frame, _ demuxer: Demuxer) {
    self.init(frame, av_guess_sample_aspect_ratio(demuxer.context, demuxer.stream, frame.pointer))
  }

  /// The shape of another frame of the same clip: samples are as long as before unless the frame itself says something new.
  init(_ frame: Frame, after usual: FrameShape) {
    let said = frame.pointer.pointee.sample_aspect_ratio
    let isOther =
      CanvasSize(frame.width, frame.height) != usual.stored || usual.said.0 > 0 && usual.said != (said.num, said.den)
    let isNew = isOther && said.num > 0 && said.den > 0
    self.init(frame, isNew ? said : AVRational(num: Int32(usual.across), den: Int32(usual.down)))
  }

  private init(_ frame: Frame, _ ratio: AVRational) {
    stored = CanvasSize(frame.width, frame.height)
    said = (frame.pointer.pointee.sample_aspect_ratio.num, frame.pointer.pointee.sample_aspect_ratio.den)
    let (across, down) = (Int(ratio.num), Int(ratio.den))
    // Ratios beyond 16 are damage, not anamorphic.
    let isSensible = across > 0 && down > 0 && max(across, down) <= 16 * min(across, down)
    (self.across, self.down) = isSensible ? (across, down) : (1, 1)
  }

  /// Whether both look the same on a screen and have the same samples.
  func isLike(_ other: FrameShape) -> Bool {
    stored == other.stored && across * other.down == down * other.across
  }

  /// The size with square samples: the side whose samples are longer grows, so that nothing is lost.
  var square: CanvasSize {
    let (across, down) = (Double(across), Double(down))
    if across == down { return stored }
    return across > down
      ? CanvasSize(Int((Double(stored.width) * across / down).rounded()), stored.height)
      : CanvasSize(stored.width, Int((Double(stored.height) * down / across).rounded()))
  }

  /// The part of the frame, about its middle, that has another shape's form when it is shown: all of it where both have the same.
  func part(like other: FrameShape) -> (x: Int, y: Int, size: CanvasSize) {
    let ratio = Double(other.square.width) / Double(other.square.height)
    let own = Double(square.width) / Double(square.height)
    // A sample more or less is no other form.
    guard abs(ratio / own - 1) > 1.5 / Double(min(square.width, square.height)) else { return (0, 0, stored) }
    let width = ratio < own ? max(1, Int((Double(stored.width) * ratio / own).rounded())) : stored.width
    let height = ratio < own ? stored.height : max(1, Int((Double(stored.height) * own / ratio).rounded()))
    return ((stored.width - width) / 2, (stored.height - height) / 2, CanvasSize(width, height))
  }
}
