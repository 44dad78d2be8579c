internal import CFFmpeg

/// The pictures of a clip one after another, as they decode; begun at its start or at a keyframe.
final class PictureStream {
  let path: String
  private(set) var demuxer: Demuxer
  private var decoder: Decoder
  private let packet: Packet
  /// The packet at hand is to be sent before more are read.
  private var hasPacket = false
  private var isDrained = false

  init(_ path: String) throws {
    self.path = path
    demuxer = try Demuxer(path, .video)
    let parameters = demuxer.stream.pointee.codecpar.pointee
    try checkSide(Int(parameters.width), Int(parameters.height), path)
    decoder = try Decoder.stream(demuxer.stream, path)
    packet = try Packet()
  }

  /// The next picture that decodes; nil at the end. Damaged packets are passed over.
  func next() throws -> Frame? {
    let frame = try Frame()
    while true {
      if try decoder.receive(into: frame) { return frame }
      if isDrained { return nil }
      if hasPacket || demuxer.next(packet) {
        hasPacket = false
        _ = try decoder.send(packet)
      } else {
        isDrained = true
        _ = try decoder.send(nil)
      }
    }
  }

  /// Begins again with the first packet.
  func restart() throws {
    demuxer = try Demuxer(path, .video)
    decoder = try Decoder.stream(demuxer.stream, path)
    hasPacket = false
    isDrained = false
  }

  /// Begins with the keyframe's packet; false if the container does not find it, and then only `restart()` helps.
  func begin(at key: ClipIndex.Key) throws -> Bool {
    guard demuxer.seek(key.seekTime) else { return false }
    decoder.flush()
    isDrained = false
    while demuxer.next(packet) {
      if packet.pointer.pointee.pts == key.time {
        hasPacket = true
        return true
      }
    }
    return false
  }
}
