internal import CFFmpeg

/// Draws the samples over black, with the alpha that the frame has: distances from black and from neutral chroma are multiplied.
func flattenOverBlack(_ full: Frame, _ frame: Frame) throws {
  let shape = try made(av_pix_fmt_desc_get(frame.pixelFormat), "av_pix_fmt_desc_get")
  let isPalette = shape.pointee.flags & UInt64(AV_PIX_FMT_FLAG_PAL) != 0
  let component = Int32(shape.pointee.nb_components) - 1
  let opaque = Int64(1) << (isPalette ? 8 : alphaDepth(shape, component)) - 1
  var alpha = [UInt16](repeating: 0, count: full.width)
  for y in 0..<full.height {
    if isPalette {
      frame.readPaletteAlpha(y, into: &alpha)
    } else {
      frame.readLine(shape, Int32(y), component, into: &alpha)
    }
    for plane in 0..<3 { flatten(full.row16(plane, y), alpha, opaque, origin: plane == 0 ? 16 << 8 : 128 << 8) }
  }
}

private func flatten(_ row: UnsafeMutablePointer<UInt16>, _ alpha: [UInt16], _ opaque: Int64, origin: Int64) {
  for x in 0..<alpha.count where Int64(alpha[x]) != opaque {
    let part = (Int64(row[x]) - origin) * Int64(alpha[x])
    row[x] = UInt16(clamping: origin + (part + (part < 0 ? -opaque : opaque) / 2) / opaque)
  }
}

private func alphaDepth(_ shape: UnsafePointer<AVPixFmtDescriptor>, _ component: Int32) -> Int {
  Int(component == 3 ? shape.pointee.comp.3.depth : shape.pointee.comp.1.depth)
}

extension Frame {
  /// One row of a palette picture's alpha, 0 … 255. Plane 1 is the palette: alpha is the high byte of each entry.
  fileprivate func readPaletteAlpha(_ y: Int, into line: inout [UInt16]) {
    let indices = base(0) + y * stride(0)
    let palette = UnsafeRawPointer(base(1))
    for x in 0..<line.count {
      line[x] = UInt16(palette.loadUnaligned(fromByteOffset: 4 * Int(indices[x]), as: UInt32.self) >> 24)
    }
  }

  /// One row of one component as numbers, whatever the pixel format.
  fileprivate func readLine(
    _ shape: UnsafePointer<AVPixFmtDescriptor>, _ y: Int32, _ component: Int32, into line: inout [UInt16]
  ) {
    let data = pointer.pointee.data
    let lines = pointer.pointee.linesize
    var planes: [UnsafePointer<UInt8>?] = [data.0, data.1, data.2, data.3].map { $0.map { UnsafePointer($0) } }
    var strides = [lines.0, lines.1, lines.2, lines.3]
    let width = Int32(line.count)
    line.withUnsafeMutableBytes {
      av_read_image_line2($0.baseAddress, &planes, &strides, shape, 0, y, component, width, 0, 2)
    }
  }
}
