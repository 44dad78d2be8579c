/// An option of a command: how it is written, and what it does.
struct Option {
  let name: String
  let short: String?
  /// What stands for the value in the help; nil for an option that is only set.
  let value: String?
  /// The effect, with the default.
  let effect: String

  init(_ name: String, short: String? = nil, _ value: String? = nil, _ effect: String) {
    self.name = name
    self.short = short
    self.value = value
    self.effect = effect
  }

  var spelling: String {
    (short.map { "-\($0), " } ?? "") + "--\(name)" + (value.map { " \($0)" } ?? "")
  }
}
