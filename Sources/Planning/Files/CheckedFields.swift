import Geometry

/// Fields of a file in which everything has to be said. What is missing or cannot be read becomes a problem, and something stands in for
/// it, so that the rest is looked at all the same.
extension CheckedObject {
  func field<Value>(
    _ key: String, _ expected: String, or stand: Value, _ read: (CheckedValue) -> Value?
  ) -> Value {
    guard let value = self[key] else {
      whole.sheet.add(missing: whole.path + .key(key), expected, at: whole.value.bytes.lowerBound)
      return stand
    }
    return read(value) ?? stand
  }

  func number(_ key: String) -> Double { field(key, "a number", or: 0) { $0.real() } }
  func count(_ key: String) -> Int { field(key, "a whole number", or: 0) { $0.count() } }
  func flag(_ key: String) -> Bool { field(key, "true or false", or: false) { $0.flag() } }
  func word(_ key: String) -> String { field(key, "a string", or: "") { $0.word() } }
  func exact(_ key: String) -> UInt64 { field(key, "a whole number", or: 0) { $0.exact() } }
  func point(_ key: String) -> Point { field(key, "[x, y]", or: .zero) { $0.point() } }
  func time(_ key: String) -> FrameTime { field(key, "a frame, or [frame, fraction]", or: FrameTime(0)) { $0.time() } }
  func rational(_ key: String) -> Rational { field(key, CheckedValue.rate, or: Rational(1)) { $0.rational() } }
  func size(_ key: String, _ range: ClosedRange<Int>) -> CanvasSize {
    field(key, "[width, height]", or: CanvasSize(1, 1)) { $0.size(range) }
  }
  func colours(_ key: String) -> ColourMap {
    field(key, CheckedValue.colourRows, or: .identity) { $0.colours() }
  }

  /// A list, of which nothing is left out: what cannot be read is stood in for.
  func list<Element>(_ key: String, or stand: Element, _ read: (CheckedValue) -> Element?) -> [Element] {
    field(key, "a list [ … ]", or: []) { $0.list(read)?.map { $0 ?? stand } }
  }
}

extension ProblemSheet {
  func add(missing path: JSONPath, _ expected: String, at byte: Int) {
    add("\(path) is missing, expected \(expected)", at: byte)
  }
}

extension CheckedValue {
  static let rate = "a whole number, or a fraction such as \"30000/1001\""
  static let colourRows = "three rows of four numbers, [[…], […], […]]"
  /// Whole numbers that JSON holds exactly.
  private static let largest = 1 << 53

  func real() -> Double? {
    guard case .number(let number) = value.content, number.isFinite else { return refuse("a number") }
    return number
  }

  func count() -> Int? {
    guard case .number(let number) = value.content, let whole = Int(exactly: number),
      whole.magnitude <= Self.largest
    else { return refuse("a whole number") }
    return whole
  }

  /// Any string.
  func word() -> String? {
    guard case .string(let text) = value.content else { return refuse("a string") }
    return text
  }

  /// A whole number with all its digits, in quotes or without.
  func exact() -> UInt64? {
    let whole: UInt64? =
      switch value.content {
      case .number: UInt64(sheet.document.text.characters(value.bytes))
      case .string(let text): UInt64(text)
      default: nil
      }
    return whole ?? refuse("a whole number 0 … \(UInt64.max)")
  }

  func reals(_ form: String, _ count: Int) -> [Double]? {
    guard case .list(let values) = value.content, values.count == count,
      let numbers = list({ $0.real() }), !numbers.contains(nil)
    else { return refuseOnce(form) }
    return numbers.compactMap { $0 }
  }

  func point() -> Point? { reals("[x, y]", 2).map { Point(x: $0[0], y: $0[1]) } }

  /// A list of any length; quick where it is one of numbers.
  func reals() -> [Double]? {
    guard case .list(let values) = value.content else { return refuse("a list of numbers") }
    let numbers = values.compactMap { value in
      if case .number(let number) = value.content, number.isFinite { number } else { nil }
    }
    return numbers.count == values.count ? numbers : list { $0.real() }?.map { $0 ?? 0 }
  }

  /// The same with whole numbers.
  func counts() -> [Int]? {
    guard let numbers = reals() else { return nil }
    let whole = numbers.compactMap { Int(exactly: $0) }
    guard whole.count == numbers.count, whole.allSatisfy({ $0.magnitude <= Self.largest }) else {
      return refuse("a list of whole numbers")
    }
    return whole
  }

  func colours() -> ColourMap? {
    if case .object = value.content { return object { $0.colours("rows") } }
    guard case .list(let rows) = value.content, rows.count == 3 else { return refuse(Self.colourRows) }
    let read = (list { $0.reals("four numbers", 4) } ?? []).compactMap { $0 }
    return read.count == 3 ? ColourMap(rows: read) : nil
  }

  func time() -> FrameTime? {
    switch value.content {
    case .number: return count().map { FrameTime($0) }
    case .object: return object { FrameTime($0.count("frame"), fraction: $0.number("fraction")) }
    default:
      guard let numbers = reals("a frame, or [frame, fraction]", 2) else { return nil }
      guard let frame = Int(exactly: numbers[0]), frame.magnitude <= Self.largest else {
        return refuse("a frame, or [frame, fraction]")
      }
      return FrameTime(frame, fraction: numbers[1])
    }
  }

  func rational() -> Rational? {
    let parts: [Int?] =
      switch value.content {
      case .number: [count(), 1]
      case .string(let text): text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      default: []
      }
    guard parts.count == 2, let a = parts[0], let b = parts[1], b != 0 else { return refuseOnce(Self.rate) }
    guard max(a.magnitude, b.magnitude) <= Self.largest else { return refuse("a fraction of fewer digits") }
    return Rational(a, b)
  }

  /// `[width, height]`, or an object of both.
  func size(_ range: ClosedRange<Int>) -> CanvasSize? {
    if case .object = value.content {
      return object { box in
        func side(_ key: String) -> Int { box.field(key, "a whole number", or: 1) { $0.whole(range) } }
        return CanvasSize(side("width"), side("height"))
      }
    }
    guard case .list(let sides) = value.content, sides.count == 2 else { return refuse("[width, height]") }
    let whole = (list { $0.whole(range) } ?? []).compactMap { $0 }
    return whole.count == 2 ? CanvasSize(whole[0], whole[1]) : nil
  }

  /// Two numbers of which the second is not smaller.
  func range() -> ClosedRange<Double>? {
    guard let ends = reals("[from, to]", 2) else { return nil }
    return ends[0] <= ends[1] ? ends[0]...ends[1] : refuse("[from, to] with numbers that rise")
  }

  /// Refuses a value of which no part has been refused.
  private func refuseOnce<Nothing>(_ expected: String) -> Nothing? {
    let isRefused = sheet.problemBytes.contains { value.bytes.contains($0) }
    return isRefused ? nil : refuse(expected)
  }
}
