import Foundation
import Glibc
import Media

/// What is done with folders and the files in them, so that after a crash all of it has happened, or nothing.
enum Folders {
  static func make(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FolderError("The folder \(path) cannot be made: \(reason(error)).")
    }
  }

  /// The names in a folder, sorted; none if it is not there.
  static func names(_ path: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
  }

  static func remove(_ path: String) throws {
    guard exists(path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw FolderError("\(path) cannot be removed: \(reason(error)).")
    }
  }

  /// The path from the root.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  /// Whether there is anything under this name, even a link that leads nowhere.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Gives a file or folder another name, and waits until both folders know it.
  static func move(_ path: String, to other: String) throws {
    guard rename(path, other) == 0 else {
      throw FolderError("\(path) cannot be moved to \(other): \(String(cString: strerror(errno))).")
    }
    synchronise(parent(of: other))
    if parent(of: path) != parent(of: other) { synchronise(parent(of: path)) }
  }

  /// Waits until a folder and all files in it are on the disk.
  static func synchroniseAll(in path: String) {
    for name in names(path) { synchronise(path + "/" + name) }
    synchronise(path)
  }

  private static func synchronise(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func parent(of path: String) -> String { (path as NSString).deletingLastPathComponent }

  private static func reason(_ error: any Error) -> String {
    ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.localizedDescription ?? error.localizedDescription
  }
}

/// A folder that the system does not let us make, move or remove.
package struct FolderError: Error, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
