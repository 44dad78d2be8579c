internal import CFFmpeg

/// Makes one moment of a frame whose lines are of two: the lines of its earlier field stay, and where the others comb, they are drawn between them
/// along the edges that run there. Where nothing moved, every line stays, so that a standing picture loses nothing.
///
/// A frame is all that is looked at, so any frame can be read alone.
enum Deinterlacing {
  /// The frame itself where it is progressive, or of a kind whose lines are not planes of samples.
  static func progressive(_ frame: Frame) throws -> Frame {
    guard everzoomIsInterlaced(frame.pointer) != 0, let shape = av_pix_fmt_desc_get(frame.pixelFormat)?.pointee,
      shape.flags & UInt64(AV_PIX_FMT_FLAG_PLANAR) != 0,
      shape.flags & UInt64(AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_FLOAT)
        == 0
    else { return frame }
    let whole = try Frame(frame.width, frame.height, frame.pixelFormat)
    try check(av_frame_copy(whole.pointer, frame.pointer), "av_frame_copy")
    try check(av_frame_copy_props(whole.pointer, frame.pointer), "av_frame_copy_props")
    let earlier = everzoomTopFieldFirst(frame.pointer) != 0 ? 0 : 1
    let depth = Int(shape.comp.0.depth)
    for plane in 0..<Int(av_pix_fmt_count_planes(frame.pixelFormat)) {
      let isChroma = plane == 1 || plane == 2
      let width = isChroma ? -(-frame.width >> Int(shape.log2_chroma_w)) : frame.width
      let height = isChroma ? -(-frame.height >> Int(shape.log2_chroma_h)) : frame.height
      if depth > 8 {
        draw(whole, frame, plane, width, height, earlier, threshold: comb << (depth - 8), UInt16.self)
      } else {
        draw(whole, frame, plane, width, height, earlier, threshold: comb, UInt8.self)
      }
    }
    return whole
  }

  /// A line combs where it differs from both neighbours by so many code values of 8 bits, the same way.
  private static let comb = 9

  private static func draw<Sample: FixedWidthInteger & UnsignedInteger>(
    _ whole: Frame, _ frame: Frame, _ plane: Int, _ width: Int, _ height: Int, _ earlier: Int, threshold: Int,
    _: Sample.Type
  ) {
    guard height > 4, width > 8 else { return }
    let stride = frame.stride(plane)
    func line(_ y: Int) -> UnsafePointer<Sample> {
      // Beyond the picture the nearest line of the same field goes on.
      let inside = y < 0 ? y + 2 * ((1 - y) / 2) : y >= height ? y - 2 * ((y - height + 2) / 2) : y
      return UnsafeRawPointer(frame.base(plane) + inside * stride).assumingMemoryBound(to: Sample.self)
    }
    var combs = [Bool](repeating: false, count: width + 8)
    for y in Swift.stride(from: 1 - earlier, to: height, by: 2) {
      let (above, here, below) = (line(y - 1), line(y), line(y + 1))
      let (own, next) = (line(y - 2), line(y + 2))
      var any = false
      for x in 0..<width {
        let (a, b, c) = (Int(above[x]), Int(below[x]), Int(here[x]))
        let isApart = c > max(a, b) + threshold || c < min(a, b) - threshold
        // A single thin line is no comb: its field's neighbours are not like it.
        let teeth = abs(Int(own[x]) + 4 * c + Int(next[x]) - 3 * (a + b)) > 6 * threshold
        combs[x + 4] = isApart && teeth
        any = any || combs[x + 4]
      }
      guard any else { continue }
      let out = UnsafeMutableRawPointer(whole.base(plane) + y * whole.stride(plane)).assumingMemoryBound(
        to: Sample.self)
      for x in 0..<width where (x...x + 8).contains(where: { combs[$0] }) {
        out[x] = Sample(between(above, below, x, width))
      }
    }
  }

  /// The mean of two lines along the direction in which they agree best: straight, or up to two samples aside.
  private static func between<Sample: FixedWidthInteger & UnsignedInteger>(
    _ above: UnsafePointer<Sample>, _ below: UnsafePointer<Sample>, _ x: Int, _ width: Int
  ) -> Int {
    var (best, value) = (Int.max, 0)
    for aside in [0, -1, 1, -2, 2] {
      var difference = abs(aside)
      for place in x - 1...x + 1 {
        let (p, q) = (min(max(place + aside, 0), width - 1), min(max(place - aside, 0), width - 1))
        difference += abs(Int(above[p]) - Int(below[q]))
      }
      guard difference < best else { continue }
      let (p, q) = (min(max(x + aside, 0), width - 1), min(max(x - aside, 0), width - 1))
      (best, value) = (difference, (Int(above[p]) + Int(below[q]) + 1) / 2)
    }
    return value
  }
}
