internal import CFFmpeg
import Geometry

/// Where a clip's pictures change their size, by the headers in its packets; nothing is decoded.
final class PacketShapes {
  private let parser: UnsafeMutablePointer<AVCodecParserContext>
  private let context: UnsafeMutablePointer<AVCodecContext>
  private var first: CanvasSize?
  /// The first other size, and the number of the packet.
  private(set) var change: (size: CanvasSize, number: Int)?

  /// Nil for a codec whose headers cannot be read alone.
  init?(_ stream: UnsafePointer<AVStream>) {
    guard let parameters = stream.pointee.codecpar,
      let parser = av_parser_init(Int32(parameters.pointee.codec_id.rawValue))
    else { return nil }
    guard let context = avcodec_alloc_context3(nil), avcodec_parameters_to_context(context, parameters) >= 0 else {
      av_parser_close(parser)
      return nil
    }
    parser.pointee.flags |= PARSER_FLAG_COMPLETE_FRAMES
    (self.parser, self.context) = (parser, context)
  }

  deinit {
    av_parser_close(parser)
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&context)
  }

  /// Looks at a packet that decoding can begin with.
  func note(_ packet: AVPacket, number: Int) {
    guard change == nil, let data = packet.data else { return }
    var (out, size): (UnsafeMutablePointer<UInt8>?, Int32) = (nil, 0)
    av_parser_parse2(parser, context, &out, &size, data, packet.size, packet.pts, packet.dts, packet.pos)
    guard parser.pointee.width > 0, parser.pointee.height > 0 else { return }
    let found = CanvasSize(Int(parser.pointee.width), Int(parser.pointee.height))
    if first == nil { first = found }
    if found != first { change = (found, number) }
  }
}

extension ClipIndex {
  /// A sentence about a picture that changes its form; nil if it stays.
  static func shapeNote(_ packets: PacketList, _ shape: FrameShape, _ times: FrameTimes, _ path: String) -> String? {
    let stored = shape.stored
    guard let change = packets.shapeChange,
      change.size.width * stored.height != change.size.height * stored.width
    else { return nil }
    let seconds = times.start(of: min(change.number, times.count - 1))
    return
      "\(path) changes its shape from \(stored) to \(change.size) at \(tenths(seconds)) s; from there it is cut to the shape "
      + "that it begins with, about its middle"
  }
}
