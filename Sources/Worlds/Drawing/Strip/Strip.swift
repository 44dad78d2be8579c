import Dispatch
import Geometry
import Imaging

/// The patches that a flat world has drawn so far. Forgetting any of them changes speed, never a pixel.
final class Strip: @unchecked Sendable {
  private var patches: [StripPatch: StripTexels] = [:]
  private var byteCount = 0
  private var views = 0
  private let lock = DispatchSemaphore(value: 1)

  func forget() {
    lock.wait()
    defer { lock.signal() }
    patches = [:]
    byteCount = 0
  }

  /// The texels of patches, those that are missing drawn now. What has not been looked at for longest is dropped while more than `limit`
  /// bytes are held.
  func texels(_ wanted: [StripPatch], _ matter: some Matter, cores: Cores, limit: Int) -> [StripTexels] {
    let (view, known) = known(wanted)
    let missing = wanted.indices.filter { known[$0] == nil }
    guard !missing.isEmpty else { return known.map { $0! } }
    let drawn = Drawn(missing.count)
    cores.forEach(0..<missing.count) { drawn.set($0, StripTexels(wanted[missing[$0]], matter)) }
    var all = known
    for (place, texels) in zip(missing, drawn.texels) { all[place] = texels }
    keep(zip(missing, drawn.texels).map { (wanted[$0], $1!) }, view, limit: limit)
    return all.map { $0! }
  }

  private func known(_ wanted: [StripPatch]) -> (view: Int, [StripTexels?]) {
    lock.wait()
    defer { lock.signal() }
    views += 1
    let known = wanted.map { patches[$0] }
    for texels in known { texels?.view = views }
    return (views, known)
  }

  private func keep(_ drawn: [(StripPatch, StripTexels)], _ view: Int, limit: Int) {
    lock.wait()
    defer { lock.signal() }
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

  /// A place for the results of many threads.
  private final class Drawn: @unchecked Sendable {
    private(set) var texels: [StripTexels?]
    private let lock = DispatchSemaphore(value: 1)

    init(_ count: Int) { texels = Array(repeating: nil, count: count) }

    func set(_ index: Int, _ drawn: StripTexels) {
      lock.wait()
      defer { lock.signal() }
      texels[index] = drawn
    }
  }
}
