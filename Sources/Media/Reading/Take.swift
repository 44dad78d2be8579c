internal import CFFmpeg
import Geometry

/// A take's file.
package enum Take {
  /// Whether stills with an extension can be read by this FFmpeg.
  package static func decodes(_ kind: String) -> Bool {
    let codecs: [String: AVCodecID] = [
      "avif": AV_CODEC_ID_AV1, "jxl": AV_CODEC_ID_JPEGXL, "jp2": AV_CODEC_ID_JPEG2000, "j2k": AV_CODEC_ID_JPEG2000,
      "exr": AV_CODEC_ID_EXR, "dpx": AV_CODEC_ID_DPX, "tga": AV_CODEC_ID_TARGA, "ppm": AV_CODEC_ID_PPM,
      "pgm": AV_CODEC_ID_PGM, "qoi": AV_CODEC_ID_QOI, "psd": AV_CODEC_ID_PSD,
    ]
    return codecs[kind].map { avcodec_find_decoder($0) != nil } ?? false
  }

  /// Whether the file is a film that was made with this program, as its metadata say.
  package static func isOwnFilm(_ path: String) -> Bool {
    LastLogLine.listen()
    guard [".mp4", ".m4v", ".mov"].contains(where: { path.lowercased().hasSuffix($0) }),
      let demuxer = try? Demuxer(path, .video)
    else { return false }
    return demuxer.says(filmTool)
  }

  /// What the file is. Stills are judged by their header; clips by their packets, and decoded as far as these leave doubts.
  package static func facts(of path: String) throws -> TakeFacts { try look(at: path).facts }

  /// The same, and what people should know of the file, in sentences: that it ends early, say.
  package static func look(at path: String) throws -> (facts: TakeFacts, notes: [String]) {
    LastLogLine.listen()
    if NumberedPictures(path) == nil, let header = try StillHeader.read(InputFile(path)) {
      let size = header.orientation.upright(header.size)
      return (TakeFacts(kind: .still, size: size, hash: try hash(ofFile: path), times: .still), [])
    }
    let index = try ClipIndex.read(path)
    let kind: TakeFacts.Kind = index.count == 1 ? .still : .clip
    return (TakeFacts(kind: kind, size: index.size, hash: try hash(ofFile: path), times: index.times), index.notes)
  }
}
