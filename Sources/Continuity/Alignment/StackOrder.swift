import Imaging

/// Finds out whether stills form a stack, each lying in the one before it.
package enum StackOrder {
  /// Up to so many stills are all compared thoroughly; of more, all pairs get a rough look (neighbours up to 8 times as large as
  /// each other, hardly rolled), and only likely ones a thorough one.
  private static let thoroughCount = 5
  /// So many stills are tried as the one around another.
  private static let likelyCount = 6

  /// The stack that all stills together form, given in any order; nil if they form none.
  ///
  ///     StackOrder.find([half, quarter, whole], cores: cores)?.order      // [2, 0, 1]
  package static func find(_ stills: [GreyImage], cores: Cores) -> StillStack? {
    let chains = chains(stills, cores)
    guard chains.count == 1, chains[0].order.count == stills.count else { return nil }
    return chains[0]
  }

  /// The same where they form several: each as long as it gets, the longest first. A still that is in no other, and has none in it, is one alone.
  package static func chains(_ stills: [GreyImage], _ cores: Cores) -> [StillStack] {
    guard stills.count > 1 else { return [] }
    let ladders = stills.map { GreyLadder($0) }
    let parents = parents(ladders, cores)
    var chains = chains(parents)
    if chains.count > 1 { chains = joined(chains, ladders, cores) }
    return chains.enumerated().sorted { ($1.element.order.count, $0.offset) < ($0.element.order.count, $1.offset) }.map(
      \.element)
  }

  private struct Parent {
    let outer: Int
    let alignment: Alignment
  }

  /// For each still the smallest one that it lies in.
  private static func parents(_ stills: [GreyLadder], _ cores: Cores) -> [Parent?] {
    let grid = stills.count <= thoroughCount ? SearchGrid.usual : .rough
    let fields = cores.map(0..<stills.count) { SearchField(stills[$0], grid) }
    return cores.map(0..<stills.count) { inner in
      let searched = SearchedStill(stills[inner], grid)
      let finds = stills.indices.filter { $0 != inner }
        .map { outer in (outer: outer, finds: fields[outer].finds(searched, count: 4)) }
      let likely = finds.filter { !$0.finds.isEmpty }
        .sorted { ($1.finds[0].agreement, $0.outer) < ($0.finds[0].agreement, $1.outer) }
      var best: Parent?
      for (outer, finds) in likely.prefix(likelyCount) {
        let guesses = finds.map(\.portal)
        guard let found = StillAlignment.best(of: guesses, inner: stills[inner], outer: stills[outer]) else { continue }
        // Of two that show the same the earlier one is the outer.
        guard found.factor > 1.005 || (found.factor > 0.995 && outer < inner) else { continue }
        if best.map({ found.factor < $0.alignment.factor }) ?? true { best = Parent(outer: outer, alignment: found) }
      }
      return best
    }
  }

  /// The stills in order, as far as each has one that lies in it next.
  private static func chains(_ parents: [Parent?]) -> [StillStack] {
    // Where several lie in the same still, the largest is the next one.
    var next = [Int?](repeating: nil, count: parents.count)
    for (inner, parent) in parents.enumerated() {
      guard let parent else { continue }
      let rival = next[parent.outer].flatMap { parents[$0] }
      if rival.map({ parent.alignment.factor < $0.alignment.factor }) ?? true { next[parent.outer] = inner }
    }
    let heads = parents.indices.filter { inner in parents[inner].map { next[$0.outer] != inner } ?? true }
    return heads.map { head in
      var stack = StillStack(order: [head], alignments: [])
      while let inner = next[stack.order.last!], stack.order.count < parents.count {
        stack.order.append(inner)
        stack.alignments.append(parents[inner]!.alignment)
      }
      return stack
    }
  }

  /// Chains put together where the first still of one lies in the last of another, by a thorough look at those; a few at most.
  private static func joined(_ chains: [StillStack], _ stills: [GreyLadder], _ cores: Cores) -> [StillStack] {
    guard chains.count <= 4 else { return chains }
    var chains = chains
    var index = 0
    while index < chains.count && chains.count > 1 {
      let others = chains.indices.filter { $0 != index }
      let outer = stills[chains[index].order.last!]
      let inner = others.map { stills[chains[$0].order[0]] }
      let found = cores.map(0..<inner.count) { StillAlignment.align(inner: inner[$0], outer: outer) }
      let nearest = found.indices.filter { found[$0].map { $0.factor > 1.005 } ?? false }
        .min { found[$0]!.factor < found[$1]!.factor }
      if let nearest {
        let rest = chains[others[nearest]]
        chains[index].order += rest.order
        chains[index].alignments += [found[nearest]!] + rest.alignments
        chains.remove(at: others[nearest])
        index = 0
      } else {
        index += 1
      }
    }
    return chains
  }
}
