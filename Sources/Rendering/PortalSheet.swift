import Geometry
import Imaging
import Planning

/// Each scene as it fills the frame, with a line around the place where the next one lies.
package enum PortalSheet {
  package static func draw(_ plan: Plan, columns: Int = 4, width: Int = 480, cores: Cores) throws -> Picture {
    var small = plan
    small.size = plan.size.shrunk(to: width)
    let renderer = try FrameRenderer(small, format: .yuv444, cores: cores)
    let points = small.waypoints.filter { $0.octaves == 0 && (!plan.loops || $0.scene != plan.waypoints.last!.scene) }
      .prefix(64)
    let pictures = try points.map { point -> Picture in
      let frame = min(max(0, small.moment(clock: point.time).frame), plan.frameCount - 1)
      let picture = try renderer.frame(at: frame)
      outline(point.scene, at: FrameTime(frame), of: small, in: picture)
      return picture
    }
    return contactSheet(pictures, columns: min(columns, pictures.count), gap: 4)
  }

  private static func outline(_ place: Int, at time: FrameTime, of plan: Plan, in picture: Picture) {
    guard let link = plan.link(after: place), let view = plan.views(at: time).first(where: { $0.place == place }) else {
      return
    }
    let corners = plan.size.corners.map { plan.size.pixelsFromPlane(view.canvasFromScene(link.portal($0))) }
    for (a, b) in zip(corners, corners.dropFirst() + [corners[0]]) { line(from: a, to: b, in: picture) }
  }

  /// A bright line, one pixel wide, with a dark one beside it.
  private static func line(from a: Point, to b: Point, in picture: Picture) {
    let steps = max(1, Int((b - a).length.rounded(.up)))
    for step in 0...steps {
      let p = a + (b - a) * (Double(step) / Double(steps))
      guard p.isFinite, abs(p.x) < 1e6, abs(p.y) < 1e6 else { continue }
      dot(Int(p.x) + 1, Int(p.y) + 1, 16, in: picture)
      dot(Int(p.x), Int(p.y), 235, in: picture)
    }
  }

  private static func dot(_ x: Int, _ y: Int, _ luma: Int, in picture: Picture) {
    guard x >= 0, y >= 0, x < picture.size.width, y < picture.size.height else { return }
    let scale = 1 << (picture.format.bits - 8)
    picture.planes[0].setSample(x, y, luma * scale)
    picture.planes[1].setSample(x, y, 128 * scale)
    picture.planes[2].setSample(x, y, 128 * scale)
  }
}
