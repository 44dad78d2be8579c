import Imaging
import Planning

/// Frames spread evenly over the shot, on one picture.
package enum FrameSheet {
  package static func draw(_ plan: Plan, frames count: Int = 24, columns: Int = 6, width: Int = 320, cores: Cores)
    throws -> Picture
  {
    var small = plan
    small.size = plan.size.shrunk(to: width)
    let renderer = try FrameRenderer(small, format: .yuv444, cores: cores)
    let shown = min(count, plan.frameCount)
    let pictures = try (0..<shown).map { try renderer.frame(at: $0 * plan.frameCount / shown) }
    return contactSheet(pictures, columns: min(columns, shown), gap: 4)
  }
}
