import Foundation
import Imaging
import Planning

/// The words after a command: options with their values, and the rest.
struct Arguments {
  private(set) var inputs: [String] = []
  private var values: [String: String] = [:]

  /// Options may stand anywhere, as `--name value`, `--name=value` or `-n value`; after `--` everything is an input.
  init(_ words: [String], for command: any Command.Type) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        inputs += rest
        return
      }
      guard word.hasPrefix("-"), word != "-", Double(word) == nil else {
        inputs.append(word)
        continue
      }
      try take(word, &rest, command)
    }
  }

  private mutating func take(_ word: String, _ rest: inout ArraySlice<String>, _ command: any Command.Type) throws {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard
      let option = command.options.first(where: {
        parts[0] == "--\($0.name)" || $0.short.map { parts[0] == "-\($0)" } == true
      })
    else {
      let nearest = NearestWord.nearest(to: parts[0], among: command.options.map { "--\($0.name)" })
      throw UsageError(
        "unknown option \(parts[0])\(nearest.map { ", did you mean \($0)?" } ?? "") (everzoom \(command.name) --help lists them)"
      )
    }
    guard values[option.name] == nil else { throw UsageError("--\(option.name) is given twice") }
    if let placeholder = option.value {
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
        throw UsageError("--\(option.name) needs a value: --\(option.name) \(placeholder)")
      }
      values[option.name] = value
    } else {
      guard parts.count == 1 else { throw UsageError("--\(option.name) takes no value") }
      values[option.name] = ""
    }
  }

  func has(_ name: String) -> Bool { values[name] != nil }
  func text(_ name: String) -> String? { values[name] }

  /// Which of these options are given.
  func given(_ names: [String]) -> [String] { names.filter(has) }

  func number(_ name: String, _ range: NumberRange) throws -> Double? {
    guard let text = values[name] else { return nil }
    guard let number = Double(text), range.contains(number) else {
      throw UsageError("--\(name) is \"\(text)\", expected a number \(range)")
    }
    return number
  }

  func whole(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let text = values[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError("--\(name) is \"\(text)\", expected a whole number \(range.lowerBound) … \(range.upperBound)")
    }
    return number
  }

  func choice<Choice: CaseIterable & RawRepresentable>(_ name: String, _: Choice.Type) throws -> Choice?
  where Choice.RawValue == String {
    try word(name, among: Choice.allCases.map(\.rawValue)).flatMap { Choice(rawValue: $0) }
  }

  func word(_ name: String, among words: [String]) throws -> String? {
    guard let text = values[name] else { return nil }
    guard words.contains(text) else {
      throw UsageError("--\(name) is \"\(text)\", \(NearestWord.advice(for: text, among: words))")
    }
    return text
  }

  /// The frames that --frames allows, as "A:B", "A:" or ":B", all where it is not given; `owner` is what has so many frames.
  func frameRange(of count: Int, _ owner: String) throws -> Range<Int> {
    guard let text = values["frames"] else { return 0..<count }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let first = parts[0].isEmpty ? 0 : Int(parts[0]),
      let end = parts[1].isEmpty ? count : Int(parts[1]), first >= 0, first < end, end <= count
    else {
      throw UsageError(
        "--frames is \"\(text)\", expected A:B with 0 ≤ A < B ≤ \(count), as the \(owner) has \(count) frames")
    }
    return first..<end
  }

  /// The processor cores that --jobs allows, all where it is not given.
  func cores() throws -> Cores {
    Cores(try whole("jobs", 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  /// The last input as a whole number, taken away from the inputs.
  mutating func takeNumber() -> Int? {
    guard let last = inputs.last, let number = Int(last) else { return nil }
    inputs.removeLast()
    return number
  }
}

/// A number without a needless fraction.
func plain(_ x: Double) -> String { x == x.rounded() && abs(x) < 1e15 ? "\(Int(x))" : "\(x)" }
