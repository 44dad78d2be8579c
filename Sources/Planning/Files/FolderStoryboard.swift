import Foundation
import Geometry

extension Storyboard {
  /// The files as takes, in this order.
  package init(files: [String]) {
    self.init()
    scenes = files.map { SceneWish(.take($0)) }
    tellTakesApart()
  }

  /// Paths that Swift takes for the same text, as é in one scalar and in two, but that are not the same bytes, are made to differ.
  mutating func tellTakesApart() {
    var seen: [String: [UInt8]] = [:]
    for index in scenes.indices {
      guard case .take(let path) = scenes[index].content else { continue }
      let bytes = Array(path.utf8)
      if let first = seen[path], first != bytes {
        scenes[index].content = .take(PathBytes.spelledOut(path))
      } else {
        seen[path] = bytes
      }
    }
  }

  /// The storyboard in a folder, or else its stills and clips in natural order. Throws `Problems` when there is neither, and what
  /// reading the storyboard throws.
  ///
  /// `decodes` tells of a further extension whether such files can be read here. What is passed over is told in `remarks`.
  package init(folder: String, decodes: (_ extension: String) -> Bool = { _ in false }) throws {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let names = try Folder.names(folder)
    let written = Folder.storyboards.filter(names.contains)
    guard written.count < 2 else {
      throw Problems([Problem("holds \(written.joined(separator: " and ")), expected one of them", file: folder)])
    }
    if let storyboard = written.first {
      try self.init(file: prefix + storyboard, isThere: PathBytes.exists)
      return
    }
    let takes = Folder.takes(names, prefix, decodes)
    let passed = PassedOver(names.filter { !takes.contains($0) })
    guard !takes.isEmpty else { throw Problems([Folder.nothing(in: folder, names, passed)]) }
    self.init(files: CameraOrder.sorted(NaturalOrder.sorted(takes)).map { prefix + $0 })
    remarks = passed.sentences.map { "\(folder): \($0)" }
  }
}

/// What a folder of takes holds.
package enum Folder {
  package static let stills = ["png", "jpg", "jpeg", "jfif", "jpe", "tif", "tiff", "webp", "gif", "bmp"]
  /// Those that some builds of FFmpeg decode.
  package static let furtherStills = ["avif", "jxl", "jp2", "j2k", "exr", "dpx", "tga", "ppm", "pgm", "qoi", "psd"]
  package static let clips = [
    "mp4", "mov", "mkv", "webm", "avi", "m4v", "ts", "mts", "mpg", "mpeg", "y4m", "nut", "wmv", "flv", "3gp", "mxf",
  ]
  static let storyboards = ["storyboard.json5", "storyboard.json"]

  package static func isFolder(_ path: String) -> Bool { PathBytes.isFolder(path) }

  static func names(_ folder: String) throws -> [String] {
    guard isFolder(folder) else { throw Problems([Problem("is no folder that could be read", file: folder)]) }
    guard let names = PathBytes.names(in: folder) else {
      throw Problems([Problem("cannot be read: \(String(cString: strerror(errno)))", file: folder)])
    }
    return names
  }

  /// Files that are not hidden and whose extension is that of a still or clip.
  static func takes(_ names: [String], _ prefix: String, _ decodes: (String) -> Bool) -> [String] {
    names.filter { name in
      let kind = FileName(name).extension
      return !name.hasPrefix(".") && ((stills + clips).contains(kind) || furtherStills.contains(kind) && decodes(kind))
        && !isFolder(prefix + name)
    }
  }

  static func nothing(in folder: String, _ names: [String], _ passed: PassedOver) -> Problem {
    let looked =
      "storyboard.json5, stills (\(stills.joined(separator: ", "))) or clips (\(clips.joined(separator: ", ")))"
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let full = names.filter { name in
      !name.hasPrefix(".") && isFolder(prefix + name)
        && PathBytes.names(in: prefix + name).map { !takes($0, prefix + name + "/", { _ in false }).isEmpty } == true
    }
    let hints =
      passed.sentences
      + (full.isEmpty
        ? []
        : [
          "there are takes in \(full.prefix(4).map { prefix + $0 }.joined(separator: ", ")); name one of these folders"
        ])
    return Problem((["holds nothing to show, expected \(looked)"] + hints).joined(separator: "; "), file: folder)
  }
}
