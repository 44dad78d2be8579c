internal import CFFmpeg

/// What the packets of a clip say about its pictures.
struct PacketList {
  /// When each picture is shown, rising, in the stream's ticks; pictures that the container cuts away left out.
  private(set) var times: [Int64] = []
  private(set) var keys: [ClipIndex.Key] = []
  /// How long the picture shown last is shown, in ticks; 0 if unknown.
  private(set) var lastDuration: Int64 = 0
  /// Whether only decoding can tell how many pictures there are.
  private(set) var isDoubtful = false

  private let path: String
  private var countsFrames = false

  init(_ path: String) throws {
    self.path = path
    let demuxer = try Demuxer(path, .video)
    let packet = try Packet()
    var packetCount = 0
    var lastTime = Int64.min
    while demuxer.next(packet) {
      let p = packet.pointer.pointee
      packetCount += 1
      note(p)
      if p.pts > lastTime { (lastTime, lastDuration) = (p.pts, p.duration) }
    }
    let stated = Int(demuxer.stream.pointee.nb_frames)
    countsFrames = stated == packetCount
    isDoubtful =
      isDoubtful || demuxer.isCutShort || (stated > 0 && stated != packetCount)
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
