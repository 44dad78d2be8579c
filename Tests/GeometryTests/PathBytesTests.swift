import Geometry
import Testing

@Suite struct `The name of a file` {
  @Test func `comes back as the bytes that it was, whatever they are`() {
    let seed = Seed(12)
    var names: [[UInt8]] = [
      [], Array("café".utf8), [0x63, 0xE9], [0xFF, 0xFE], Array("\u{10FF80}\u{10FFFF}".utf8), [0xF4, 0x8F, 0xBF],
      Array("👩‍👧 a\u{301}".utf8),
    ]
    for number in 0..<500 {
      let own = seed.at("name", number)
      names.append((0..<own.at("length").pick(0..<24)).map { UInt8(own.at("byte", $0).pick(1..<256)) })
    }
    for name in names { #expect(PathBytes.bytes(PathBytes.text(name)) == name, "\(name)") }
    #expect(PathBytes.text(Array("plain.png".utf8)) == "plain.png")
  }

  @Test func `is shown without anything that a terminal would obey`() {
    #expect(PathBytes.shown(PathBytes.text([0x63, 0xE9])) == "c\\xE9")
    #expect(PathBytes.shown("a\u{1B}]0;title\u{7}b\n\u{202E}c\u{9B}") == "a\\x1B]0;title\\x07b\\x0A\\u{202E}c\\x9B")
    #expect(PathBytes.shown("a\nb\tc", keeping: ["\n"]) == "a\nb\\x09c")
    #expect(PathBytes.shown("Ünïcödé 日本 👍") == "Ünïcödé 日本 👍")
  }
}
