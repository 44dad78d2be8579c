/// What a storyboard calls a take: a file, or one of the parts between a clip's cuts.
///
///     TakeName("film.mp4#2")     // the second part of film.mp4
package struct TakeName: Hashable, Sendable {
  package let file: String
  /// Counted from 1; nil for all of the file.
  package let part: Int?

  /// `#` and a number mean a part only if there is no file of the whole name: "shot #2" may well be one.
  package init(_ name: String, isFile: (String) -> Bool) {
    let split = name.lastIndex(of: "#")
    let digits = split.map { name[name.index(after: $0)...] } ?? ""
    if let split, split > name.startIndex, let part = TakeName.number(digits), !isFile(name) {
      (file, self.part) = (String(name[..<split]), part)
    } else {
      (file, part) = (name, nil)
    }
  }

  /// A whole number from 1 on, of up to six digits and no leading zero.
  private static func number(_ digits: Substring) -> Int? {
    guard (1...6).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }), digits.first != "0"
    else { return nil }
    return Int(digits)
  }
}

extension TakeName: CustomStringConvertible {
  package var description: String { part.map { "\(file)#\($0)" } ?? file }
}
