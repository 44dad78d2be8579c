/// The parts of a path.
///
///     FileName("photos/Dawn 2.JPG")     // folder "photos/", stem "Dawn 2", extension "jpg"
struct FileName {
  /// With its slash; empty for the working folder.
  let folder: String
  let stem: String
  /// In lower case, without its dot; empty when there is none.
  let `extension`: String

  init(_ path: String) {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[start...]
    let dot = name.dropFirst().lastIndex(of: ".") ?? name.endIndex
    folder = String(path[..<start])
    stem = String(name[..<dot])
    `extension` = name[dot...].dropFirst().lowercased()
  }
}
