internal import CFFmpeg
import Geometry

/// What a film says that it was made with.
let filmTool = "Everzoom"

/// Owns an AVFormatContext that writes a film into its container.
final class Muxer {
  private let context: UnsafeMutablePointer<AVFormatContext>
  let container: Container
  private let output: any LibraryOutput
  private var isOpen = false
  /// What follows the file that the library writes.
  private var appendix: [UInt8] = []

  init(_ output: any LibraryOutput, _ container: Container) throws {
    self.container = container
    self.output = output
    var context: UnsafeMutablePointer<AVFormatContext>?
    let code = PathBytes.withCString(output.address) {
      avformat_alloc_output_context2(&context, nil, container.muxer, $0)
    }
    try check(code, "avformat_alloc_output_context2")
    self.context = try made(context, "avformat_alloc_output_context2")
    self.context.pointee.flags |= AVFMT_FLAG_BITEXACT
    for key in ["encoding_tool", "encoder", "comment"] { av_dict_set(&self.context.pointee.metadata, key, filmTool, 0) }
    try written(
      PathBytes.withCString(output.address) { avio_open(&self.context.pointee.pb, $0, AVIO_FLAG_WRITE) }, "avio_open")
    isOpen = true
  }

  deinit {
    abandon()
    avformat_free_context(context)
  }

  func addTrack(_ encoder: Encoder) throws -> UnsafeMutablePointer<AVStream> {
    let track = try newTrack(encoder.context.pointee.time_base)
    let code = avcodec_parameters_from_context(track.pointee.codecpar, encoder.context)
    try check(code, "avcodec_parameters_from_context")
    return track
  }

  /// A track of packets copied from a stream.
  func addTrack(copying stream: UnsafeMutablePointer<AVStream>) throws -> UnsafeMutablePointer<AVStream> {
    let track = try newTrack(stream.pointee.time_base)
    try check(avcodec_parameters_copy(track.pointee.codecpar, stream.pointee.codecpar), "avcodec_parameters_copy")
    track.pointee.codecpar.pointee.codec_tag = 0
    return track
  }

  private func newTrack(_ timeBase: AVRational) throws -> UnsafeMutablePointer<AVStream> {
    let track = try made(avformat_new_stream(context, nil), "avformat_new_stream")
    track.pointee.time_base = timeBase
    return track
  }

  /// As XMP: written by the library where it does so, else in a box of its own.
  func setProvenance(_ provenance: FilmProvenance) {
    if container.muxerWritesXMP {
      av_dict_set(&context.pointee.metadata, "xmp", provenance.xmp, 0)
    } else {
      appendix = provenance.box
    }
  }

  func writeHeader() throws {
    let options = Options(container.options)
    try written(avformat_write_header(context, &options.pointer), "avformat_write_header")
  }

  /// Takes over the packet's bytes. Its times are in `timeBase`.
  func write(_ packet: Packet, _ timeBase: AVRational, _ track: UnsafeMutablePointer<AVStream>) throws {
    packet.pointer.pointee.stream_index = track.pointee.index
    packet.pointer.pointee.pos = -1
    av_packet_rescale_ts(packet.pointer, timeBase, track.pointee.time_base)
    try written(av_interleaved_write_frame(context, packet.pointer), "av_interleaved_write_frame")
  }

  /// Completes the file and gives it its name.
  func finish() throws {
    try written(av_write_trailer(context), "av_write_trailer")
    try written(avio_closep(&context.pointee.pb), "avio_closep")
    try output.finish(adding: appendix)
    isOpen = false
  }

  /// Closes and removes what was written; does nothing once finished.
  func abandon() {
    guard isOpen else { return }
    isOpen = false
    avio_closep(&context.pointee.pb)
    output.remove()
  }

  private func written(_ code: Int32, _ call: String) throws {
    // The first failure of the disk may have come in an earlier call.
    let code = code < 0 ? code : context.pointee.pb?.pointee.error ?? 0
    guard code < 0 else { return }
    throw MediaError.writing(output.name, code) ?? MediaError.fault(call, code)
  }
}
