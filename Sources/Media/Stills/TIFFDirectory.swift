/// The first directory of a TIFF structure: whole numbers by tag.
struct TIFFDirectory {
  private let bytes: Bytes
  private let isBigEndian: Bool
  private let start: Int
  private let count: Int

  init?(_ bytes: Bytes) {
    self.bytes = bytes
    isBigEndian = bytes.reads("MM", at: 0)
    guard isBigEndian || bytes.reads("II", at: 0),
      let start = bytes.number(4, width: 4, isBigEndian: isBigEndian),
      let count = bytes.number(start, width: 2, isBigEndian: isBigEndian)
    else { return nil }
    self.start = start + 2
    self.count = count
  }

  /// All values of a tag of type byte, short or long; none if it is missing or cut off.
  func values(_ tag: Int) -> [Int] {
    guard let entry = (0..<count).map({ start + 12 * $0 }).first(where: { number($0, 2) == tag }),
      let type = number(entry + 2, 2), let length = number(entry + 4, 4),
      let width = [1: 1, 3: 2, 4: 4][type], length <= bytes.count / width
    else { return [] }
    let at = length * width <= 4 ? entry + 8 : number(entry + 8, 4) ?? bytes.count
    return (0..<length).compactMap { number(at + $0 * width, width) }
  }

  func has(_ tag: Int) -> Bool { (0..<count).contains { number(start + 12 * $0, 2) == tag } }

  private func number(_ at: Int, _ width: Int) -> Int? { bytes.number(at, width: width, isBigEndian: isBigEndian) }
}
