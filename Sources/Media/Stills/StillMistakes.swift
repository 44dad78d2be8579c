/// Takes are at most 16384 pixels wide and high.
func checkSide(_ width: Int, _ height: Int, _ path: String) throws {
  guard max(width, height) > 16384 else { return }
  throw MediaError(
    .unsupported,
    "\(path) is \(width)x\(height) pixels, and a take has at most 16384 on a side. Make it smaller first.")
}

func endsEarly(_ path: String) -> MediaError {
  MediaError(.badInput, "\(path) ends early: the rest of the picture is missing. Copy or make it again.")
}

func isCMYK(_ path: String) -> MediaError {
  MediaError(
    .unsupported,
    "\(path) is CMYK, made for print, and takes are RGB. Convert it to sRGB first, for example with "
      + "'magick IN -colorspace sRGB OUT.png'.")
}
