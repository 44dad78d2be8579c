/// What all who deal with the contour between unlike scenes have to agree on.
package enum Contour {
  /// How far a take is seen beyond its own border while it is small, mirrored: in halves of the canvas's height.
  package static let mirrored = 0.12

  /// A window that begins later than so many octaves is short, as it is where a clip plays: then scenes meet evenly and all but the whole way.
  package static let quick = -1.15
}
