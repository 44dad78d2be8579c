import Foundation
import Planning

/// What the shot is made from: a plan that has decided everything, or a storyboard.
enum ShotSource {
  case plan(Plan)
  case storyboard(Storyboard)

  /// Reads the inputs of a command line; none is the built-in shot.
  static func read(_ inputs: [String]) throws -> ShotSource {
    guard let first = inputs.first else { return .storyboard(.builtIn) }
    if inputs.contains("") { throw UsageError("one of the inputs is an empty name") }
    guard inputs.count == 1 else {
      if let odd = inputs.first(where: { isText($0) || Folder.isFolder($0) }) {
        throw UsageError(
          "\(odd) stands beside other inputs; give one storyboard, plan or folder, or several stills and clips")
      }
      return .storyboard(Storyboard(files: inputs))
    }
    if Folder.isFolder(first) { return .storyboard(try Storyboard(folder: first)) }
    return isText(first) ? try written(first) : .storyboard(Storyboard(files: inputs))
  }

  private static func isText(_ path: String) -> Bool {
    path == "-" || ["json", "json5"].contains((path as NSString).pathExtension.lowercased())
  }

  /// A storyboard or plan from a file, or from stdin.
  private static func written(_ path: String) throws -> ShotSource {
    let document = path == "-" ? try standardInput() : try JSONDocument(file: path)
    return Storyboard.isPlan(document.root) ? .plan(try Plan(document)) : .storyboard(try Storyboard(document))
  }

  private static func standardInput() throws -> JSONDocument {
    let data = try? FileHandle.standardInput.readToEnd()
    return try JSONDocument(bytes: [UInt8](data ?? Data()), file: "standard input")
  }
}
