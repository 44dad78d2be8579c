import Continuity
import Geometry
import Imaging
import Media
import Planning

extension Surveyor {
  /// A storyboard of stills in the order in which each lies in the one before it; flying out, the other way round.
  ///
  /// Throws a `Problem` if the stills do not lie in one another, or if not all scenes are stills, and what `facts` throws.
  package static func stacked(_ storyboard: Storyboard, cores: Cores) throws -> Storyboard {
    let facts = try facts(of: storyboard)
    let stills = try storyboard.scenes.map { scene -> GreyImage in
      guard case .take(let name) = scene.content, facts[name]?.kind == .still else {
        throw Problem("only stills can be put in the order of a stack, and not all scenes are stills")
      }
      do { return GreyImage(try readStill(name, .yuv444), mostWidth: 2000) } catch let error as MediaError {
        throw Problem(error.description)
      }
    }
    guard stills.count > 1 else { return storyboard }
    guard let stack = StackOrder.find(stills, cores: cores) else {
      throw Problem(
        "the stills are not a stack: not every one of them was found in another; give them in their order, without --order"
      )
    }
    var ordered = storyboard
    let order = storyboard.direction == .in ? stack.order : stack.order.reversed()
    ordered.scenes = order.map { storyboard.scenes[$0] }
    return ordered
  }
}
