import Foundation
import Geometry
import Media
import Planning
import Surveying

/// What the shot is made from: a plan that has decided everything, or a storyboard.
enum ShotSource {
  case plan(Plan)
  case storyboard(Storyboard)

  /// Reads the inputs of a command line, and takes over its options in a storyboard. Without inputs worlds are composed for them.
  static func read(_ arguments: Arguments) throws -> ShotSource {
    let source = try read(arguments.inputs)
    guard case .storyboard(var storyboard) = source else { return source }
    try storyboard.obey(arguments)
    if let song = storyboard.song, let file = song.file { try SongBeats.check(file, start: song.start) }
    try SongBeats.find(for: &storyboard)
    try storyboard.obeyMusicalLength(arguments)
    if arguments.inputs.isEmpty { try storyboard.composeWorlds() }
    return .storyboard(storyboard)
  }

  private static func read(_ inputs: [String]) throws -> ShotSource {
    guard let first = inputs.first else { return .storyboard(Storyboard()) }
    if inputs.contains("") { throw UsageError("one of the inputs is an empty name") }
    guard inputs.count == 1 else {
      if let odd = inputs.first(where: { isText($0) || Folder.isFolder($0) }) {
        throw UsageError(
          "\(odd) stands beside other inputs; give one storyboard, plan or folder, or several stills and clips")
      }
      return .storyboard(Storyboard(files: inputs))
    }
    if Folder.isFolder(first) { return .storyboard(try folder(first)) }
    return isText(first) ? try written(first) : .storyboard(Storyboard(files: inputs))
  }

  /// The storyboard of a folder; a film of an earlier run that lies there is no scene of this one.
  private static func folder(_ folder: String) throws -> Storyboard {
    var storyboard = try Storyboard(folder: folder, decodes: Take.decodes)
    guard storyboard.source == nil else { return storyboard }
    let own = storyboard.scenes.filter { if case .take(let path) = $0.content { Take.isOwnFilm(path) } else { false } }
    guard !own.isEmpty, own.count < storyboard.scenes.count else { return storyboard }
    storyboard.scenes.removeAll { own.contains($0) }
    for case .take(let path) in own.map(\.content) {
      storyboard.remarks.append("\(path) is a film that Everzoom made, and is left out; name it to have it in the shot")
    }
    return storyboard
  }

  private static func isText(_ path: String) -> Bool {
    path == "-" || ["json", "json5"].contains((path as NSString).pathExtension.lowercased())
  }

  /// A storyboard or plan from a file, or from stdin.
  private static func written(_ path: String) throws -> ShotSource {
    let document = path == "-" ? try standardInput() : try JSONDocument(file: path)
    return Storyboard.isPlan(document.root)
      ? .plan(try Plan(document)) : .storyboard(try Storyboard(document, isThere: PathBytes.exists))
  }

  private static func standardInput() throws -> JSONDocument {
    let data = try? FileHandle.standardInput.readToEnd()
    return try JSONDocument(bytes: [UInt8](data ?? Data()), file: "standard input")
  }
}
