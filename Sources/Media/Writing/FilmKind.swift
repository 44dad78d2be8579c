/// What a film is written as: its destination's name says it.
///
///     FilmKind("shot.m4v")          // .encoded(.mp4)
///     FilmKind("frames/%05d.png")   // .pictures
///     FilmKind("shot.avi")          // nil
package enum FilmKind: Equatable, Sendable {
  /// film.mp4, film.mov
  case encoded(Container)
  /// frames/%05d.png: a sequence, by frame number
  case pictures
  /// frame.png: the one frame of a film
  case picture
  /// film.y4m
  case y4m
  /// -: Y4M to stdout
  case stream
  /// film.hashes
  case hashes
  /// null
  case nothing

  package init?(_ destination: String) {
    let ending = FilmKind.ending(destination)
    switch (ending, destination) {
    case ("png", _): self = FilmKind.name(destination).contains("%") ? .pictures : .picture
    case ("y4m", _): self = .y4m
    case ("hashes", _): self = .hashes
    case (_, "-"): self = .stream
    case (_, "null"): self = .nothing
    default:
      guard let container = Container(ending: ending) else { return nil }
      self = .encoded(container)
    }
  }

  package var container: Container? {
    if case .encoded(let container) = self { container } else { nil }
  }

  package var carriesSound: Bool { container != nil }

  /// Whether what is written cannot be taken back.
  package var isStream: Bool { self == .stream }

  /// Whether frames that are written stay when the film is given up.
  package var keepsFrames: Bool { self == .pictures }

  /// The last name: what folders are called says nothing.
  private static func name(_ destination: String) -> Substring {
    destination.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
  }

  /// What follows the last dot of the last name, in lower case; "" if nothing does.
  private static func ending(_ destination: String) -> String {
    let name = name(destination)
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
