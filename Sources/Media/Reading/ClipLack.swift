internal import CFFmpeg
import Geometry

/// What a clip promises and does not keep: its length by its container against what could be read.
struct ClipLack {
  private let packets: PacketList
  private let decoded: [Int64]?
  private let demuxer: Demuxer
  private let times: FrameTimes

  /// A length that differs by less is no loss: as a part of it, and in frames.
  private static let leastPart = 0.02
  private static let leastFrames = 3.0

  /// `decoded` are the times of the pictures that decode, where all were decoded.
  init(_ packets: PacketList, _ decoded: [Int64]?, _ demuxer: Demuxer, _ times: FrameTimes) {
    self.packets = packets
    self.decoded = decoded
    self.demuxer = demuxer
    self.times = times
  }

  /// A sentence about it; nil for a clip that is whole.
  var note: String? {
    let frame = times.duration / Double(times.count)
    if let stated = statedEnd, let end = packets.end(demuxer),
      stated - end > max(ClipLack.leastFrames * frame, ClipLack.leastPart * stated)
    {
      return "\(demuxer.path) ends early: only \(tenths(min(end, times.duration))) of \(tenths(stated)) s could be read"
    }
    guard let decoded, demuxer.stream.pointee.codecpar.pointee.codec_id != AV_CODEC_ID_VP8,
      case let missing = Double(packets.times.count - decoded.count),
      missing > max(ClipLack.leastFrames, ClipLack.leastPart * Double(packets.times.count))
    else { return nil }
    return "\(demuxer.path) is damaged: only \(decoded.count) of its \(packets.times.count) pictures could be read"
  }

  /// The seconds at which the video ends by the container's own word, counted as `PacketList.end` counts.
  private var statedEnd: Double? {
    let stream = demuxer.stream.pointee
    let rate = stream.avg_frame_rate
    if stream.nb_frames > Int64(packets.count), rate.num > 0, rate.den > 0 {
      return Double(stream.nb_frames) * Double(rate.den) / Double(rate.num)
    }
    guard let entry = av_dict_get(stream.metadata, "DURATION", nil, 0)?.pointee.value else { return nil }
    return seconds(String(cString: entry)).map { $0 - packets.start(demuxer) }
  }

  /// Reads 00:00:08.040000000.
  private func seconds(_ text: String) -> Double? {
    let parts = text.split(separator: ":").map { Double($0) }
    guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2] else { return nil }
    return (hours * 60 + minutes) * 60 + seconds
  }
}

extension PacketList {
  /// When the first picture is shown, in seconds of the stream.
  func start(_ demuxer: Demuxer) -> Double { times.first.map { seconds($0, demuxer) } ?? 0 }

  /// When the last one has been shown, in seconds from the first; nil if nobody knows.
  func end(_ demuxer: Demuxer) -> Double? {
    guard let first = times.first, let last = times.last, last &- first < 1 << 50 else { return nil }
    return seconds(last &- first &+ lastDuration, demuxer)
  }

  private func seconds(_ ticks: Int64, _ demuxer: Demuxer) -> Double {
    let base = demuxer.stream.pointee.time_base
    return Double(ticks) * Double(base.num) / Double(max(1, base.den))
  }
}

/// Seconds for people.
func tenths(_ seconds: Double) -> String {
  let tenths = Int((max(0, seconds) * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
