import Foundation
import Generation
import Planning

/// `everzoom pick`: which candidate of a scene is in the shot.
enum PickCommand: Command {
  static let name = "pick"
  static let summary = "chooses which take of a generated scene is in the shot, or lists them"
  static let usage = "SHOT.shot|STORYBOARD [SCENE TAKE]"
  static let remarks = """
    Without a scene it lists every take that the folder keeps. What follows a scene was made from its take, and is made again by the next
    generate or render; what it was before is kept in old/, and comes back when the choice does.
    """
  static let options: [Option] = []
  static let examples = [
    (line: "everzoom pick dream.shot", effect: "scenes, takes, and which are in the shot"),
    (line: "everzoom pick dream.shot 7 2", effect: "take 2 of scene 7 from now on"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard let input = arguments.inputs.first else {
      throw UsageError("which shot? Give its folder, such as dream.shot, or its storyboard")
    }
    let folder = try folder(input)
    switch arguments.inputs.count {
    case 1: try Terminal.print(list(try ShotListing(folder)))
    case 3:
      guard let scene = Int(arguments.inputs[1]), let take = Int(arguments.inputs[2]) else {
        throw UsageError(
          "\"\(arguments.inputs[1]) \(arguments.inputs[2])\" are not a scene and a take; give two numbers, such as 7 2")
      }
      try folder.pick(scene: scene, take: take)
      try Terminal.print("scene \(scene) is take \(take) now\n" + consequence(try ShotListing(folder), after: scene))
    default:
      throw UsageError("everzoom pick takes a shot, and perhaps a scene and a take: everzoom pick dream.shot 7 2")
    }
    return ExitCode.done
  }

  private static func folder(_ input: String) throws -> ShotFolder {
    let isStoryboard = ["json", "json5"].contains((input as NSString).pathExtension.lowercased())
    let folder = isStoryboard ? ShotFolder(besideStoryboard: input) : ShotFolder(input)
    guard folder.isThere, Folder.isFolder(folder.path) else {
      throw Problem("is no shot folder; everzoom generate makes one", file: folder.path)
    }
    return folder
  }

  private static func list(_ listing: ShotListing) -> String {
    guard !listing.rows.isEmpty else { return "nothing is generated yet\n" }
    let rows =
      [["scene", "take", "", "state", "seed", "generator", "prompt"]]
      + listing.rows.map { row in
        [
          "\(row.scene)", "\(row.take)", row.isInShot ? "in the shot" : "", words(row.state),
          row.record.map { "\($0.seed)" } ?? "", row.record?.generator ?? "", row.record?.prompt ?? "",
        ]
      }
    return TextTable(rows).text
  }

  private static func words(_ state: ShotListing.State) -> String {
    switch state {
    case .ready: "ready"
    case .edited: "edited by hand"
    case .outdated: "to be made again"
    case .incomplete: "incomplete"
    }
  }

  private static func consequence(_ listing: ShotListing, after scene: Int) -> String {
    let outdated = listing.rows.filter { $0.scene > scene && $0.isInShot && $0.state == .outdated }.map(\.scene)
    guard let first = outdated.first, let last = outdated.last else { return "" }
    return first == last
      ? "scene \(first) was made from another take, and is made again by the next generate or render\n"
      : "scenes \(first) to \(last) were made from another take, and are made again by the next generate or render\n"
  }
}
