internal import CFFmpeg

/// The lines of a file of subtitles or lyrics, as libavformat reads them.
package struct TimedText: Hashable, Sendable {
  package enum Kind: String, Sendable { case lrc, srt, webvtt }

  /// In seconds.
  package let start: Double
  /// In seconds; nil where the file does not say.
  package let seconds: Double?
  /// With whatever tags it has.
  package let text: String

  /// All lines, in the order in which they begin. Throws `MediaError` where it is no such file.
  package static func read(_ bytes: [UInt8], _ kind: Kind) throws -> [TimedText] {
    LastLogLine.listen()
    let input = try MemoryInput(bytes)
    var context = avformat_alloc_context()
    try made(context, "avformat_alloc_context").pointee.pb = input.context
    let format = try made(av_find_input_format(kind.rawValue), "av_find_input_format(\(kind.rawValue))")
    // The context is freed where it cannot be opened.
    let code = avformat_open_input(&context, nil, format, nil)
    guard code >= 0, let context else { throw MediaError.reading("The text", code) }
    defer {
      var opened: UnsafeMutablePointer<AVFormatContext>? = context
      avformat_close_input(&opened)
      withExtendedLifetime(input) {}
    }
    guard context.pointee.nb_streams > 0, let base = context.pointee.streams[0]?.pointee.time_base else { return [] }
    let tick = Double(base.num) / Double(base.den)
    var lines: [TimedText] = []
    let packet = try Packet()
    while av_read_frame(context, packet.pointer) >= 0 {
      defer { packet.clear() }
      let read = packet.pointer.pointee
      guard read.pts != everzoomNoTimestamp else { continue }
      let text = String(decoding: UnsafeBufferPointer(start: read.data, count: max(0, Int(read.size))), as: UTF8.self)
      lines.append(
        TimedText(
          start: Double(read.pts) * tick, seconds: read.duration > 0 ? Double(read.duration) * tick : nil, text: text))
    }
    return lines
  }
}
