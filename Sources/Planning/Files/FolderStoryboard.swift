import Foundation

extension Storyboard {
  /// The files as takes, in this order.
  package init(files: [String]) {
    self.init()
    scenes = files.map { SceneWish(.take($0)) }
  }

  /// The storyboard in a folder, or else its stills and clips in natural order. Throws `Problems` when there is neither, and what
  /// reading the storyboard throws.
  package init(folder: String) throws {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let names = try Folder.names(folder)
    let written = Folder.storyboards.filter(names.contains)
    guard written.count < 2 else {
      throw Problems([Problem("holds \(written.joined(separator: " and ")), expected one of them", file: folder)])
    }
    if let storyboard = written.first {
      try self.init(file: prefix + storyboard)
      return
    }
    let takes = Folder.takes(names, prefix)
    guard !takes.isEmpty else { throw Problems([Folder.nothing(in: folder)]) }
    self.init(files: NaturalOrder.sorted(takes).map { prefix + $0 })
  }
}

/// What a folder of takes holds.
package enum Folder {
  package static let stills = ["png", "jpg", "jpeg", "tif", "tiff", "webp", "gif", "bmp"]
  package static let clips = ["mp4", "mov", "mkv", "webm", "avi", "m4v", "ts", "mts", "mpg", "mpeg", "y4m", "nut"]
  static let storyboards = ["storyboard.json5", "storyboard.json"]

  package static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  static func names(_ folder: String) throws -> [String] {
    guard isFolder(folder) else { throw Problems([Problem("is no folder that could be read", file: folder)]) }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw Problems([Problem("cannot be read: \(error.localizedDescription)", file: folder)])
    }
  }

  /// Files that are not hidden and whose extension is that of a still or clip.
  static func takes(_ names: [String], _ prefix: String) -> [String] {
    names.filter { name in
      !name.hasPrefix(".") && (stills + clips).contains(FileName(name).extension) && !isFolder(prefix + name)
    }
  }

  static func nothing(in folder: String) -> Problem {
    let looked =
      "storyboard.json5, stills (\(stills.joined(separator: ", "))) or clips (\(clips.joined(separator: ", ")))"
    return Problem("holds nothing to show, expected \(looked)", file: folder)
  }
}
