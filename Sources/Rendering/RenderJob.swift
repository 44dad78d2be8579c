import Geometry
import Imaging
import Media
import Planning

/// Renders a range of frames, in order, into a sink.
package struct RenderJob {
  package let renderer: FrameRenderer
  package let frames: Range<Int>
  package let sink: any FrameSink

  package init(_ renderer: FrameRenderer, frames: Range<Int>, sink: any FrameSink) {
    self.renderer = renderer
    self.frames = frames
    self.sink = sink
  }

  /// Renders and finishes the sink. `progress` is told how many frames are done; when it returns false, or anything throws, the sink is
  /// cancelled and nothing is left of it.
  ///
  /// - Returns: whether the job ran to its end.
  package func run(progress: (Int) -> Bool) throws -> Bool {
    do {
      let pool = PicturePool(renderer.plan.size, renderer.format)
      for number in frames {
        guard progress(number - frames.lowerBound) else {
          sink.cancel()
          return false
        }
        try sink.write(try drawn(number, in: pool))
      }
      guard progress(frames.count) else {
        sink.cancel()
        return false
      }
      try sink.finish()
      return true
    } catch {
      sink.cancel()
      throw error
    }
  }

  /// A frame in a picture that is the sink's to keep for as long as it wants.
  private func drawn(_ number: Int, in pool: PicturePool) throws -> Picture {
    let picture = pool.picture()
    try renderer.draw(number, into: picture)
    return picture
  }
}
