import Geometry

extension Picture {
  /// A picture of light in the encoder's terms. Light below 0 and above 1 is cut off.
  ///
  /// R′G′B′ is sRGB-encoded (`TransferCurve`), or taken as it is when the image is `encoded` already, then becomes Y′CbCr by BT.709's
  /// matrix. 8 bits are dithered by a noise that depends on the place and `ditherSeed`. Chroma of 4:2:0 is filtered by
  /// [1 2 1] / 4 across, about the left luma column where it is sited, and by [1 1] / 2 down.
  package init(rgb: RGBImage, format: PictureFormat, ditherSeed: UInt32, encoded: Bool = false, cores: Cores) {
    self.init(rgb.size, format, cleared: false)
    draw(rgb, ditherSeed: ditherSeed, encoded: encoded, cores: cores)
  }

  /// The same over this picture, which has the image's size.
  package func draw(_ rgb: RGBImage, ditherSeed: UInt32, encoded: Bool = false, cores: Cores) {
    precondition(rgb.size == size, "a picture of light has its image's size")
    let writer = RGBWriter(image: rgb, picture: self, encoded: encoded, ditherSeed: ditherSeed)
    cores.forEachBand(of: rgb.height, height: 16) { rows in writer.write(rows) }
  }
}

/// Writes rows of a picture from an image of light.
private struct RGBWriter: Sendable {
  let image: RGBImage
  let picture: Picture
  let encoded: Bool
  let ditherSeed: UInt32

  /// A band begins at an even row.
  func write(_ rows: Range<Int>) {
    let width = image.width
    // Beside each row of chroma there is room for its edge to go on.
    let room = (width + 32) & ~15
    Scratch.withFloats(8 * room) { scratch in
      let row = EncodedRow(
        red: scratch, green: scratch + room, blue: scratch + 2 * room, luma: scratch + 3 * room,
        chroma: (scratch + 4 * room + 8, scratch + 5 * room + 8))
      let above = (scratch + 6 * room + 8, scratch + 7 * room + 8)
      for y in rows {
        encode(y, row)
        finish(row.luma, plane: 0, row: y, count: width)
        if picture.format.chroma == .full {
          finish(row.chroma.0, plane: 1, row: y, count: width)
          finish(row.chroma.1, plane: 2, row: y, count: width)
        } else if y % 2 == 0 && y + 1 < image.height {
          above.0.update(from: row.chroma.0, count: width)
          above.1.update(from: row.chroma.1, count: width)
        } else {
          // The last row of an odd picture is its own pair.
          let pair = y % 2 == 0 ? row.chroma : above
          halve(row.chroma.0, pair.0, plane: 1, row: y / 2)
          halve(row.chroma.1, pair.1, plane: 2, row: y / 2)
        }
      }
    }
  }

  private struct EncodedRow {
    let red: UnsafeMutablePointer<Float>
    let green: UnsafeMutablePointer<Float>
    let blue: UnsafeMutablePointer<Float>
    let luma: UnsafeMutablePointer<Float>
    let chroma: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>)
  }

  private func encode(_ y: Int, _ row: EncodedRow) {
    let width = image.width
    encodeChannel(image.red + y * width, row.red, count: width)
    encodeChannel(image.green + y * width, row.green, count: width)
    encodeChannel(image.blue + y * width, row.blue, count: width)
    YCbCr.encode(
      (row.red, row.green, row.blue), luma: row.luma, blueness: row.chroma.0, redness: row.chroma.1, count: width,
      unit: Float(1 << (picture.format.bits - 8)))
  }

  private func encodeChannel(_ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, count: Int) {
    for x in 0..<count {
      let positive: Float = from[x] > 0 ? from[x] : 0
      to[x] = positive < 1 ? positive : 1
    }
    guard !encoded else { return }
    for x in 0..<count { to[x] = TransferCurve.encoded(to[x]) }
  }

  /// Two rows of chroma become one of half the width.
  private func halve(
    _ chroma: UnsafeMutablePointer<Float>, _ pair: UnsafePointer<Float>, plane: Int, row: Int
  ) {
    ChromaSiting.halve(chroma, pair, count: image.width)
    finish(chroma, plane: plane, row: row, count: (image.width + 1) / 2)
  }

  private func finish(_ floats: UnsafeMutablePointer<Float>, plane: Int, row: Int, count: Int) {
    if picture.format.bits == 8 { Dither.add(to: floats, count: count, row: row, plane: plane, seed: ditherSeed) }
    RowKernels.write(floats, count: count, to: picture.planes[plane], row: row, from: 0)
  }
}
