/// Which kinds of files are opened: those that hold their pictures and sound themselves. Playlists and scripts, which name other files or
/// addresses, are none of them, and are told by their first bytes before any library sees them.
enum AllowedFormats {
  /// FFmpeg's names for the formats.
  static let list = names.joined(separator: ",")

  private static let names =
    films + sounds + stills.map { $0 + "_pipe" } + ["image2", "gif", "apng", "jpegxl_anim"]
  private static let films = [
    "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm", "avi", "mpegts", "mpeg", "mpegvideo", "m4v", "h264",
    "hevc", "obu", "av1", "ivf", "flv", "asf", "nut", "yuv4mpegpipe", "ogg", "rm", "mxf", "mxf_opatom", "gxf", "dv",
    "dirac", "vc1", "h261", "h263", "mjpeg", "ipu", "fli", "bink", "smk", "roq", "swf", "wtv", "ffm", "film_cpk", "4xm",
  ]
  private static let sounds = [
    "mp3", "wav", "w64", "flac", "aac", "aiff", "caf", "ape", "ac3", "eac3", "dts", "dtshd", "truehd", "mlp", "wv",
    "tta",
    "amr", "au", "voc", "mpc", "mpc8", "tak", "dsf", "iff", "loas", "oma", "spdif", "xwma",
  ]
  private static let stills = [
    "bmp", "cri", "dds", "dpx", "exr", "gem", "gif", "hdr", "j2k", "jpeg", "jpegls", "jpegxl", "pam", "pbm", "pcx",
    "pfm",
    "pgm", "pgmyuv", "pgx", "phm", "photocd", "pictor", "png", "ppm", "psd", "qdraw", "qoi", "sgi", "sunrast", "tiff",
    "vbn", "webp", "xbm", "xpm", "xwd",
  ]

  /// Refuses lists of files and texts. Throws `MediaError` too where the file cannot be read.
  static func check(_ file: InputFile) throws {
    let start = try file.start(2048)
    if let kind = listKind(start) {
      throw MediaError(
        .unsupported,
        "\(file.path) is a list of other files (\(kind)), and a take is one file. Join them into one video first.")
    }
    if isHEIC(start) {
      throw MediaError(
        .unsupported,
        "\(file.path) is a HEIC picture, a grid of tiles that FFmpeg does not put together. Make a JPEG or PNG of it first: "
          + "heif-convert IN.heic OUT.png.")
    }
  }

  /// What was not opened because of its kind.
  static func refusal(_ path: String, _ kind: Demuxer.Kind) -> MediaError {
    _ = LastLogLine.taken()
    let wanted = kind == .video ? "a take is a picture or a video" : "the song is a file with sound"
    return MediaError(.badInput, "\(path) is a text, damaged, or something else, and \(wanted).")
  }

  /// The name of the kind of list that a text is the start of; nil for what is none.
  private static func listKind(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes.prefix(1024), as: UTF8.self)
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.hasPrefix("#EXTM3U") { return "HLS or M3U" }
    if start.hasPrefix("ffconcat") { return "concat" }
    if start.hasPrefix("v=0") { return "SDP" }
    if start.hasPrefix("[playlist]") { return "PLS" }
    guard start.hasPrefix("<") else { return nil }
    return [
      ("<MPD", "DASH"), ("<smil", "SMIL"), ("<SmoothStreamingMedia", "Smooth Streaming"),
      ("CompositionPlaylist", "IMF"), ("<asx", "ASX"),
    ]
    .first { text.contains($0.0) }?.1
  }

  /// By the brands of its first box (ISO/IEC 23008-12, 10.2 and annex B); AVIF has the same box and other brands.
  private static func isHEIC(_ start: [UInt8]) -> Bool {
    let bytes = Bytes(start)
    guard bytes.reads("ftyp", at: 4) else { return false }
    let brands = [8] + Array(stride(from: 16, to: min(bytes.big32(0) ?? 0, 128), by: 4))
    func has(_ names: [String], _ places: [Int]) -> Bool {
      places.contains { at in names.contains { bytes.reads($0, at: at) } }
    }
    if has(["heic", "heix", "heim", "heis"], [8]) { return true }
    return has(["mif1", "msf1"], [8]) && has(["heic", "heix"], brands)
  }
}
