import Geometry

/// A picture of light: three planes of linear-light BT.709 RGB as Float, 0 … 1 and above, in row order without gaps.
///
/// Safe to share: threads write rows of their own while it is made, and nobody does afterwards.
package final class RGBImage: @unchecked Sendable {
  package let size: CanvasSize
  package let red: UnsafeMutablePointer<Float>
  package let green: UnsafeMutablePointer<Float>
  package let blue: UnsafeMutablePointer<Float>

  /// Zeros.
  package init(_ size: CanvasSize) {
    self.size = size
    let count = size.width * size.height
    // 16 floats more in each plane, so that a vector may be loaded or stored at the last pixel.
    let samples = UnsafeMutablePointer<Float>.allocate(capacity: 3 * (count + 16))
    samples.initialize(repeating: 0, count: 3 * (count + 16))
    red = samples
    green = samples + (count + 16)
    blue = samples + 2 * (count + 16)
  }

  deinit { red.deallocate() }

  package var width: Int { size.width }
  package var height: Int { size.height }
}
