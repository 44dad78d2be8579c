import Geometry
import Testing

import Planning

@Suite struct `Any bytes at all` {
  @Test func `are a storyboard or have problems, each with its line`() throws {
    let original = Array(everything.utf8)
    var read = 0
    for round in 0..<4000 {
      let bytes = mutated(original, Seed(2026).at("round", round))
      do {
        _ = try Storyboard(JSONDocument(bytes: bytes, file: "x"), worlds: ["nebula"])
        read += 1
      } catch let problems as Problems {
        #expect(!problems.list.isEmpty)
        for problem in problems.list { #expect(problem.line != nil && problem.excerpt != nil, "\(problem)") }
      }
    }
    // Some mutations fall on comments and numbers; if none were read, or all, nothing would have been tried.
    #expect(50...3000 ~= read)
  }

  @Test func `of the alphabet of JSON5 never break the reader`() {
    let alphabet = Array("{}[],:\"'\\/*+-.0x1eIN \n\rua_\u{2028}😀".unicodeScalars)
    for round in 0..<4000 {
      let seed = Seed(7).at("text", round)
      let scalars = (0..<seed.at("length").pick(0..<40)).map {
        alphabet[seed.at("letter", $0).pick(0..<alphabet.count)]
      }
      let text = String(String.UnicodeScalarView(scalars))
      do {
        let document = try JSONDocument(bytes: Array(text.utf8))
        #expect(document.root.bytes.upperBound <= text.utf8.count)
      } catch {
        #expect((error as? Problems)?.list.count == 1)
      }
    }
  }

  /// One to six changes: a byte replaced, a stretch left out, doubled, or moved elsewhere.
  private func mutated(_ original: [UInt8], _ seed: Seed) -> [UInt8] {
    var bytes = original
    for change in 0...seed.at("changes").pick(0..<6) {
      let place = seed.at("change", change)
      let start = place.at("start").pick(0..<bytes.count)
      let stretch = start..<min(bytes.count, start + place.at("length").pick(1..<30))
      let other = place.at("other").pick(0..<(bytes.count - stretch.count + 1))
      switch place.at("kind").pick(0..<5) {
      case 0: bytes[start] = UInt8(place.at("byte").pick(0..<256))
      case 1: bytes[start] = Array("{}[],:'\"0-.e/*\\".utf8)[place.at("sign").pick(0..<15)]
      case 2: bytes.removeSubrange(stretch)
      case 3: bytes.insert(contentsOf: bytes[stretch], at: start)
      default:
        let moved = Array(bytes[stretch])
        bytes.removeSubrange(stretch)
        bytes.insert(contentsOf: moved, at: other)
      }
    }
    return bytes
  }
}
