internal import CFFmpeg
import Geometry
import Imaging

/// Writes a picture as PNG: sRGB, as many bits a sample as the picture has (8 or 16), or 8. The file appears when it is complete.
package func writePNG(_ picture: Picture, bits: Int? = nil, to path: String) throws {
  try writeFile(pngData(picture, bits: bits), to: path)
}

/// A picture as the bytes of a PNG file. The same picture gives the same bytes.
package func pngData(_ picture: Picture, bits: Int? = nil) throws -> [UInt8] {
  LastLogLine.listen()
  let frame = try rgbFrame(picture444(picture), isDeep: (bits ?? picture.format.bits) == 16)
  frame.pointer.pointee.color_primaries = AVCOL_PRI_BT709
  frame.pointer.pointee.color_trc = AVCOL_TRC_IEC61966_2_1
  let encoder = try Encoder(AV_CODEC_ID_PNG, "png") { context in
    context.pointee.width = frame.pointer.pointee.width
    context.pointee.height = frame.pointer.pointee.height
    context.pointee.pix_fmt = frame.pixelFormat
    context.pointee.time_base = AVRational(num: 1, den: 25)
    context.pointee.thread_count = 1
    context.pointee.compression_level = 4
    return [("pred", "paeth")]
  }
  var bytes: [UInt8] = []
  for frame in [frame, nil] {
    try encoder.encode(frame) { packet in
      let data = packet.pointer.pointee
      bytes += UnsafeBufferPointer(start: data.data, count: Int(data.size))
    }
  }
  return bytes
}

/// The picture with chroma at every pixel.
private func picture444(_ picture: Picture) throws -> Picture {
  guard picture.format.chroma == .half else { return picture }
  let full = PictureFormat(.full, bits: picture.format.bits)
  let other = Picture(picture.size, full, cleared: false)
  try Scaler(from: picture.format.side(picture.size), to: full.side(picture.size), .bt709)
    .convert(Frame(picture), into: Frame(other))
  return other
}

private func rgbFrame(_ picture: Picture, isDeep: Bool) throws -> Frame {
  let (width, height) = (picture.size.width, picture.size.height)
  let frame = try Frame(width, height, isDeep ? AV_PIX_FMT_RGB48BE : AV_PIX_FMT_RGB24)
  for y in 0..<height {
    let (luma, cb, cr) = (picture.planes[0], picture.planes[1], picture.planes[2])
    let bytes = frame.base(0) + y * frame.stride(0)
    switch (picture.format.bits, isDeep) {
    case (8, false): rgbRow(luma.row8(y), cb.row8(y), cr.row8(y), bytes, width, depth: 8)
    case (8, true): rgbRow(luma.row8(y), cb.row8(y), cr.row8(y), frame.row16(0, y), width, depth: 8)
    case (_, false): rgbRow(luma.row16(y), cb.row16(y), cr.row16(y), bytes, width, depth: 16)
    case (_, true): rgbRow(luma.row16(y), cb.row16(y), cr.row16(y), frame.row16(0, y), width, depth: 16)
    }
    if isDeep {
      for x in 0..<3 * width { frame.row16(0, y)[x] = frame.row16(0, y)[x].bigEndian }
    }
  }
  return frame
}

/// One row of limited-range BT.709 as full-range R′G′B′, rounded to the nearest: R′ = Y′ + 2(1 − Kr)·Cr and so on.
private func rgbRow<Sample: FixedWidthInteger & UnsignedInteger, Out: FixedWidthInteger & UnsignedInteger>(
  _ y: UnsafePointer<Sample>, _ cb: UnsafePointer<Sample>, _ cr: UnsafePointer<Sample>,
  _ rgb: UnsafeMutablePointer<Out>, _ count: Int, depth: Int
) {
  let m = YCbCrMatrix.bt709
  // Shares in 1/2²⁴: of a luma step in 219 and of a chroma step in 224, on the scale of the output.
  let scale = Double(Out.max) / Double(1 << (depth - 8)) * Double(1 << 24)
  let luma = Int((scale / 219).rounded())
  let redOfCr = Int((2 * (1 - m.red) * scale / 224).rounded())
  let blueOfCb = Int((2 * (1 - m.blue) * scale / 224).rounded())
  let greenOfCr = Int((2 * (1 - m.red) * m.red / m.green * scale / 224).rounded())
  let greenOfCb = Int((2 * (1 - m.blue) * m.blue / m.green * scale / 224).rounded())
  let (black, neutral, half) = (16 << (depth - 8), 128 << (depth - 8), 1 << 23)
  for x in 0..<count {
    let l = (Int(y[x]) &- black) &* luma &+ half
    let b = Int(cb[x]) &- neutral
    let r = Int(cr[x]) &- neutral
    rgb[3 &* x] = Out(clamping: (l &+ r &* redOfCr) &>> 24)
    rgb[3 &* x &+ 1] = Out(clamping: (l &- r &* greenOfCr &- b &* greenOfCb) &>> 24)
    rgb[3 &* x &+ 2] = Out(clamping: (l &+ b &* blueOfCb) &>> 24)
  }
}
