import Geometry

/// The pictures of a clip that lie in a folder with their numbers in their names, without a gap: `frames/f%04d.png`.
struct NumberedPictures {
  private let pattern: NumberPattern
  /// The number of the first of them.
  let first: Int
  let count: Int

  /// Nil for a name without a place for a number, for one that a file really has, and where no such picture is there.
  init?(_ path: String) {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let folder = path[..<start].isEmpty ? "." : String(path[..<start])
    guard path[start...].contains("%"), let pattern = try? NumberPattern(path),
      !PathBytes.exists(path),
      let names = PathBytes.names(in: folder)
    else { return nil }
    let numbers = Set(names.compactMap { pattern.number(of: String(path[..<start]) + $0) })
    guard let first = numbers.min() else { return nil }
    var count = 1
    while numbers.contains(first + count) { count += 1 }
    (self.pattern, self.first, self.count) = (pattern, first, count)
  }

  var files: [String] { (first..<first + count).map(pattern.name) }
}

extension Take {
  /// How many pictures a take has that is a folder's numbered pictures (`frames/f%04d.png`); nil for every other.
  package static func numberedPictures(_ path: String) -> Int? { NumberedPictures(path)?.count }
}
