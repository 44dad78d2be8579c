import Geometry
import Imaging
import Planning

extension Plan {
  /// The moments that a frame shows together: one, or as many as the picture's edge moves pixels while the shutter is open (at most 32),
  /// evenly spread and centred on the frame.
  package func exposures(of number: Int) -> [FrameTime] {
    guard shutter > 0 else { return [FrameTime(number)] }
    let open = shutter / 360
    let octavesPerFrame = abs(speed(at: FrameTime(number))) / framesPerSecond.value
    let corner = Point(x: Double(size.width), y: Double(size.height)).length / 2
    let pixels = corner * octavesPerFrame * PortableMath.ln2 * open
    let count = min(32, max(1, Int(pixels.rounded(.up))))
    return (0..<count).map { k in
      FrameTime(frames: open * ((Double(k) + 0.5) / Double(count) - 0.5)).advanced(by: number)
    }
  }
}
