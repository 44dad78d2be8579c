internal import CFFmpeg
import Geometry

/// Where each picture of a clip is, from one pass over its packets: frame i is the i-th picture of a linear decode.
struct ClipIndex {
  /// A packet that decoding can begin with.
  struct Key {
    /// When its picture is shown, in the stream's ticks.
    let time: Int64
    /// Where to seek for it.
    let seekTime: Int64
  }

  /// When each picture is shown, in the stream's ticks. Rises if `isSeekable`.
  let pictures: [Int64]
  /// Rising by time.
  let keys: [Key]
  /// Whether decoding may begin at a keyframe and be right from there on.
  let areKeysClosed: Bool
  /// Whether a picture can be told by its time, so that decoding may begin at a keyframe.
  let isSeekable: Bool
  /// Upright, with square pixels.
  let size: CanvasSize
  let orientation: Orientation
  /// Of the first picture, as it is stored.
  let shape: FrameShape
  let times: FrameTimes
  /// What people should know of the clip, in sentences.
  let notes: [String]

  var count: Int { pictures.count }

  /// Reads all packets, and decodes the first picture. Where the packets leave doubts about what decodes, more is decoded: the
  /// last group of pictures if the container does not count its frames, everything if packets are damaged, untimed or without
  /// a keyframe before them. A reader that knows from the take's facts how many pictures decode spares itself the last group.
  static func read(_ path: String, knownCount: Int? = nil) throws -> ClipIndex {
    let stream = try PictureStream(path)
    guard let first = try stream.next() else { throw nothingDecodes(path) }
    let packets = try PacketList(path)
    let decoded = try packets.agree(withCount: knownCount) ? nil : decodedTimes(path)
    return try ClipIndex(packets, decoded, first, stream.demuxer)
  }

  private init(_ packets: PacketList, _ decoded: [Int64]?, _ first: Frame, _ demuxer: Demuxer) throws {
    pictures = decoded ?? packets.times
    keys = packets.keys
    areKeysClosed = packets.areKeysClosed
    isSeekable = decoded.map(packets.tellsApart) ?? true
    orientation = clipOrientation(demuxer, first)
    shape = FrameShape(first, demuxer)
    size = orientation.upright(shape.square)
    try checkSide(size.width, size.height, demuxer.path)
    times = frameTimes(pictures, packets, demuxer)
    let fields =
      Fields(first, in: demuxer.stream) == nil || times.count == 1
      ? nil : "\(demuxer.path) is interlaced; whole pictures are made of its fields"
    notes = [
      ClipLack(packets, decoded, demuxer, times).note, fields, ClipIndex.shapeNote(packets, shape, times, demuxer.path),
    ].compactMap(\.self)
  }

  private static func decodedTimes(_ path: String) throws -> [Int64] {
    let stream = try PictureStream(path)
    var times: [Int64] = []
    while let frame = try stream.next() { times.append(frame.time) }
    guard !times.isEmpty else { throw nothingDecodes(path) }
    return times
  }

  static func nothingDecodes(_ path: String) -> MediaError {
    let words = LastLogLine.taken().map { " (\($0))" } ?? ""
    return MediaError(.badInput, "\(path) has no picture that decodes\(words). Copy or make it again.")
  }

  /// The number of the picture shown at a time, if there is one.
  func number(at time: Int64) -> Int? {
    let number = firstNumber(from: time)
    return number < count && pictures[number] == time ? number : nil
  }

  /// The number of the first picture shown at a time or later; `count` if there is none.
  func firstNumber(from time: Int64) -> Int {
    pictures.firstRisingIndex { $0 >= time }
  }

  /// The keyframe to begin with for a picture: two before the last one that is shown no later, or the first of all; nil if
  /// there is none.
  ///
  /// Pictures shown before a keyframe but stored after it may need what came earlier. And a decoder that begins at a keyframe in
  /// an open group may lack references by whose count later ones are numbered (H.264, 8.2.5.2): two groups on, it has them all.
  func key(for number: Int) -> Key? {
    let after = keys.firstRisingIndex { $0.time > pictures[number] }
    return after == 0 ? nil : keys[max(0, after - 1 - (areKeysClosed ? 0 : 2))]
  }
}

extension Array {
  /// The first index whose element passes, where all after a passing one pass too.
  func firstRisingIndex(_ passes: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if passes(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Frame {
  /// When the picture is shown, in the stream's ticks, as well as the container tells.
  var time: Int64 { pointer.pointee.best_effort_timestamp }
}
