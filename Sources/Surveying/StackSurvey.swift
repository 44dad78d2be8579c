import Continuity
import Geometry
import Imaging
import Media
import Planning

extension Surveyor {
  /// A storyboard of stills in the order in which each lies in the one before it; flying out, the other way round.
  ///
  ///     try Surveyor.stacked(Storyboard(files: ["half.png", "whole.png"]), cores: cores)      // whole.png, half.png
  ///
  /// Throws a `Problem` if the stills do not lie in one another, or if not all scenes are stills, and what `facts` throws.
  package static func stacked(
    _ storyboard: Storyboard, cores: Cores, cache: SurveyCache = .usual
  ) throws -> Storyboard {
    let facts = try facts(of: storyboard)
    let names = try storyboard.scenes.map { try still($0, facts) }
    guard names.count > 1 else { return storyboard }
    let hashes = names.map { facts[$0]!.hash }
    let order = try cache.value(CacheKey(.stack, hashes)) { try stackOrder(names, cores) }
    guard order.count == names.count else {
      throw Problem(
        "the stills are not a stack: not every one of them was found in another; give them in their order, without --order"
      )
    }
    var ordered = storyboard
    ordered.scenes = (storyboard.direction == .in ? order : order.reversed()).map { storyboard.scenes[$0] }
    return ordered
  }

  private static func still(_ scene: SceneWish, _ facts: [String: TakeFacts]) throws -> String {
    guard case .take(let name) = scene.content, facts[name]?.kind == .still else {
      throw Problem("only stills can be put in the order of a stack, and not all scenes are stills")
    }
    return name
  }

  /// The stills' numbers, outermost first; empty if they are no stack.
  private static func stackOrder(_ names: [String], _ cores: Cores) throws -> [Int] {
    let stills = try names.map { name in
      do { return GreyImage(try readStill(name, .yuv444), mostWidth: 2000) } catch let error as MediaError {
        throw Problem(error.description)
      }
    }
    return StackOrder.find(stills, cores: cores)?.order ?? []
  }
}
