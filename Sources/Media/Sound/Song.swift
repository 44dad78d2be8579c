/// The sound of a film.
package struct Song: Hashable, Sendable {
  package let path: String
  /// Seconds into the song at which the film begins; 0 or more.
  package let start: Double

  package init(path: String, start: Double = 0) {
    precondition(start >= 0 && start.isFinite, "a film begins at or after the start of its song")
    self.path = path
    self.start = start
  }
}
