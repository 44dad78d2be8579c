import Foundation
import Imaging
import Media
import Planning

/// Where a film, a frame or a drawing is to go.
struct Destination {
  let name: String

  /// Throws when the name is empty, is that of a folder, or of a file that the shot is made from.
  init(_ name: String, for plan: Plan?) throws {
    self.name = name
    guard !name.isEmpty else { throw UsageError("the name of the file to write is empty") }
    guard !Folder.isFolder(name), !name.hasSuffix("/") else {
      let folder = name.hasSuffix("/") ? name : name + "/"
      throw UsageError("\(name) is a folder; give the name of a file in it, such as \(folder)shot.mp4")
    }
    let sources = (plan?.takes.map(\.path) ?? []) + [plan?.song?.path].compactMap(\.self)
    if let file = sources.first(where: isFile) {
      throw UsageError("\(file) is what the shot is made from, and would be written over; give another name")
    }
  }

  /// For one picture: a name that ends in .png, or - for stdout.
  init(picture name: String, for plan: Plan? = nil) throws {
    try self.init(name, for: plan)
    guard name == "-" || name.lowercased().hasSuffix(".png") else {
      throw UsageError("\(name) does not end in .png; pictures are written as PNG, or to stdout with -")
    }
  }

  /// For a drawing: a name that ends in .svg, or - for stdout.
  init(drawing name: String, for plan: Plan? = nil) throws {
    try self.init(name, for: plan)
    guard name == "-" || name.lowercased().hasSuffix(".svg") else {
      throw UsageError("\(name) does not end in .svg; drawings are written as SVG, or to stdout with -")
    }
  }

  /// For a table of numbers: a name that ends in .csv, or - for stdout.
  init(table name: String) throws {
    try self.init(name, for: nil)
    guard name == "-" || name.lowercased().hasSuffix(".csv") else {
      throw UsageError("\(name) does not end in .csv; numbers are written as CSV, or to stdout with -")
    }
  }

  /// Writes a text; as a file it appears when it is complete.
  func write(text: String) throws {
    if name == "-" { try Terminal.printRaw(text) } else { try writeFile(Array(text.utf8), to: name) }
  }

  /// Writes a picture as PNG.
  func write(_ picture: Picture) throws {
    if name == "-" { try Terminal.print(pngData(picture)) } else { try writePNG(picture, to: name) }
  }

  /// Whether writing goes over a file: it has this name, or one that this pattern makes of a number.
  private func isFile(_ path: String) -> Bool {
    let (mine, other) = (Destination.place(of: name), Destination.place(of: path))
    // What folders are called is no pattern.
    let start = mine.lastIndex(of: "/") ?? mine.startIndex
    guard let hole = mine[start...].firstRange(of: #/%(0[1-9])?d/#) else { return mine == other }
    let (before, after) = (mine[..<hole.lowerBound], mine[hole.upperBound...])
    guard other.hasPrefix(before), other.hasSuffix(after), other.count > before.count + after.count else {
      return false
    }
    return other.dropFirst(before.count).dropLast(after.count).allSatisfy(\.isNumber)
  }

  private static func place(of path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}
