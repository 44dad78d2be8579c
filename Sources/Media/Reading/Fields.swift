internal import CFFmpeg

/// The two fields of an interlaced frame: every other row, the later ones half a frame later.
///
/// A whole picture is made at the time of the earlier field; there is one for each frame, so that a clip has as many pictures as frames.
struct Fields {
  /// Which rows are the earlier field's: 0 even, 1 odd.
  private let parity: Int

  /// Nil for a frame that is one picture, by its own flags and by its container's word.
  init?(_ frame: Frame, in stream: UnsafePointer<AVStream>) {
    switch (everzoomFields(frame.pointer), stream.pointee.codecpar.pointee.field_order) {
    case (1, _), (0, AV_FIELD_TT), (0, AV_FIELD_BT): parity = 0
    case (2, _), (0, AV_FIELD_BB), (0, AV_FIELD_TB): parity = 1
    default: return nil
    }
    guard frame.height >= 4 else { return nil }
  }

  /// The frame as one picture. `neighbour` is the frame before it, or after it for the first; a frame of another shape, or the same one
  /// once more, tells nothing of motion.
  func picture(_ frame: Frame, neighbour: Frame?) throws -> Frame {
    guard let shape = av_pix_fmt_desc_get(frame.pixelFormat)?.pointee,
      shape.flags
        & UInt64(AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL) == 0,
      shape.flags & UInt64(AV_PIX_FMT_FLAG_FLOAT) == 0
    else { return frame }
    let before = neighbour.flatMap { tells($0, of: frame) ? $0 : nil }
    if let before, isOneMoment(frame, before, shape) { return frame }
    let whole = try Frame(frame.width, frame.height, frame.pixelFormat)
    try check(av_frame_copy_props(whole.pointer, frame.pointer), "av_frame_copy_props")
    try check(av_frame_copy(whole.pointer, frame.pointer), "av_frame_copy")
    for plane in 0..<Int(av_pix_fmt_count_planes(frame.pixelFormat)) {
      let height = plane == 1 || plane == 2 ? -(-frame.height >> Int(shape.log2_chroma_h)) : frame.height
      let bytes = Int(av_image_get_linesize(frame.pixelFormat, Int32(frame.width), Int32(plane)))
      let isOfOneKind = (0..<Int(shape.nb_components)).filter { component(shape, $0).plane == Int32(plane) }.count == 1
      if shape.comp.0.depth > 8 {
        fill(UInt16.self, whole, frame, before, plane, height, bytes / 2, span: isOfOneKind ? 1 : 0)
      } else {
        fill(UInt8.self, whole, frame, before, plane, height, bytes, span: isOfOneKind ? 1 : 0)
      }
    }
    return whole
  }

  private func tells(_ other: Frame, of frame: Frame) -> Bool {
    other !== frame && other.width == frame.width && other.height == frame.height
      && other.pixelFormat == frame.pixelFormat
  }

  private func component(_ shape: AVPixFmtDescriptor, _ index: Int) -> AVComponentDescriptor {
    [shape.comp.0, shape.comp.1, shape.comp.2, shape.comp.3][index]
  }

  /// Whether the frame is one picture in spite of its fields, judged by its luma; packed samples are not looked at.
  private func isOneMoment(_ frame: Frame, _ before: Frame, _ shape: AVPixFmtDescriptor) -> Bool {
    guard av_pix_fmt_count_planes(frame.pixelFormat) > 1 else { return false }
    return shape.comp.0.depth > 8
      ? sums(UInt16.self, frame, before).isOneMoment : sums(UInt8.self, frame, before).isOneMoment
  }

  private func sums<Sample: FixedWidthInteger & UnsignedInteger>(
    _: Sample.Type, _ frame: Frame, _ before: Frame
  ) -> FieldSums {
    var sums = FieldSums()
    for y in stride(from: 1 - parity, to: frame.height, by: 2) {
      rows(Sample.self, frame, before, 0, y, frame.height).add(to: &sums, count: frame.width)
    }
    return sums
  }

  private func row<Sample>(_ frame: Frame, _ plane: Int, _ y: Int) -> UnsafeMutablePointer<Sample> {
    UnsafeMutableRawPointer(frame.base(plane) + y * frame.stride(plane)).assumingMemoryBound(to: Sample.self)
  }

  /// The rows around one of the later field. Beyond the picture's edge its nearest row of the same field goes on.
  private func rows<Sample: FixedWidthInteger & UnsignedInteger>(
    _: Sample.Type, _ frame: Frame, _ before: Frame, _ plane: Int, _ y: Int, _ height: Int
  ) -> FieldRows<Sample> {
    func row(_ frame: Frame, _ y: Int) -> UnsafePointer<Sample> { UnsafePointer(self.row(frame, plane, y)) }
    let (above, below) = (y > 0 ? y - 1 : y + 1, y + 1 < height ? y + 1 : y - 1)
    let (upper, lower) = (y > 1 ? y - 2 : y, y + 2 < height ? y + 2 : y)
    return FieldRows(
      above: row(frame, above), below: row(frame, below), aboveBefore: row(before, above),
      belowBefore: row(before, below), row: row(frame, y), rowBefore: row(before, y), upper: row(frame, upper),
      upperBefore: row(before, upper), lower: row(frame, lower), lowerBefore: row(before, lower),
      upperEarlier: row(frame, above > 1 ? above - 2 : above))
  }

  /// Makes the later field's rows of a plane.
  private func fill<Sample: FixedWidthInteger & UnsignedInteger>(
    _: Sample.Type, _ whole: Frame, _ frame: Frame, _ before: Frame?, _ plane: Int, _ height: Int, _ count: Int,
    span: Int
  ) {
    for y in stride(from: 1 - parity, to: height, by: 2) where height > 1 {
      let out: UnsafeMutablePointer<Sample> = row(whole, plane, y)
      if let before {
        rows(Sample.self, frame, before, plane, y, height).write(to: out, count: count, span: span)
      } else {
        let above: UnsafeMutablePointer<Sample> = row(frame, plane, y > 0 ? y - 1 : y + 1)
        let below: UnsafeMutablePointer<Sample> = row(frame, plane, y + 1 < height ? y + 1 : y - 1)
        for x in 0..<count { out[x] = Sample(truncatingIfNeeded: (UInt32(above[x]) &+ UInt32(below[x]) &+ 1) &>> 1) }
      }
    }
  }
}
