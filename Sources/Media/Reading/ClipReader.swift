internal import CFFmpeg
import Geometry
import Imaging

/// Reads the frames of a clip by number, each exactly: frame i is the i-th picture of a linear decode.
///
/// In order it decodes every picture once. A jump begins at a keyframe and is checked: if the container leads anywhere but to the
/// picture it promised, this reader decodes from the start from then on. Walking backwards keeps what it passes, up to 64 MB.
/// A frame that does not decode shows as the one before it. Not thread safe.
package final class ClipReader {
  package let facts: TakeFacts
  private let path: String
  private let index: ClipIndex
  private let conversion: Conversion
  private let stream: PictureStream
  private var isSeekable: Bool
  /// The number of the last decoded picture; −1 before the first.
  private var position = -1
  /// The last two decoded pictures: the frame asked for is the earlier one if the later one leapt over it.
  private var latest: (number: Int, frame: Frame)?
  private var previous: (number: Int, frame: Frame)?
  private var kept: [Int: Frame] = [:]
  private var lastAsked = -1
  private var lastPicture: (number: Int, picture: Picture)?

  /// The facts must be the file's.
  package init(path: String, facts: TakeFacts, format: PictureFormat) throws {
    LastLogLine.listen()
    self.path = path
    self.facts = facts
    index = try ClipIndex.read(path, knownCount: facts.frameCount)
    guard index.count == facts.frameCount, index.size == facts.size else {
      throw MediaError(
        .badInput,
        "\(path) has changed: it was \(facts.size) with \(facts.frameCount) frames, and is \(index.size) with "
          + "\(index.count). Plan the shot again.")
    }
    isSeekable = index.isSeekable
    conversion = Conversion(
      path: path, isStill: false, size: index.size, format: format, orientation: index.orientation, shape: index.shape)
    stream = try PictureStream(path)
  }

  /// The frame with a number in 0 ..< facts.frameCount.
  package func picture(at number: Int) throws -> Picture {
    precondition(number >= 0 && number < index.count, "a frame's number lies in its clip")
    if let lastPicture, lastPicture.number == number { return lastPicture.picture }
    LastLogLine.listen()
    let picture = try conversion.picture(from: whole(frame(at: number), number))
    lastPicture = (number, picture)
    return picture
  }

  /// The frame as one picture: of an interlaced one that needs its neighbour too.
  private func whole(_ frame: Frame, _ number: Int) throws -> Frame {
    guard let fields = Fields(frame, in: stream.demuxer.stream) else { return frame }
    let neighbour = number > 0 ? number - 1 : min(1, index.count - 1)
    return try fields.picture(frame, neighbour: self.frame(at: neighbour))
  }

  private func frame(at number: Int) throws -> Frame {
    let isBackward = number < lastAsked
    lastAsked = number
    if let frame = kept[number] { return frame }
    if let frame = shown(at: number) { return frame }
    try approach(number, isBackward: isBackward)
    while position < number, try advance() {
      if isBackward { keep(upTo: number) }
    }
    if let frame = shown(at: number) ?? latest?.frame ?? previous?.frame { return frame }
    throw ClipIndex.nothingDecodes(path)
  }

  /// The picture on screen for a number, if the last two decoded ones tell.
  private func shown(at number: Int) -> Frame? {
    if let latest, latest.number == number { return latest.frame }
    if let latest, let previous, previous.number <= number, number < latest.number { return previous.frame }
    return nil
  }

  /// Steps to where decoding forward leads to the picture: stays, or begins at a keyframe, or at the start.
  private func approach(_ number: Int, isBackward: Bool) throws {
    kept = [:]
    guard isSeekable, let key = index.key(for: number) else {
      if number <= position { try restart() }
      return
    }
    let keyNumber = index.firstNumber(from: key.time)
    // Forward, a jump is worth it only over more than a few pictures.
    if number > position && keyNumber <= position + 16 { return }
    if try !begin(at: key, keyNumber) {
      isSeekable = false
      try restart()
    }
  }

  /// Decodes the keyframe's picture; false if another one comes.
  private func begin(at key: ClipIndex.Key, _ keyNumber: Int) throws -> Bool {
    guard try stream.begin(at: key) else { return false }
    (latest, previous) = (nil, nil)
    while let frame = try stream.next() {
      // Pictures that are shown before the keyframe may lack what they were made from.
      if frame.time < key.time { continue }
      guard frame.time == index.pictures[keyNumber] else { return false }
      take(frame, keyNumber)
      return true
    }
    return false
  }

  private func restart() throws {
    try stream.restart()
    (latest, previous) = (nil, nil)
    position = -1
  }

  /// Decodes one picture more; false at the end.
  private func advance() throws -> Bool {
    guard let frame = try stream.next() else {
      position = index.count
      return false
    }
    let number = index.isSeekable ? index.number(at: frame.time) : position + 1
    if let number, number > position { take(frame, number) }
    return true
  }

  private func take(_ frame: Frame, _ number: Int) {
    previous = latest
    latest = (number, frame)
    position = number
  }

  /// Keeps the latest picture for walking on backwards.
  private func keep(upTo number: Int) {
    guard let latest, latest.number <= number else { return }
    let capacity = max(2, (64 << 20) / max(1, facts.size.width * facts.size.height * 3 / 2))
    kept[latest.number] = latest.frame
    kept[latest.number - capacity] = nil
  }
}
