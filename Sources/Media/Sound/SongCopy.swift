internal import CFFmpeg

/// Copies packets as they are, from the song's start.
final class SongCopy: SongTrack {
  private let demuxer: Demuxer
  private let muxer: Muxer
  private let track: UnsafeMutablePointer<AVStream>
  private let packet: Packet
  /// Whether the packet at hand waits for its time.
  private var hasPacket = false
  private var isEnded = false

  init(_ path: String, _ muxer: Muxer) throws {
    self.muxer = muxer
    demuxer = try Demuxer(path, .audio)
    packet = try Packet()
    track = try muxer.addTrack(copying: demuxer.stream)
  }

  func write(untilSeconds end: Double) throws {
    while !isEnded {
      if !hasPacket && !demuxer.next(packet) {
        isEnded = true
        return
      }
      hasPacket = true
      guard demuxer.seconds(packet.pointer.pointee.pts) < end else { return }
      packet.pointer.pointee.pts &-= demuxer.startTime
      packet.pointer.pointee.dts = packet.pointer.pointee.pts
      try muxer.write(packet, demuxer.stream.pointee.time_base, track)
      hasPacket = false
    }
  }

  func finish(seconds: Double) throws { try write(untilSeconds: seconds) }
}
