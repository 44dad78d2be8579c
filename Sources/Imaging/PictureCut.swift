import Geometry

extension Picture {
  /// The middle of a 4:4:4 picture in another shape: as much of it as has that aspect (width over height).
  package func middle(aspect: Double) -> Picture {
    precondition(format.chroma == .full, "a picture is cut where all its planes have every pixel")
    let width = max(1, min(size.width, Int((Double(size.height) * aspect).rounded())))
    let height = max(1, min(size.height, Int((Double(size.width) / aspect).rounded())))
    let (left, top) = ((size.width - width) / 2, (size.height - height) / 2)
    let cut = Picture(CanvasSize(width, height), format, cleared: false)
    for (from, to) in zip(planes, cut.planes) {
      from.copy(columns: left..<left + width, rows: top..<top + height, to: to)
    }
    return cut
  }
}
