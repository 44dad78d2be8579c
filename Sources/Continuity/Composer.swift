import Geometry
import Imaging

/// Lays scenes over one another.
///
/// Works on bands of rows in blocks of columns. In each block the innermost layer that hides everything below is the first to be drawn;
/// layers that cannot be seen are not drawn, and seams are computed only where one is. Where a mask can be softened, low frequencies
/// hand over across a wider band than detail (`SoftLattice`).
package struct Composer: Sendable {
  package let size: CanvasSize
  package let format: PictureFormat
  package let cores: Cores

  package init(size: CanvasSize, format: PictureFormat, cores: Cores) {
    self.size = size
    self.format = format
    self.cores = cores
  }

  /// Layers outermost first; the first one has no mask.
  package func compose(_ layers: [Layer], into picture: Picture) {
    precondition(layers.first.map { $0.mask == nil } == true, "the outermost layer covers the canvas")
    precondition(picture.size == size && picture.format == format, "the picture has the composer's size and format")
    let work = ComposerWork(layers, size: size, format: format, cores: cores)
    if layers.contains(where: { $0.colour != nil }) {
      cores.forEachBand(of: size.height, height: ComposerBand.height) {
        ColouredBand(work, rows: $0).draw(into: picture)
      }
      return
    }
    // Bands of all planes in one list, so that no core waits for the last band of a plane.
    let bands = ComposerBand.planes.flatMap { planes -> [([Int], Range<Int>)] in
      let height = picture.planes[planes[0]].height
      return stride(from: 0, to: height, by: ComposerBand.height).map {
        (planes, $0..<min(height, $0 + ComposerBand.height))
      }
    }
    cores.forEach(0..<bands.count) { index in
      let (planes, rows) = bands[index]
      ComposerBand(work, planes: planes, rows: rows).draw(into: picture, strips: [])
    }
  }
}
