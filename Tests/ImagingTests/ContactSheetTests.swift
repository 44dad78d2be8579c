import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `A contact sheet` {
  @Test(arguments: [8, 16]) func `shows every picture in its place`(bits: Int) {
    let format = PictureFormat(.full, bits: bits)
    let pictures = (0..<5).map { Picture.random(CanvasSize(7, 4), format, seed: UInt64($0)) }
    let sheet = contactSheet(pictures, columns: 3, gap: 2)
    #expect(sheet.size == CanvasSize(3 * 9 + 2, 2 * 6 + 2))
    for (number, picture) in pictures.enumerated() {
      for plane in 0..<3 {
        for y in 0..<4 {
          for x in 0..<7 {
            let there = sheet.planes[plane].sample(2 + number % 3 * 9 + x, 2 + number / 3 * 6 + y)
            let here = picture.planes[plane].sample(x, y)
            #expect(there == here)
          }
        }
      }
    }
    let corner = (0..<3).map { sheet.planes[$0].sample(28, 13) >> (bits - 8) }
    #expect(corner == [36, 128, 128])
  }

  @Test func `of one picture is as wide as that picture`() {
    let sheet = contactSheet([Picture.black(CanvasSize(7, 4), .yuv444)], columns: 4, gap: 0)
    #expect(sheet.size == CanvasSize(7, 4))
  }
}
