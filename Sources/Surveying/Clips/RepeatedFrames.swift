import Imaging

/// Frames that a clip shows again of the one before it.
enum RepeatedFrames {
  /// So many are looked for.
  static let most = 12
  /// Pictures are the same if they differ by less than this part of what neighbours in a clip do.
  private static let samePart: Float = 0.6
  /// A pixel that changes by less than this, of black to white, stands still.
  private static let leastChange: Float = 0.08

  /// How many of a clip's first pictures were shown already when a picture was the last: up to the one that is most like it, if that is as like
  /// it as encoding allows.
  static func count(_ begin: [Picture], after last: Picture) -> Int {
    let target = GreyImage(last, mostWidth: 320)
    let pictures = begin.map { GreyImage($0, mostWidth: 320) }
    guard pictures.count > 1, pictures.allSatisfy({ $0.size == target.size }) else { return 0 }
    // What stands still tells nothing but how it was encoded.
    let (first, end) = (pictures[0], pictures[pictures.count - 1])
    let moving = target.pixels.indices.filter { pixel in
      [first, target].contains { abs($0.pixels[pixel] - end.pixels[pixel]) > leastChange }
    }
    guard !moving.isEmpty else { return 0 }
    let far = pictures.map { difference($0, target, moving) }
    let steps = zip(pictures, pictures.dropFirst()).map { difference($0, $1, moving) }.sorted()
    let nearest = far.indices.min { far[$0] < far[$1] }!
    return far[nearest] < samePart * steps[steps.count / 2] ? nearest + 1 : 0
  }

  /// Mean difference of luma over some pixels.
  private static func difference(_ a: GreyImage, _ b: GreyImage, _ pixels: [Int]) -> Float {
    var sum: Float = 0
    for i in pixels { sum += abs(a.pixels[i] - b.pixels[i]) }
    return sum / Float(pixels.count)
  }
}
