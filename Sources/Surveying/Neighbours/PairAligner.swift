import Geometry
import Planning

/// Aligns pairs of pictures, each pair once.
final class PairAligner {
  private let cache: SurveyCache
  private var known: [String: KeptAlignment] = [:]

  init(_ cache: SurveyCache) { self.cache = cache }

  /// How the inner picture lies in the outer one; nil if nothing of one is found in the other. Before they are compared, `report` is told.
  func find(_ input: AlignmentInput, _ report: () -> Void) throws -> TakeAlignment? {
    let key = CacheKey(.alignment, input)
    if let found = known[key.name] { return found.alignment }
    let found = try cache.value(key) {
      report()
      return KeptAlignment(try input.measured())
    }
    known[key.name] = found
    return found.alignment
  }
}

/// An alignment in a file, or that there is none.
private struct KeptAlignment: Codable {
  private let portal: Similarity?
  private let agreement: Double
  private let repeated: Int

  init(_ found: TakeAlignment?) {
    portal = found?.portal
    agreement = found?.agreement ?? 0
    repeated = found?.repeated ?? 0
  }

  var alignment: TakeAlignment? {
    portal.map { TakeAlignment(portal: $0, agreement: agreement, repeated: repeated) }
  }
}
