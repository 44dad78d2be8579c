import Geometry
import Synchronization

/// A picture and its halves, quarters and so on down to a single pixel.
///
/// Pixel coordinates (centres at ½) of level l are those of level 0 divided by 2^l exactly, so nothing creeps; where a side is odd, the
/// last pixel of the next level reaches over the edge, which goes on there. Chroma keeps its siting at every level.
///
/// Each level is its predecessor filtered by Lanczos-3 stretched to 12 taps. Y′ is reduced as light (`LumaLight`), so that small
/// lights stay as bright from afar as they are; chroma as it is.
///
/// Levels are made when they are first asked for, and stay.
package struct Pyramid: Sendable {
  /// Number of levels.
  package let count: Int
  private let halves: Halves
  private let roughHalves: Halves

  package init(_ picture: Picture, cores: Cores) {
    halves = Halves(picture, cores, Halving.half)
    roughHalves = Halves(picture, cores, RoughHalving.half)
    count = 1 + Pyramid.halvings(of: max(picture.size.width, picture.size.height))
  }

  private init(count: Int, _ halves: Halves) {
    (self.halves, roughHalves) = (halves, halves)
    self.count = count
  }

  /// The same picture with levels for what is seen only blurred: quickly made means of code values (`RoughHalving`).
  package var rough: Pyramid { Pyramid(count: count, roughHalves) }

  package var format: PictureFormat { halves.picture.format }
  package var size: CanvasSize { halves.picture.size }

  /// Level 0 is the picture itself; only levels that are asked for are made.
  package var levels: Levels { Levels(pyramid: self) }

  package struct Levels: RandomAccessCollection, Sendable {
    fileprivate let pyramid: Pyramid
    package var startIndex: Int { 0 }
    package var endIndex: Int { pyramid.count }
    package subscript(number: Int) -> Picture { pyramid.level(number) }
  }

  package func level(_ number: Int) -> Picture {
    precondition(number >= 0 && number < count, "a pyramid's level is one that it has")
    return halves.level(number)
  }

  /// Bytes of all levels, whether they have been made or not.
  package var byteCount: Int {
    var size = size
    var bytes = 0
    for _ in 0..<count {
      bytes += format.byteCount(of: size)
      size = Pyramid.half(size)
    }
    return bytes
  }

  static func half(_ size: CanvasSize) -> CanvasSize {
    CanvasSize((size.width + 1) / 2, (size.height + 1) / 2)
  }

  private static func halvings(of side: Int) -> Int {
    var side = side
    var number = 0
    while side > 1 {
      side = (side + 1) / 2
      number += 1
    }
    return number
  }
}

/// The levels made so far.
private final class Halves: Sendable {
  let picture: Picture
  private let cores: Cores
  private let half: @Sendable (Picture, Cores) -> Picture
  private let made: Mutex<[Picture]>

  init(_ picture: Picture, _ cores: Cores, _ half: @escaping @Sendable (Picture, Cores) -> Picture) {
    self.picture = picture
    self.cores = cores
    self.half = half
    made = Mutex([picture])
  }

  func level(_ number: Int) -> Picture {
    if number == 0 { return picture }
    return made.withLock { levels in
      while levels.count <= number { levels.append(half(levels[levels.count - 1], cores)) }
      return levels[number]
    }
  }
}

extension PictureFormat {
  /// Bytes of a picture's planes, their rows padded to 64 bytes.
  fileprivate func byteCount(of size: CanvasSize) -> Int {
    (0..<3).reduce(0) { sum, plane in
      let plane = planeSize(plane, of: size)
      return sum + ((plane.width * bytesPerSample + 63) & ~63) * plane.height
    }
  }
}
