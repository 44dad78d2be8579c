import Imaging

/// What a picture has where.
enum Traits {
  /// 1 where colours are such as skin has.
  static func skin(_ lab: LabImage) -> FloatImage {
    FloatImage(width: lab.width, height: lab.height) { out in
      for i in 0..<lab.count { out[i] = isSkin(lab.channels[0][i], lab.channels[1][i], lab.channels[2][i]) ? 1 : 0 }
    }
  }

  /// Colours that skin has, of all people and in most light: hues from red to yellow, neither pale nor glaring.
  private static func isSkin(_ l: Float, _ a: Float, _ b: Float) -> Bool {
    let chroma = a * a + b * b
    return l > 25 && l < 92 && chroma > 10 * 10 && chroma < 48 * 48 && a > 4 && b > 0.3 * a && b < 3 * a
  }

  /// How much of the finest detail that the picture has is around a cell, 0 … 1: what is in focus.
  static func focus(_ picture: Picture, width: Int, height: Int) -> FloatImage {
    let grey = FloatImage(GreyImage(picture, mostWidth: 4 * Salience.mostWidth))
    let detail = grey.minus(grey.blurred(sigma: 1.2))
    var (sums, counts) = ([Float](repeating: 0, count: width * height), [Float](repeating: 0, count: width * height))
    for y in 0..<grey.height {
      let row = y * height / grey.height * width
      for x in 0..<grey.width {
        let cell = row + x * width / grey.width
        sums[cell] += abs(detail.pixels[y * grey.width + x])
        counts[cell] += 1
      }
    }
    for i in sums.indices { sums[i] /= max(counts[i], 1) }
    let most = max(Field.value(ofRank: sums.count * 9 / 10, in: sums), 0.003)
    return FloatImage(width: width, height: height, pixels: sums.map { unit($0 / most) })
  }
}
