import Foundation
import Generation
import Imaging
import Planning
import Surveying

/// The scenes to be generated for what is on the command line.
enum ChainInput {
  static func maker(_ arguments: Arguments) throws -> ChainMaker {
    switch try ShotSource.read(arguments) {
    case .plan:
      throw UsageError("a plan has nothing to be generated from; give the storyboard that it was made from")
    case .storyboard(let storyboard):
      guard storyboard.hasPrompts else {
        throw UsageError("no scene of this storyboard has a prompt, so there is nothing to generate")
      }
      return try maker(storyboard, arguments)
    }
  }

  static func maker(_ storyboard: Storyboard, _ arguments: Arguments) throws -> ChainMaker {
    let (folder, place) = try folders(storyboard, arguments)
    let cores = try arguments.cores()
    let (storyboard, survey) = try Measuring(arguments.choice("progress", Progress.Style.self)).survey(
      storyboard, cores)
    var chain = ChainMaker(
      storyboard, survey: survey, folder: folder, generators: Generators(folder: place), cores: cores)
    chain.motion = { try Surveyor.motion(of: $0, $1, cores: cores) }
    return chain
  }

  /// The folder for generated scenes, and the one that a generator's words start from.
  private static func folders(_ storyboard: Storyboard, _ arguments: Arguments) throws -> (ShotFolder, place: String) {
    let file = storyboard.source?.document.file
    let isWritten = file.map { FileManager.default.fileExists(atPath: $0) } == true && arguments.inputs != ["-"]
    guard let folder = arguments.text("folder") ?? (isWritten ? ShotFolder(besideStoryboard: file!).path : nil) else {
      throw UsageError(
        "a storyboard from stdin has no folder beside it; say where its scenes are kept: --folder NAME.shot")
    }
    guard !folder.isEmpty else { throw UsageError("the name of the folder for generated scenes is empty") }
    let place = isWritten ? (file! as NSString).deletingLastPathComponent : ""
    return (ShotFolder(folder), place.isEmpty ? "." : place)
  }
}
