import Foundation
import Geometry
import Imaging
import Media
import Planning

/// Stills whose names count on and whose pictures hardly differ: the frames of a clip, which would else be a scene each.
struct NumberedStills {
  /// Numbers of scenes.
  let scenes: Range<Int>
  /// Their common name, with a place for the number: `frames/f%04d.png`.
  let pattern: String

  /// Fewer are stills.
  private static let least = 8
  /// How much neighbouring frames of a clip differ, at most, as `PictureLook` measures it.
  private static let mostDifference = 0.06

  /// All in a storyboard that nobody wrote, in order.
  static func all(in storyboard: Storyboard) throws -> [NumberedStills] {
    guard storyboard.source == nil else { return [] }
    var found: [NumberedStills] = []
    var start = 0
    let names = storyboard.scenes.map(NumberedName.init)
    for end in 1...max(1, names.count) {
      if end < names.count, let next = names[end], names[end - 1]?.isFollowed(by: next) == true { continue }
      if end - start >= least, let pattern = names[start]?.pattern(last: names[end - 1]!),
        try isClip(storyboard.scenes[start..<end], pattern)
      {
        found.append(NumberedStills(scenes: start..<end, pattern: pattern))
      }
      start = end
    }
    return found
  }

  /// Looks at the first two, the middle two and the last two pictures.
  private static func isClip(_ scenes: ArraySlice<SceneWish>, _ pattern: String) throws -> Bool {
    guard Take.numberedPictures(pattern) == scenes.count else { return false }
    let paths = scenes.compactMap { if case .take(let path) = $0.content { path } else { nil } }
    for index in [0, paths.count / 2, paths.count - 2] {
      let pictures = try [index, index + 1].map { try readStill(paths[$0], .yuv420) }
      let looks = pictures.map(PictureLook.init)
      guard pictures[0].size == pictures[1].size, looks[0].difference(from: looks[1]) < mostDifference else {
        return false
      }
    }
    return true
  }
}

/// A still's file name around the number with which it ends.
private struct NumberedName {
  let before: String
  let digits: String
  let after: String

  init?(_ scene: SceneWish) {
    guard case .take(let path) = scene.content, let dot = path.lastIndex(of: ".") else { return nil }
    let digits = path[..<dot].reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
    guard (1...9).contains(digits.count), Folder.stills.contains(path[path.index(after: dot)...].lowercased()) else {
      return nil
    }
    before = String(path[..<path.index(dot, offsetBy: -digits.count)])
    self.digits = String(digits)
    after = String(path[dot...])
  }

  func isFollowed(by next: NumberedName) -> Bool {
    before == next.before && after == next.after && Int(next.digits) == Int(digits)! + 1
      && (digits.count == next.digits.count || digits.first != "0")
  }

  func pattern(last: NumberedName) -> String? {
    digits.count == last.digits.count ? "\(before)%0\(digits.count)d\(after)" : "\(before)%d\(after)"
  }
}

extension Surveyor {
  /// The storyboard in which numbered stills that are the frames of a clip are that clip.
  ///
  ///     // 150 frames of a film
  ///     try Surveyor.gathered(Storyboard(folder: "frames")).scenes.map(\.content)     // [.take("frames/f%04d.png")]
  package static func gathered(_ storyboard: Storyboard) throws -> Storyboard {
    var storyboard = storyboard
    for stills in try NumberedStills.all(in: storyboard).reversed() {
      storyboard.scenes.replaceSubrange(stills.scenes, with: [SceneWish(.take(stills.pattern))])
    }
    return storyboard
  }

  /// What people should know of numbered pictures that are a clip.
  static func numberedNotes(_ facts: [String: TakeFacts]) -> [String] {
    facts.keys.sorted().compactMap { name in
      Take.numberedPictures(name).map {
        "\(name): \($0) numbered pictures that hardly differ are a clip, at \(facts[name]!.times.constantRate?.description ?? "?") frames/s; "
          + "--fps says another rate"
      }
    }
  }
}
