internal import CFFmpeg

/// What an encoded film is packed in, with its song. Each is a file's ending.
package enum Container: String, CaseIterable, Sendable {
  case mp4, mov

  /// By what follows the last dot of a file's name, in lower case.
  init?(ending: String) {
    guard let container = Container.allCases.first(where: { $0.endings.contains(ending) }) else { return nil }
    self = container
  }

  private var endings: [String] {
    switch self {
    case .mp4: ["mp4", "m4v"]
    case .mov: ["mov"]
    }
  }

  /// FFmpeg's name of its muxer.
  var muxer: String { rawValue }

  /// The index goes to the front, and colours are said in the container too.
  var options: [(String, String)] { [("movflags", "+faststart+write_colr")] }

  /// Whether FFmpeg writes XMP there, as user data of the film.
  var muxerWritesXMP: Bool { self == .mov }

  /// Sound that it may carry as it is in a song's file.
  var sounds: [AVCodecID] {
    let both = [AV_CODEC_ID_AAC, AV_CODEC_ID_MP3, AV_CODEC_ID_ALAC, AV_CODEC_ID_AC3]
    return both + (self == .mov ? [AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S24LE] : [AV_CODEC_ID_EAC3])
  }
}
