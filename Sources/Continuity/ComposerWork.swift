import Geometry
import Imaging

/// What there is to compose.
struct ComposerWork: Sendable {
  let layers: [Layer]
  let soft: SoftLattice?
  let grid: CoverGrid
  let size: CanvasSize
  let format: PictureFormat

  init(_ layers: [Layer], size: CanvasSize, format: PictureFormat, cores: Cores) {
    self.layers = layers
    self.size = size
    self.format = format
    let soft = SoftLattice.finest(layers, size: size, format: format, cores: cores)
    self.soft = soft
    let wide = layers.indices.map { index in
      soft.flatMap { $0.planes[index].isEmpty ? nil : layers[index].mask?.softened(pixels: SoftLattice.widest(size)) }
    }
    grid = CoverGrid(layers, wide: wide, size: size, cores: cores)
  }

  /// Whether low frequencies of a layer hand over on their own.
  func isSoft(_ index: Int) -> Bool { soft.map { !$0.planes[index].isEmpty } ?? false }
}
