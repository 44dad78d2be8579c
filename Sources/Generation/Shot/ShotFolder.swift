import Foundation
import Media
import Planning

/// Where everything that is generated for a shot is kept:
///
///     shot.json                              which take of each scene is in the shot
///     scene-007/take-1/request.json          what was asked for
///                      seed.png, mask.png    what it was made from: seed.mp4 and end.png too, where they are
///                      still.png             what was made: or clip.mp4, or a world in take.json
///                      log.txt               what the generator said
///                      take.json             hashes of all that it was made from, and of the take
///     old/scene-007-take-1-3fa9…             takes that were replaced; nothing is ever thrown away
///
/// A take's folder appears under its name when it is complete.
package struct ShotFolder: Sendable {
  package let path: String

  package init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// The folder of a storyboard: beside it, with its name.
  package init(besideStoryboard file: String) { self.init((file as NSString).deletingPathExtension + ".shot") }

  package var isThere: Bool { Folders.exists(path) }

  /// Makes the folder if need be, takes it for this process, and removes what interrupted work has left.
  package func open() throws -> ShotLock {
    try Folders.make(path)
    let lock = try ShotLock(self)
    for name in Folders.names(path) where name.hasSuffix(".part") { try Folders.remove("\(path)/\(name)") }
    for scene in sceneFolders {
      for name in Folders.names(scene) where name.hasPrefix(ShotFolder.makingPrefix) {
        try Folders.remove("\(scene)/\(name)")
      }
    }
    return lock
  }

  /// Throws `Problem` when it is there and is not what it should be.
  package func record() throws -> ShotRecord {
    let file = path + "/shot.json"
    guard let record = try JSONFile.read(ShotRecord.self, from: file) else { return ShotRecord() }
    guard record.everzoom == "shot", record.version == ShotRecord.version else {
      throw Problem("is version \(record.version), expected \(ShotRecord.version)", file: file)
    }
    return record
  }

  package func write(_ record: ShotRecord) throws {
    if try self.record() != record || !Folders.exists(path + "/shot.json") {
      try JSONFile.write(record, to: path + "/shot.json")
    }
  }

  // MARK: Takes

  func folder(scene: Int) -> String { "\(path)/scene-\(ShotFolder.digits(scene))" }
  package func folder(scene: Int, take: Int) -> String { "\(folder(scene: scene))/take-\(take)" }

  /// The numbers of the scenes that have a folder, and of the takes in it, in order.
  package var scenes: [Int] { ShotFolder.numbers(path, prefix: "scene-") }
  package func takes(scene: Int) -> [Int] { ShotFolder.numbers(folder(scene: scene), prefix: "take-") }

  /// A take that is complete; nil when there is none, or it has lost its file.
  package func take(scene: Int, take: Int) -> TakeRecord? { ShotFolder.take(in: folder(scene: scene, take: take)) }

  private static func take(in folder: String) -> TakeRecord? {
    guard let record = try? JSONFile.read(TakeRecord.self, from: folder + "/take.json"),
      record.everzoom == "take", record.version == TakeRecord.version,
      record.world != nil || record.file.map({ Folders.exists("\(folder)/\($0)") }) == true
    else { return nil }
    return record
  }

  /// A new, empty folder for a take in the making.
  func beginTake(scene: Int, take: Int) throws -> String {
    let making = "\(folder(scene: scene))/\(ShotFolder.makingPrefix)\(take)"
    try Folders.remove(making)
    try Folders.make(making)
    return making
  }

  /// Puts a take that is complete in its place.
  func finishTake(_ making: String, scene: Int, take: Int) throws {
    Folders.synchroniseAll(in: making)
    try putAway(scene: scene, take: take)
    try Folders.move(making, to: folder(scene: scene, take: take))
  }

  /// Brings back the last take that was replaced and was made from the same; nil when there is none.
  func bringBack(scene: Int, take: Int, sourceHash: String) throws -> TakeRecord? {
    let name = oldName(scene: scene, take: take, sourceHash: sourceHash)
    guard
      let old = NaturalOrder.sorted(Folders.names(path + "/old")).last(where: { $0 == name || $0.hasPrefix(name + "-") }
      ),
      let record = ShotFolder.take(in: "\(path)/old/\(old)"), record.sourceHash == sourceHash
    else { return nil }
    try putAway(scene: scene, take: take)
    try Folders.make(folder(scene: scene))
    try Folders.move("\(path)/old/\(old)", to: folder(scene: scene, take: take))
    return record
  }

  /// Moves a take out of the way of another.
  private func putAway(scene: Int, take: Int) throws {
    let folder = folder(scene: scene, take: take)
    guard Folders.exists(folder) else { return }
    try Folders.make(path + "/old")
    let record = ShotFolder.take(in: folder)
    let name = oldName(scene: scene, take: take, sourceHash: record?.sourceHash ?? "incomplete")
    var free = "\(path)/old/\(name)"
    var count = 1
    while Folders.exists(free) {
      count += 1
      free = "\(path)/old/\(name)-\(count)"
    }
    try Folders.move(folder, to: free)
  }

  private func oldName(scene: Int, take: Int, sourceHash: String) -> String {
    "scene-\(ShotFolder.digits(scene))-take-\(take)-\(sourceHash.prefix(12))"
  }

  private static let makingPrefix = ".making-take-"

  private var sceneFolders: [String] { scenes.map(folder(scene:)) }

  private static func digits(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
  }

  private static func numbers(_ folder: String, prefix: String) -> [Int] {
    Folders.names(folder).filter { $0.hasPrefix(prefix) }.compactMap { Int($0.dropFirst(prefix.count)) }.sorted()
  }
}
