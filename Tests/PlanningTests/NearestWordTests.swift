import Testing

import Planning

@Suite struct `The nearest word` {
  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xabc", 1), ("abc", "axc", 1),
    ("ocatve", "octaves", 2), ("", "abc", 3), ("kitten", "sitting", 3),
  ])
  func `counts edits`(a: String, b: String, edits: Int) {
    #expect(NearestWord.distance(a, b) == edits)
    #expect(NearestWord.distance(b, a) == edits)
  }

  @Test func `is none when nothing is near`() {
    let known = ["take", "world", "prompt", "firstBeat", "at"]
    #expect(NearestWord.nearest(to: "wrold", among: known) == "world")
    #expect(NearestWord.nearest(to: "first_beat", among: known) == "firstBeat")
    #expect(NearestWord.nearest(to: "picture", among: known) == nil)
    #expect(NearestWord.nearest(to: String(repeating: "a", count: 100_000), among: known) == nil)
    #expect(NearestWord.advice(for: "x", among: []) == "there is none")
  }
}
