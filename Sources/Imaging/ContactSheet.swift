import Geometry

/// Pictures side by side on dark grey, row by row from the top left, with a gap of pixels between and around them.
///
/// There is at least one picture; all are 4:4:4 and alike in size and bits.
package func contactSheet(_ pictures: [Picture], columns: Int, gap: Int) -> Picture {
  precondition(!pictures.isEmpty && columns > 0 && gap >= 0, "a contact sheet has pictures and columns")
  let (size, format) = (pictures[0].size, pictures[0].format)
  precondition(
    format.chroma == .full && pictures.allSatisfy { $0.size == size && $0.format == format },
    "the pictures of a contact sheet are 4:4:4 and alike")
  let columns = min(columns, pictures.count)
  let rows = (pictures.count + columns - 1) / columns
  let sheet = Picture.black(
    CanvasSize(columns * (size.width + gap) + gap, rows * (size.height + gap) + gap), format)
  sheet.planes[0].fill(36 << (format.bits - 8))
  for (number, picture) in pictures.enumerated() {
    let left = gap + number % columns * (size.width + gap)
    let top = gap + number / columns * (size.height + gap)
    for plane in 0..<3 { picture.planes[plane].copy(to: sheet.planes[plane], atColumn: left, row: top) }
  }
  return sheet
}
