import Media
import Planning

/// The takes of a shot folder, for people.
package struct ShotListing {
  package struct Row: Equatable {
    package let scene: Int
    package let take: Int
    package let isInShot: Bool
    package let state: State
    /// Nil for a take that is not complete.
    package let record: TakeRecord?
  }

  package enum State: Equatable {
    case ready
    case edited
    /// The scene before is another one now: the take is made again by the next generate.
    case outdated
    case incomplete
  }

  /// In order of scenes and takes.
  package let rows: [Row]

  package init(_ folder: ShotFolder) throws {
    let shot = try folder.record()
    var rows: [Row] = []
    var before: (scene: Int, hash: String?, isOutdated: Bool)?
    for scene in folder.scenes {
      let chosen = shot[scene].take
      var inShot: (hash: String?, isOutdated: Bool) = (nil, false)
      for take in folder.takes(scene: scene) {
        let record = folder.take(scene: scene, take: take)
        let hash = try record.map { try folder.hash(of: $0) }
        let follows = before?.scene == scene - 1 ? before : nil
        let isOutdated =
          follows.map { before in
            record?.seededBy.map { before.isOutdated || $0 != before.hash } ?? false
          } ?? false
        let state: State =
          record == nil ? .incomplete : isOutdated ? .outdated : hash == record?.takeHash ? .ready : .edited
        rows.append(Row(scene: scene, take: take, isInShot: take == chosen, state: state, record: record))
        if take == chosen { inShot = (hash, isOutdated) }
      }
      before = (scene, inShot.hash, inShot.isOutdated)
    }
    self.rows = rows
  }
}

extension ShotFolder {
  /// The hash of a take as it is now.
  fileprivate func hash(of record: TakeRecord) throws -> String {
    if let world = record.world { return try world.hash }
    return try Media.hash(ofFile: "\(folder(scene: record.scene, take: record.take))/\(record.file!)")
  }

  /// Puts a candidate into the shot. Throws `Problem` when there is none of that number.
  package func pick(scene: Int, take: Int) throws {
    let lock = try open()
    defer { withExtendedLifetime(lock) {} }
    let takes = takes(scene: scene)
    guard takes.contains(take), self.take(scene: scene, take: take) != nil else {
      let found = takes.isEmpty ? "it has none" : "it has \(takes.map(String.init).joined(separator: ", "))"
      throw Problem(
        "scene \(scene) has no take \(take): \(found); everzoom generate --takes N makes more", file: path)
    }
    var record = try record()
    record[scene] = ShotRecord.Scene(scene: scene, take: take)
    try write(record)
  }
}
