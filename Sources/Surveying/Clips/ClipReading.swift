import Geometry
import Imaging
import Media

/// Reads a clip's frames in order and measures its pairs.
final class ClipReading {
  let frameCount: Int
  private let reader: ClipReader
  private let cores: Cores
  private let size: CanvasSize

  init(_ path: String, _ facts: TakeFacts, _ cores: Cores) throws {
    reader = try ClipReader(path: path, facts: facts, format: .yuv420)
    self.cores = cores
    frameCount = facts.frameCount
    size = facts.size
  }

  /// The image leaves out what does not fill a whole pixel at the right and below, so its middle is not quite the picture's.
  var planeFromPixels: Similarity {
    let factor = min(
      max(1, (size.width + SurveyedFrame.mostWidth - 1) / SurveyedFrame.mostWidth), size.width, size.height)
    let middle = Point(
      x: Double(size.width / factor * factor - size.width), y: Double(size.height / factor * factor - size.height))
    return Similarity(scale: Point(x: Double(factor) * size.pixel, y: 0), offset: middle * (size.pixel / 2))
  }

  func pairs() throws -> (pairs: [ClipPair], strides: [ClipStride]) {
    var pairs: [ClipPair] = []
    var walk = StrideWalk()
    var frames: [SurveyedFrame] = []
    let batch = 2 * cores.count
    for start in stride(from: 0, to: frameCount, by: batch) {
      let pictures = try (start..<min(frameCount, start + batch)).map { try reader.picture(at: $0) }
      let fresh = cores.map(pictures.indices) { SurveyedFrame(pictures[$0]) }
      let all = Array(frames.suffix(1)) + fresh
      let measured = cores.map(0..<all.count - 1) { ClipPair(all[$0], all[$0 + 1]) }
      if frames.isEmpty { walk.begin(all[0].frame) }
      for (pair, frame) in zip(measured, all.dropFirst()) { walk.step(pair, to: frame.frame) }
      pairs += measured
      frames = fresh
    }
    return (pairs, walk.strides)
  }

  /// Some frames once more.
  func frames(_ numbers: Range<Int>) throws -> [SurveyedFrame] {
    let pictures = try numbers.map { try reader.picture(at: $0) }
    return cores.map(pictures.indices) { SurveyedFrame(pictures[$0]) }
  }
}
