import Foundation

/// What a storyboard calls a take: a file, or one of the takes between the cuts of a film, `film.mp4#2`, counted from 1.
package struct TakeName: Hashable, Sendable {
  package let file: String
  package let part: Int?

  /// A file that is really called so is itself.
  package init(_ name: String) {
    guard let mark = name.lastIndex(of: "#"), mark != name.startIndex,
      let part = Int(name[name.index(after: mark)...]), part > 0, !FileManager.default.fileExists(atPath: name)
    else {
      file = name
      self.part = nil
      return
    }
    file = String(name[..<mark])
    self.part = part
  }

  package static func name(_ file: String, part: Int) -> String { "\(file)#\(part)" }
}
