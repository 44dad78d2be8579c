/// An object whose fields are asked for one after the other; asking for a key makes it known.
final class CheckedObject {
  /// The object itself, for problems with it as a whole.
  let whole: CheckedValue
  private let members: [JSONValue.Member]
  private var known: [String] = []

  init(_ members: [JSONValue.Member], at whole: CheckedValue) {
    self.whole = whole
    self.members = members
  }

  /// The value of a key. Null is as good as nothing.
  subscript(key: String) -> CheckedValue? {
    if !known.contains(key) { known.append(key) }
    guard let member = members.first(where: { $0.key == key }), member.value.content != .null else { return nil }
    return CheckedValue(value: member.value, path: whole.path + .key(key), sheet: whole.sheet)
  }

  func refuseUnknownKeys() {
    for member in members where !whole.sheet.isFull && !known.contains(member.key) {
      let advice = NearestWord.advice(for: member.key, among: known)
      whole.sheet.add("unknown key \"\(member.key.shortened)\", \(advice)", at: member.keyBytes.lowerBound)
    }
  }
}
