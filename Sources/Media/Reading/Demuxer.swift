internal import CFFmpeg
import Geometry
import Glibc

/// Owns an AVFormatContext that reads one stream of a container.
final class Demuxer {
  let path: String
  let context: UnsafeMutablePointer<AVFormatContext>
  let stream: UnsafeMutablePointer<AVStream>
  /// Whether reading ended with an error, not with the end of the file.
  private(set) var isCutShort = false

  enum Kind { case video, audio }

  init(_ path: String, _ kind: Kind) throws {
    self.path = path
    if let pictures = NumberedPictures(path) {
      context = try Self.opened(path, pictures)
    } else {
      try AllowedFormats.check(InputFile(path))
      context = try Self.opened(path, kind)
    }
    do {
      stream = try Self.chosenStream(context, kind, path)
    } catch {
      Self.close(context)
      throw error
    }
    for other in Self.streams(context) where other != stream { other.pointee.discard = AVDISCARD_ALL }
  }

  deinit { Self.close(context) }

  /// Whether a metadata entry of the container is just this.
  func says(_ text: String) -> Bool {
    var entry = av_dict_get(context.pointee.metadata, "", nil, AV_DICT_IGNORE_SUFFIX)
    while let found = entry {
      if String(cString: found.pointee.value) == text { return true }
      entry = av_dict_get(context.pointee.metadata, "", found, AV_DICT_IGNORE_SUFFIX)
    }
    return false
  }

  /// The stream's next packet; false at the end.
  func next(_ packet: Packet) -> Bool {
    while true {
      packet.clear()
      let code = av_read_frame(context, packet.pointer)
      if code == everzoomErrorTryAgain { continue }
      guard code >= 0 else {
        isCutShort = code != everzoomErrorEndOfFile
        return false
      }
      if packet.pointer.pointee.stream_index == stream.pointee.index { return true }
    }
  }

  /// Steps to some packet at or before a decoding time, if the container can.
  func seek(_ time: Int64) -> Bool {
    av_seek_frame(context, stream.pointee.index, time, AVSEEK_FLAG_BACKWARD) >= 0
  }

  private static func opened(_ path: String, _ kind: Kind) throws -> UnsafeMutablePointer<AVFormatContext> {
    // Only the file itself, and only what holds pictures and sound: no pattern of names, no list of other files, no other protocol.
    let options = Options([
      ("pattern_type", "none"), ("protocol_whitelist", "file"), ("format_whitelist", AllowedFormats.list),
    ])
    var context: UnsafeMutablePointer<AVFormatContext>?
    let code = PathBytes.withCString("file:" + path) { avformat_open_input(&context, $0, nil, &options.pointer) }
    guard code >= 0, let opened = context else {
      throw code == everzoomErrorInvalidArgument
        ? AllowedFormats.refusal(path, kind) : MediaError.reading(path, code, kind)
    }
    guard case let code = avformat_find_stream_info(opened, nil), code < 0 else { return opened }
    close(opened)
    throw MediaError.reading(path, code, kind)
  }

  /// Numbered pictures as one stream, at any rate.
  private static func opened(
    _ path: String, _ pictures: NumberedPictures
  ) throws -> UnsafeMutablePointer<AVFormatContext> {
    let options = Options([
      ("pattern_type", "sequence"), ("start_number", "\(pictures.first)"), ("framerate", "30"),
      ("protocol_whitelist", "file"),
    ])
    // A percent sign of a folder's name is written twice.
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[..<start].replacing("%", with: "%%") + path[start...]
    var context: UnsafeMutablePointer<AVFormatContext>?
    let code = PathBytes.withCString("file:" + name) {
      avformat_open_input(&context, $0, av_find_input_format("image2"), &options.pointer)
    }
    guard code >= 0, let opened = context else { throw MediaError.reading(path, code) }
    guard case let code = avformat_find_stream_info(opened, nil), code < 0 else { return opened }
    close(opened)
    throw MediaError.reading(path, code)
  }

  private static func chosenStream(
    _ context: UnsafeMutablePointer<AVFormatContext>, _ kind: Kind, _ path: String
  ) throws -> UnsafeMutablePointer<AVStream> {
    let wanted = kind == .video ? AVMEDIA_TYPE_VIDEO : AVMEDIA_TYPE_AUDIO
    let candidates = streams(context).filter {
      $0.pointee.codecpar.pointee.codec_type == wanted && $0.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
    }
    // The default one, else the first.
    let chosen = candidates.first { $0.pointee.disposition & AV_DISPOSITION_DEFAULT != 0 } ?? candidates.first
    guard let chosen else { throw missing(kind, context, path) }
    return chosen
  }

  private static func missing(
    _ kind: Kind, _ context: UnsafeMutablePointer<AVFormatContext>, _ path: String
  ) -> MediaError {
    let hasSound = streams(context).contains { $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO }
    return switch (kind, hasSound) {
    case (.audio, _):
      MediaError(.badInput, "\(path) has no sound in it, and was given as the song. Name a sound file.")
    case (.video, true):
      MediaError(
        .badInput,
        "\(path) has sound but no moving picture, and a take is a picture or a video. As a song, give it as the song.")
    case (.video, false):
      MediaError(.badInput, "\(path) has no picture in it, and a take is a picture or a video.")
    }
  }

  private static func streams(
    _ context: UnsafeMutablePointer<AVFormatContext>
  ) -> [UnsafeMutablePointer<AVStream>] {
    (0..<Int(context.pointee.nb_streams)).compactMap { context.pointee.streams[$0] }
  }

  private static func close(_ context: UnsafeMutablePointer<AVFormatContext>) {
    var context: UnsafeMutablePointer<AVFormatContext>? = context
    avformat_close_input(&context)
  }
}
