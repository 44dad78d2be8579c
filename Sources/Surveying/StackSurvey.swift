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
    let chains = try cache.value(CacheKey(.stack, hashes)) { try stackChains(names, cores) }
    guard chains.count == 1, let order = chains.first, order.count == names.count else { throw noStack(names, chains) }
    var ordered = storyboard
    ordered.scenes = (storyboard.direction == .in ? order : order.reversed()).map { storyboard.scenes[$0] }
    return ordered
  }

  private static func still(_ scene: SceneWish, _ facts: [String: TakeFacts]) throws -> String {
    guard case .take(let name) = scene.content else {
      throw Problem("only stills can be put in the order of a stack, and not all scenes are stills")
    }
    guard facts[name]?.kind == .still else {
      throw Problem("only stills can be put in the order of a stack, and this is a clip; leave it out", file: name)
    }
    return name
  }

  /// Names those that lie apart from the rest, or the pieces that it is in.
  private static func noStack(_ names: [String], _ chains: [[Int]]) -> Problem {
    let end = "give them in their order, without --order"
    guard let longest = chains.first, longest.count > 1 else {
      return Problem("the stills are not a stack: none of them was found in another; \(end)")
    }
    let rest = chains.dropFirst().flatMap(\.self).sorted().map { names[$0] }
    let list = rest.prefix(5).joined(separator: ", ") + (rest.count > 5 ? " and \(rest.count - 5) more" : "")
    return Problem(
      "the stills are not a stack: \(list) \(rest.count == 1 ? "was" : "were") not found with the other \(longest.count); leave "
        + "\(rest.count == 1 ? "it" : "them") out, or \(end)")
  }

  /// The stills' numbers, outermost first, as one chain if they are a stack; else the pieces, the longest first.
  private static func stackChains(_ names: [String], _ cores: Cores) throws -> [[Int]] {
    let stills = try names.map { name in
      do { return GreyImage(try readStill(name, .yuv444), mostWidth: 2000) } catch let error as MediaError {
        throw Problem(error.description)
      }
    }
    return StackOrder.chains(stills, cores).map(\.order)
  }
}
