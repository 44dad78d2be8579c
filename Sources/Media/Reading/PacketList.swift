internal import CFFmpeg
import Geometry

/// What the packets of a clip say about its pictures.
struct PacketList {
  /// When each picture is shown, rising, in the stream's ticks; pictures that the container cuts away left out.
  private(set) var times: [Int64] = []
  private(set) var keys: [ClipIndex.Key] = []
  /// Whether each keyframe is one that resets the decoder, as far as that matters for the codec.
  private(set) var areKeysClosed = true
  /// How long the picture shown last is shown, in ticks; 0 if unknown.
  private(set) var lastDuration: Int64 = 0
  /// Whether only decoding can tell how many pictures there are.
  private(set) var isDoubtful = false

  /// How many there are, those included that the container cuts away.
  private(set) var count = 0
  /// The first picture size that is not the first packet's, and the packet with which it comes, as far as headers tell.
  private(set) var shapeChange: (size: CanvasSize, number: Int)?

  private let path: String
  private var countsFrames = false

  init(_ path: String) throws {
    self.path = path
    let demuxer = try Demuxer(path, .video)
    let packet = try Packet()
    let shapes = PacketShapes(demuxer.stream)
    var lastTime = Int64.min
    while demuxer.next(packet) {
      let p = packet.pointer.pointee
      count += 1
      if p.flags & AV_PKT_FLAG_KEY != 0 {
        shapes?.note(p, number: count - 1)
        if count > 1 { noteKey(p, demuxer) }
      }
      note(p)
      if p.pts > lastTime { (lastTime, lastDuration) = (p.pts, p.duration) }
    }
    let stated = Int(demuxer.stream.pointee.nb_frames)
    shapeChange = shapes?.change
    countsFrames = stated == count
    isDoubtful =
      isDoubtful || demuxer.isCutShort || (stated > 0 && stated != count)
      || demuxer.stream.pointee.codecpar.pointee.codec_id == AV_CODEC_ID_VP8
    sort()
  }

  private mutating func note(_ packet: AVPacket) {
    let isUntimed = packet.pts == everzoomNoTimestamp
    if isUntimed || packet.flags & AV_PKT_FLAG_CORRUPT != 0 { isDoubtful = true }
    if isUntimed { return }
    if packet.flags & AV_PKT_FLAG_DISCARD == 0 { times.append(packet.pts) }
    if packet.flags & AV_PKT_FLAG_KEY != 0 {
      keys.append(.init(time: packet.pts, seekTime: packet.dts == everzoomNoTimestamp ? packet.pts : packet.dts))
    }
  }

  private mutating func noteKey(_ packet: AVPacket, _ demuxer: Demuxer) {
    let parameters = demuxer.stream.pointee.codecpar.pointee
    guard parameters.codec_id == AV_CODEC_ID_H264 else { return }
    let isLengthPrefixed = parameters.extradata_size > 6 && parameters.extradata[0] == 1
    let lengthSize = isLengthPrefixed ? Int(parameters.extradata[4] & 3) + 1 : nil
    let bytes = UnsafeBufferPointer(start: packet.data, count: Int(packet.size))
    if !holdsInstantRefresh(bytes, lengthSize: lengthSize) { areKeysClosed = false }
  }

  private mutating func sort() {
    times.sort()
    keys.sort { $0.time < $1.time }
    let isRising = zip(times, times.dropFirst()).allSatisfy(<)
    let isLed = (keys.first?.time).map { $0 <= times.first ?? .max } ?? false
    if !isRising || !isLed { isDoubtful = true }
  }

  /// Whether the packets can be believed: they leave no doubt, and give the known number of pictures or a last group that decodes.
  func agree(withCount known: Int?) throws -> Bool {
    if isDoubtful { return false }
    return try known.map { $0 == times.count } ?? isTailSound()
  }

  /// Whether decoding from the last keyframe on gives just the pictures that the packets promise. Containers that count their
  /// frames, and right, are believed.
  private func isTailSound() throws -> Bool {
    if countsFrames { return true }
    guard let key = keys.last else { return false }
    let stream = try PictureStream(path)
    if keys.count > 1 {
      guard try stream.begin(at: key) else { return false }
    }
    var decoded: [Int64] = []
    while let frame = try stream.next() { if frame.time >= key.time { decoded.append(frame.time) } }
    return decoded == Array(times[times.firstRisingIndex { $0 >= key.time }...])
  }

  /// Whether each decoded picture can be told by its time, which one packet has.
  func tellsApart(_ decoded: [Int64]) -> Bool {
    let isTimed = zip(times, times.dropFirst()).allSatisfy(<)
    let isRising = zip(decoded, decoded.dropFirst()).allSatisfy(<)
    return isTimed && isRising
      && decoded.allSatisfy { time in
        let at = times.firstRisingIndex { $0 >= time }
        return at < times.count && times[at] == time
      }
  }
}

/// Whether an H.264 packet holds a slice of an instantaneous decoding refresh (ITU-T H.264, table 7-1: type 5), which forgets all
/// earlier pictures. Units are marked by start codes (annex B), or by their length in so many bytes.
func holdsInstantRefresh(_ bytes: UnsafeBufferPointer<UInt8>, lengthSize: Int?) -> Bool {
  var at = 0
  while at + (lengthSize ?? 3) < bytes.count {
    if let lengthSize {
      if bytes[at + lengthSize] & 31 == 5 { return true }
      at += lengthSize + bytes[at..<at + lengthSize].reduce(0) { $0 << 8 | Int($1) }
    } else {
      if bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1 && bytes[at + 3] & 31 == 5 { return true }
      at += 1
    }
  }
  return false
}
