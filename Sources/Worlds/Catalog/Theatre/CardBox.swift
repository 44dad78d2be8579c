import Synchronization

/// The cards of a play, cut when first they are needed. Forgetting them changes speed, never a pixel.
final class CardBox: Sendable {
  private let kept = Mutex<[PaperCard]?>(nil)

  func cards(_ cut: (_ number: Int) -> PaperCard) -> [PaperCard] {
    kept.withLock { kept in
      if let kept { return kept }
      let cards = (0..<Play.cards).map(cut)
      kept = cards
      return cards
    }
  }

  func forget() { kept.withLock { $0 = nil } }
}
