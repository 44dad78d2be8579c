internal import CFFmpeg
import Geometry
import Glibc
import Imaging

extension Codec {
  func check(_ container: Container, _ path: String) throws {
    guard !containers.contains(container) else { return }
    let endings = containers.map { "." + $0.rawValue }.joined(separator: " or ")
    throw MediaError(.wish, "\(path) cannot hold \(title). Write to \(endings), or choose another codec.")
  }

  func check(_ size: CanvasSize, _ chroma: PictureFormat.Chroma, _ path: String) throws {
    let step = sideSteps[chroma] ?? 1
    guard size.width % step != 0 || size.height % step != 0 else { return }
    func fitting(_ side: Int) -> Int { max(step, side / step * step) }
    let rule = step == 2 ? "even sides only" : "sides that are multiples of \(step) only"
    let sampling = chroma == .half ? "4:2:0" : "4:4:4"
    throw MediaError(
      .wish,
      "\(path) cannot be \(size): \(title) in \(sampling) has \(rule). "
        + "Use \(fitting(size.width))x\(fitting(size.height)), or write PNG or Y4M.")
  }

  /// The encoder of a film, which has closed groups of pictures of two seconds at most.
  func encoder(_ settings: FilmSettings) throws -> Encoder {
    guard let codec = avcodec_find_encoder_by_name(encoder) else {
      throw MediaError(.unsupported, "This FFmpeg has no \(encoder). Install one that has, or write PNG or Y4M.")
    }
    let encoding = settings.encoding
    return try Encoder(codec) { context in
      context.pointee.width = Int32(settings.size.width)
      context.pointee.height = Int32(settings.size.height)
      context.pointee.pix_fmt = av_get_pix_fmt(pixels[encoding.chroma] ?? "")
      context.pointee.time_base = AVRational(settings.framesPerSecond.inverse)
      context.pointee.framerate = AVRational(settings.framesPerSecond)
      context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
      context.pointee.color_range = AVCOL_RANGE_MPEG
      context.pointee.colorspace = AVCOL_SPC_BT709
      context.pointee.color_primaries = AVCOL_PRI_BT709
      context.pointee.color_trc = AVCOL_TRC_BT709
      context.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
      context.pointee.gop_size = Int32(max(1, (2 * settings.framesPerSecond.value).rounded()))
      context.pointee.thread_count = Int32(encoding.threads > 0 ? encoding.threads : usualThreads())
      context.pointee.flags |= Int32(bitPattern: AV_CODEC_FLAG_CLOSED_GOP) | AV_CODEC_FLAG_GLOBAL_HEADER
      return options(encoding)
    }
  }
}

/// As x264 would choose, three for two cores, but at most 4: each holds a few frames.
private func usualThreads() -> Int {
  min(4, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) * 3 / 2))
}
