import Geometry
import Imaging
import Media
import Planning

/// Decoded takes, ready to be drawn. Keeps what was used last, up to a number of bytes, but always what the frame at hand shows: the next
/// frame shows nearly the same, and would decode it all again.
package final class TakeShelf {
  package static let usualBytes = 96 << 20

  private let takes: [PlannedTake]
  private let format: PictureFormat
  private let cores: Cores
  private let bytes: Int
  private var pyramids: [(key: Key, pyramid: Pyramid)] = []
  private var readers: [(key: Key, reader: ClipReader)] = []
  private var verified: Set<Int> = []
  /// Of the stills that are see-through.
  private var alphas: [Int: Pyramid?] = [:]
  /// The pictures, and the clips by their readers, that the frame at hand has asked for.
  private var shown: [Key] = []
  private var playing: [Key] = []

  private static let openClips = 4

  /// A picture of a take; clips that play in several scenes have a reader for each.
  private struct Key: Equatable {
    var take: Int
    var frame: Int
    var reader: Int
  }

  init(_ takes: [PlannedTake], format: PictureFormat, cores: Cores, bytes: Int) {
    self.takes = takes
    self.format = format
    self.cores = cores
    self.bytes = bytes
  }

  /// Begins another frame: what the last one showed may be forgotten.
  func beginFrame() {
    shown.removeAll()
    if alphas.count > FrameRenderer.keptAround { alphas.removeAll() }
    playing.removeAll()
  }

  /// The take's picture at a second of it (nil: a still).
  ///
  /// Throws `MediaError` when the file cannot be read or is not the one that the plan names.
  func pyramid(_ take: Int, seconds: Double?, reader: Int) throws -> Pyramid {
    let frame = seconds.map { takes[take].facts.times.index(at: $0) } ?? 0
    let key = Key(take: take, frame: frame, reader: 0)
    shown.append(key)
    if let index = pyramids.firstIndex(where: { $0.key == key }) {
      let found = pyramids.remove(at: index)
      pyramids.append(found)
      return found.pyramid
    }
    let pyramid = Pyramid(try picture(take, frame: frame, reader: reader), cores: cores)
    keep(pyramid, key)
    return pyramid
  }

  /// How much a still shows of itself and through its hole, as `readAlpha` gives it; nil for a clip, and where it is opaque.
  ///
  /// Throws what `pyramid` does.
  func alpha(_ take: Int) throws -> Pyramid? {
    guard takes[take].facts.kind == .still else { return nil }
    if let known = alphas[take] { return known }
    try verify(take)
    let alpha = try readAlpha(takes[take].path).map { Pyramid($0, cores: cores) }
    alphas[take] = .some(alpha)
    return alpha
  }

  private func picture(_ take: Int, frame: Int, reader: Int) throws -> Picture {
    let planned = takes[take]
    try verify(take)
    guard planned.facts.kind == .clip else { return try readStill(planned.path, format) }
    let key = Key(take: take, frame: 0, reader: reader)
    playing.append(key)
    if let index = readers.firstIndex(where: { $0.key == key }) {
      let found = readers.remove(at: index)
      readers.append(found)
      return try found.reader.picture(at: frame)
    }
    let opened = try ClipReader(path: planned.path, facts: planned.facts, format: format)
    if bytes > 0 {
      readers.append((key, opened))
      while readers.count > TakeShelf.openClips, let idle = readers.firstIndex(where: { !playing.contains($0.key) }) {
        readers.remove(at: idle)
      }
    }
    return try opened.picture(at: frame)
  }

  private func verify(_ take: Int) throws {
    guard !verified.contains(take) else { return }
    let planned = takes[take]
    guard try hash(ofFile: planned.path) == planned.facts.hash else {
      throw Problem("\(planned.path) is not the file that the plan was made from; make the plan again")
    }
    verified.insert(take)
  }

  /// Clips pass by once, so only their latest pictures are kept; stills stay as long as there is room.
  private func keep(_ pyramid: Pyramid, _ key: Key) {
    guard bytes > 0 else { return }
    pyramids.removeAll { $0.key.take == key.take && !shown.contains($0.key) }
    pyramids.append((key, pyramid))
    while pyramids.reduce(0, { $0 + $1.pyramid.byteCount }) > bytes,
      let idle = pyramids.firstIndex(where: { !shown.contains($0.key) })
    {
      pyramids.remove(at: idle)
    }
  }
}
