import Geometry

/// Where the problems of one file gather while it is read, so that all are told at once.
final class ProblemSheet {
  let document: JSONDocument
  /// What the file is, for sentences about it as a whole: "the storyboard".
  let subject: String
  /// Whether a file that is named is there, where that is asked for.
  var isThere: (String) -> Bool = { _ in true }
  private(set) var problems: [Problem]
  /// Where in the text they are.
  private(set) var problemBytes: [Int] = []
  /// More than so many problems help nobody.
  static let most = 100

  init(_ document: JSONDocument, subject: String) {
    self.document = document
    self.subject = subject
    problems = document.duplicateKeys
  }

  /// The file's value, to be read as what the caller expects.
  var root: CheckedValue { CheckedValue(value: document.root, path: [], sheet: self) }

  /// Whether no more problems are taken.
  var isFull: Bool { problems.count >= ProblemSheet.most }

  func add(_ sentence: String, at byte: Int) {
    guard !isFull else { return }
    problems.append(document.problem(sentence, at: byte))
    problemBytes.append(byte)
  }

  func add(_ others: [Problem]) { problems += others }

  /// Throws `Problems` when there are any.
  func check() throws {
    guard problems.isEmpty else { throw Problems(problems) }
  }
}

/// A value on its way from a file to a field. What it cannot be read as becomes a problem at its place, and nil.
struct CheckedValue {
  let value: JSONValue
  let path: JSONPath
  let sheet: ProblemSheet

  func number(_ range: NumberRange) -> Double? {
    guard case .number(let number) = value.content else { return refuse("a number \(range)") }
    return range.contains(number) ? number : refuse("\(range)")
  }

  func whole(_ range: ClosedRange<Int>) -> Int? {
    guard case .number(let number) = value.content, let whole = Int(exactly: number), range.contains(whole) else {
      return refuse("a whole number \(range.lowerBound) … \(range.upperBound)")
    }
    return whole
  }

  func powerOfTwo(_ range: ClosedRange<Int>) -> Int? {
    guard case .number(let number) = value.content, let whole = Int(exactly: number), range.contains(whole),
      whole & (whole - 1) == 0
    else {
      let powers = (0..<63).map { 1 << $0 }.filter(range.contains).map(String.init)
      return refuse("one of \(powers.joined(separator: ", "))")
    }
    return whole
  }

  func flag() -> Bool? {
    guard case .bool(let flag) = value.content else { return refuse("true or false") }
    return flag
  }

  /// A string with something in it.
  func text(_ expected: String = "a string") -> String? {
    guard case .string(let text) = value.content else { return refuse(expected) }
    return text.isEmpty || text.contains("\0") ? refuse("\(expected) that is not empty") : text
  }

  /// A path, which starts at the folder of the file that it stands in.
  func path(_ expected: String) -> String? {
    text(expected).map { PathBytes.withoutControls($0.hasPrefix("/") ? $0 : sheet.document.folder + $0) }
  }

  /// One of the words of a vocabulary.
  func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type = Choice.self) -> Choice?
  where Choice.RawValue == String {
    let words = Choice.allCases.map(\.rawValue)
    let expected = words.map { "\"\($0)\"" }.joined(separator: " or ")
    guard let word = text(expected) else { return nil }
    if let choice = Choice(rawValue: word) { return choice }
    return refuse(NearestWord.nearest(to: word, among: words).map { "\"\($0)\"" } ?? expected)
  }

  /// As many numbers as the form says: `numbers("[x, y]", 2, range)`.
  func numbers(_ form: String, _ count: Int, _ range: NumberRange) -> [Double]? {
    guard case .list(let values) = value.content, values.count == count else {
      return refuse("\(form) with numbers \(range)")
    }
    let numbers = elements(values).compactMap { $0.number(range) }
    return numbers.count == count ? numbers : nil
  }

  /// Every element as read; nil stands for one that is wrong.
  func list<Element>(_ read: (CheckedValue) -> Element?) -> [Element?]? {
    guard case .list(let values) = value.content else { return refuse("a list [ … ]") }
    return elements(values).map(read)
  }

  /// Reads an object; keys that `read` does not ask for are problems.
  func object<Thing>(_ read: (CheckedObject) -> Thing?) -> Thing? {
    guard case .object(let members) = value.content else { return refuse("an object { … }") }
    let object = CheckedObject(members, at: self)
    let thing = read(object)
    object.refuseUnknownKeys()
    return thing
  }

  /// Makes a problem of this value: "… is 0, expected 0.1 … 64".
  func refuse<Nothing>(_ expected: String) -> Nothing? {
    guard !sheet.isFull else { return nil }
    complain("is \(found), expected \(expected)")
    return nil
  }

  /// Makes a problem of this value; `predicate` goes on after its name.
  func complain(_ predicate: String) {
    let name = path.steps.isEmpty ? sheet.subject : path.description
    sheet.add("\(name) \(predicate)", at: value.bytes.lowerBound)
  }

  /// The value as it is written, or in a word if it is large.
  var found: String {
    switch value.content {
    case .object: "an object"
    case .list(let values) where values.isEmpty: "an empty list"
    case .list: sheet.document.text.characters(value.bytes).asList
    default: sheet.document.text.characters(value.bytes).shortened
    }
  }

  private func elements(_ values: [JSONValue]) -> [CheckedValue] {
    values.enumerated().map { CheckedValue(value: $1, path: path + .index($0), sheet: sheet) }
  }
}

extension String {
  /// A list as it is written when it is short and on one line.
  fileprivate var asList: String { count <= 40 && !contains(where: \.isNewline) ? printable : "a list" }
}
