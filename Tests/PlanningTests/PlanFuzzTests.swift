import Foundation
import Geometry
import Planning
import Testing

@Suite struct `A plan's file with anything changed in it` {
  /// Plans that are soon read.
  private static let texts: [String] = {
    let plans = (0..<12).compactMap { try? Shots.random($0) } + [try? PlanTexts.everything()].compactMap { $0 }
    return plans.compactMap { try? $0.json() }
  }()

  @Test func `byte by byte is a plan or has problems, each with its line`() throws {
    var read = 0
    for round in 0..<1500 {
      let seed = Seed(11).at("bytes", round)
      var bytes = Array(Self.texts[round % Self.texts.count].utf8)
      for change in 0...seed.at("changes").pick(0..<4) {
        let place = seed.at("change", change)
        let start = place.at("start").pick(0..<bytes.count)
        switch place.at("kind").pick(0..<3) {
        case 0: bytes[start] = UInt8(place.at("byte").pick(0..<256))
        case 1: bytes[start] = Array("{}[],:\"-0.9e".utf8)[place.at("sign").pick(0..<12)]
        default: bytes.removeSubrange(start..<min(bytes.count, start + place.at("length").pick(1..<40)))
        }
      }
      read += try Self.check(bytes) ? 1 : 0
    }
    #expect(10...1200 ~= read)
  }

  @Test func `value by value is a plan or has problems, each with its line`() throws {
    var read = 0
    for round in 0..<1500 {
      let seed = Seed(12).at("values", round)
      let text = Self.texts[round % Self.texts.count]
      var bytes = Array(text.utf8)
      let places = Self.numbers(bytes)
      for change in 0...seed.at("changes").pick(0..<3) {
        let place = seed.at("change", change)
        let (number, other) = (
          places[place.at("number").pick(0..<places.count)], places[place.at("other").pick(0..<places.count)]
        )
        guard number.upperBound <= bytes.count else { continue }
        let values = Self.extremes + [String(decoding: Array(text.utf8)[other], as: UTF8.self)]
        bytes.replaceSubrange(number, with: Array(values[place.at("value").pick(0..<values.count)].utf8))
      }
      read += try Self.check(bytes) ? 1 : 0
    }
    #expect(10...1200 ~= read)
  }

  @Test func `line by line is a plan or has problems, each with its line`() throws {
    for round in 0..<800 {
      let seed = Seed(13).at("lines", round)
      var lines = Self.texts[round % Self.texts.count].split(separator: "\n")
      let (a, b) = (seed.at("a").pick(0..<lines.count), seed.at("b").pick(0..<lines.count))
      switch seed.at("kind").pick(0..<3) {
      case 0: lines.remove(at: a)
      case 1: lines.swapAt(a, b)
      default: lines.insert(lines[a], at: b)
      }
      _ = try Self.check(Array(lines.joined(separator: "\n").utf8))
    }
  }

  private static let extremes = [
    "0", "-0", "1", "-1", "2", "0.5", "1e-12", "1e308", "-1e308", "5e-324", "9223372036854775807", "1e6", "10000000",
    "NaN", "-Infinity", "null", "[]", "{}", "\"\"", "true",
  ]

  /// Where numbers stand in a text.
  private static func numbers(_ bytes: [UInt8]) -> [Range<Int>] {
    let isDigit = bytes.map { 0x30...0x39 ~= $0 || $0 == 0x2D || $0 == 0x2E }
    let starts = bytes.indices.filter {
      isDigit[$0] && $0 > 0 && !isDigit[$0 - 1] && [0x20, 0x5B].contains(bytes[$0 - 1])
    }
    return starts.map { start in start..<(bytes[start...].indices.first { !isDigit[$0] } ?? bytes.count) }
  }

  /// Whether the bytes are a plan; then every question about it has an answer.
  private static func check(_ bytes: [UInt8]) throws -> Bool {
    do {
      let plan = try Plan(json: Data(bytes), file: "x")
      #expect(plan.mistake == nil)
      for frame in [0, plan.frameCount / 2, plan.frameCount - 1] {
        _ = plan.views(at: FrameTime(frame))
        _ = plan.speed(at: FrameTime(frame))
      }
      return true
    } catch let problems as Problems {
      #expect(!problems.list.isEmpty)
      for problem in problems.list { #expect(problem.line != nil && problem.excerpt != nil, "\(problem)") }
      return false
    }
  }
}
