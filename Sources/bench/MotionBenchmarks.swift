import Continuity
import Geometry
import Imaging

extension Benchmark {
  /// Measuring how clips move, at the size that it is done at.
  static func motions(_ cores: Cores) -> [Benchmark] {
    let size = CanvasSize(640, 360)
    return [
      Benchmark("motion-prepare-\(size.short)", "a picture prepared for measuring its motion") {
        let image = GreyImage(zoomed(1, size, cores), mostWidth: size.width)
        return { _ = MotionFrame(image) }
      },
      Benchmark("motion-pair-\(size.short)", "the motion of a pair of prepared pictures") {
        let frames = [1, 1.012].map { MotionFrame(GreyImage(zoomed($0, size, cores), mostWidth: size.width)) }
        return { _ = MotionEstimator.motion(from: frames[0], to: frames[1]) }
      },
    ]
  }

  /// A textured picture magnified about its middle.
  private static func zoomed(_ zoom: Double, _ size: CanvasSize, _ cores: Cores) -> Picture {
    let source = CanvasSize(2 * size.width, 2 * size.height)
    let pyramid = Pyramid(.textured(source, .yuv420, seed: 1, cores: cores), cores: cores)
    let middle = Point(x: Double(size.width), y: Double(size.height))
    let map = Similarity(scale: Point(x: 1.5 / zoom, y: 0), offset: middle - middle * (0.75 / zoom))
    let sampler = PictureSampler(pyramid, sourceFromCanvas: map, canvas: size, format: .yuv420)
    let picture = Picture(size, .yuv420)
    Scratch.withFloats(size.width * size.height) { floats in
      sampler.draw(plane: 0, rows: 0..<size.height, columns: 0..<size.width, into: floats, stride: size.width)
      for y in 0..<size.height {
        RowKernels.write(floats + y * size.width, count: size.width, to: picture.planes[0], row: y, from: 0)
      }
    }
    return picture
  }
}
