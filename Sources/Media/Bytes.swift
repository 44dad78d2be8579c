/// Bytes with numbers in them; beyond the end there is nil.
struct Bytes {
  let all: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { all = bytes[...] }
  private init(_ bytes: ArraySlice<UInt8>) { all = bytes }

  var count: Int { all.count }

  func byte(_ at: Int) -> Int? { at >= 0 && at < count ? Int(all[all.startIndex + at]) : nil }

  /// An unsigned number of `width` bytes.
  func number(_ at: Int, width: Int, isBigEndian: Bool) -> Int? {
    guard at >= 0, at <= count - width else { return nil }
    let digits = all[all.startIndex + at..<all.startIndex + at + width]
    return (isBigEndian ? Array(digits) : digits.reversed()).reduce(0) { $0 << 8 | Int($1) }
  }

  func big16(_ at: Int) -> Int? { number(at, width: 2, isBigEndian: true) }
  func big32(_ at: Int) -> Int? { number(at, width: 4, isBigEndian: true) }
  func little16(_ at: Int) -> Int? { number(at, width: 2, isBigEndian: false) }
  func little32(_ at: Int) -> Int? { number(at, width: 4, isBigEndian: false) }

  /// Whether the text's ASCII stands here.
  func reads(_ text: String, at: Int) -> Bool {
    at >= 0 && at + text.utf8.count <= count && all[(all.startIndex + at)...].starts(with: text.utf8)
  }

  /// So many characters of ASCII.
  func text(_ at: Int, _ count: Int) -> String? {
    let part = part(at, count)
    return part.count == count ? String(decoding: part.all, as: UTF8.self) : nil
  }

  /// The bytes of a range, as far as there are any.
  func part(_ at: Int, _ length: Int) -> Bytes {
    let start = min(max(at, 0), count)
    let end = min(max(start, at + length), count)
    return Bytes(all[all.startIndex + start..<all.startIndex + end])
  }
}
