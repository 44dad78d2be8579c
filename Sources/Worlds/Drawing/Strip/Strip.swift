import Geometry
import Imaging
import Synchronization

/// The patches that a flat world has drawn so far. Forgetting any of them changes speed, never a pixel.
final class Strip: Sendable {
  private let kept = Mutex(Kept())

  func forget() {
    kept.withLock {
      $0.patches = [:]
      $0.byteCount = 0
    }
  }

  /// The texels of patches, those that are missing drawn now. What has not been looked at for longest is dropped while more than `limit`
  /// bytes are held.
  func texels(_ wanted: [StripPatch], _ matter: some Matter, cores: Cores, limit: Int) -> [StripTexels] {
    let (view, known) = kept.withLock { $0.known(wanted) }
    let missing = wanted.indices.filter { known[$0] == nil }
    guard !missing.isEmpty else { return known.map { $0! } }
    let drawn = cores.map(0..<missing.count) { StripTexels(wanted[missing[$0]], matter) }
    var all = known
    for (place, texels) in zip(missing, drawn) { all[place] = texels }
    kept.withLock { $0.keep(zip(missing, drawn).map { (wanted[$0], $1) }, view, limit: limit) }
    return all.map { $0! }
  }

  private struct Kept {
    var patches: [StripPatch: StripTexels] = [:]
    var byteCount = 0
    var views = 0

    mutating func known(_ wanted: [StripPatch]) -> (view: Int, [StripTexels?]) {
      views += 1
      let known = wanted.map { patches[$0] }
      for texels in known { texels?.view = views }
      return (views, known)
    }

    mutating func keep(_ drawn: [(StripPatch, StripTexels)], _ view: Int, limit: Int) {
      for (patch, texels) in drawn {
        texels.view = view
        byteCount += texels.byteCount - (patches[patch]?.byteCount ?? 0)
        patches[patch] = texels
      }
      guard byteCount > limit else { return }
      for (patch, texels) in patches.sorted(by: { $0.value.view < $1.value.view }) where byteCount > limit * 3 / 4 {
        guard texels.view < view else { break }
        patches[patch] = nil
        byteCount -= texels.byteCount
      }
    }
  }
}
