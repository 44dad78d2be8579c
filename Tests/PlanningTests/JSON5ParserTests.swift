import Testing

import Planning

@Suite struct `A JSON5 text` {
  @Test(
    arguments: [
      ("null", .null), ("true", .bool(true)), ("false", .bool(false)),
      ("0", .number(0)), ("-0", .number(0)), ("+7", .number(7)), ("12.5", .number(12.5)), (".5", .number(0.5)),
      ("5.", .number(5)), ("-.5e1", .number(-5)), ("5.e-1", .number(0.5)), ("1E+2", .number(100)),
      ("0x1F", .number(31)), ("-0XfF", .number(-255)), ("Infinity", .number(.infinity)),
      ("-Infinity", .number(-.infinity)), ("+Infinity", .number(.infinity)), ("1e999", .number(.infinity)),
      ("9007199254740993", .number(9_007_199_254_740_992)),
      (#""a""#, .string("a")), (#"'a "b"'"#, .string(#"a "b""#)), (#""it's""#, .string("it's")), (#"''"#, .string("")),
      (#""\b\f\n\r\t\v\0\\\/\"\'\q""#, .string("\u{8}\u{C}\n\r\t\u{B}\0\\/\"'q")),
      (#""\x41\u00e9\uD83D\uDE00""#, .string("Aé😀")), ("\"one\\\ntwo\\\r\nthree\\\rfour\"", .string("onetwothreefour")),
      ("\"\u{2028}\"", .string("\u{2028}")), ("[]", .list([])), ("{}", .object([])),
    ] as [(String, JSONValue.Content)])
  func `has every kind of value`(text: String, expected: JSONValue.Content) throws {
    #expect(try JSONDocument(bytes: Array(text.utf8)).root.content == expected)
  }

  @Test func `has NaN, which no range holds`() throws {
    let document = try JSONDocument(bytes: Array("[NaN, -NaN]".utf8))
    guard case .number(let number) = document.root[0]?.content else { throw Missing() }
    #expect(number.isNaN)
    #expect(!Limits.octaves.contains(number) && !Limits.octaves.contains(.infinity))
  }

  @Test func `has comments, commas at the end, bare keys and every blank`() throws {
    let text = """
      \u{FEFF}// first
      { /* a * b **/ a: 1, $b_2: [1, 2,], 'c d': {}, "e": +1, \\u0066: 2, ünder: 3,
      \u{A0}\u{2003}\u{B}\u{C}null: 4, // to the end \r true /**/ : /* here */ 5 , }//
      """
    let root = try JSONDocument(bytes: Array(text.utf8)).root
    guard case .object(let members) = root.content else { throw Missing() }
    #expect(members.map(\.key) == ["a", "$b_2", "c d", "e", "f", "ünder", "null", "true"])
    #expect(root["f"]?.content == .number(2))
    #expect(root["$b_2"]?[1]?.content == .number(2))
    #expect(root["true"]?.content == .number(5))
  }

  @Test func `knows where everything stands, in characters`() {
    let text = "\u{FEFF}{\r\n  'ö': [1,\r\t'😀', nebula: 2]\n}"
    let thrown = #expect(throws: Problems.self) { try JSONDocument(bytes: Array(text.utf8), file: "x") }
    #expect(
      thrown?.description == """
        x:3:7: expected a value, found nebula; words stand in quotes
            '😀', nebula: 2]
                 ^
        """)
    let first = #expect(throws: Problems.self) { try JSONDocument(bytes: Array("\u{FEFF}{e\u{301}: é}".utf8)) }
    #expect(first?.list.first?.column == 5)
  }

  @Test func `shows only the part of a long line around a mistake`() {
    let text = "[" + String(repeating: "1, ", count: 100) + "x" + String(repeating: ", 1", count: 100)
    let thrown = #expect(throws: Problems.self) { try JSONDocument(bytes: Array(text.utf8)) }
    let lines = (thrown?.list.first?.excerpt ?? "").split(separator: "\n")
    #expect(lines.count == 2 && lines[0].count < 110)
    let caret = lines[1].count - 1
    #expect(Array(lines[0])[caret] == "x")
  }

  @Test(arguments: [
    ("", "1:1: there is nothing in this file, expected { … }"),
    ("// only words", "1:14: there is nothing in this file, expected { … }"),
    ("{} {}", "1:4: expected nothing more, found {"),
    ("{a: 1 b: 2}", "1:7: expected a comma or }, found b"),
    ("{\n  a: 1\n  'b': 2\n}", "3:3: expected a comma or }, found a string"),
    ("[1 2]", "1:4: expected a comma or ], found a number"),
    ("[1}", "1:3: expected a comma or ], found }"),
    ("[,]", "1:2: expected a value, found ,"),
    ("{,}", "1:2: expected a key or }, found ,"),
    ("{1: 2}", "1:2: expected a key or }, found a number"),
    ("{a 1}", "1:4: expected a colon after a, found a number"),
    ("{a}", "1:3: expected a colon after a, found }"),
    ("{a: }", "1:5: expected a value, found }"),
    ("{a: [1, 2}", "1:10: expected a comma or ], found }"),
    ("{\n a: {b: 1,\n", "2:5: expected a } for this {, found the end of the file"),
    ("[1", "1:1: expected a ] for this [, found the end of the file"),
    ("{a: nebula}", "1:5: expected a value, found nebula; words stand in quotes"),
    ("{a: “x”}", "1:5: expected a value, found “"),
    ("['a\nb']", "1:2: expected a ' at the end of this string, found the end of the line"),
    ("['a", "1:2: expected a ' at the end of this string, found the end of the file"),
    ("'a\\", "1:1: expected a ' at the end of this string, found the end of the file"),
    (#"["\x4"]"#, "1:3: expected 2 digits 0 … F after this, found a string"),
    (#"["\u00g0"]"#, "1:3: expected 4 digits 0 … F after this, found g0"),
    (#"["\uD83D"]"#, #"1:3: this is half a character, expected a pair such as \uD83D\uDE00"#),
    (#"["\uDE00\uD83D"]"#, #"1:3: this is half a character, expected a pair such as \uD83D\uDE00"#),
    (#"["\1"]"#, #"1:3: \1 means nothing; write \u and four digits"#),
    (#"["\01"]"#, #"1:3: \0 means nothing; write \u and four digits"#),
    (#"{\x61: 1}"#, #"1:2: expected \u and four digits, found \"#),
    ("/* no end", "1:1: expected a */ for this comment, found the end of the file"),
    ("/x", "1:1: expected // or /* for a comment, found /"),
    ("010", "1:1: a number does not start with 0, except for 0 itself and 0.5"),
    ("-", "1:1: expected a number, found -"), (".", "1:1: expected a number, found ."),
    ("0x", "1:1: expected a number, found 0x"), ("1e", "1:1: expected a number, found 1e"),
    ("1.2.3", "1:1: expected a number, found 1.2.3"), ("12px", "1:1: expected a number, found 12px"),
    ("0xFG", "1:1: expected a number, found 0xFG"), ("+Infinite", "1:1: expected a number, found +Infinite"),
    ("--1", "1:1: expected a number, found --1"), ("-x", "1:1: expected a number, found -x"),
    ("+é", "1:1: expected a number, found +"),
  ])
  func `that is wrong says where and what was expected`(text: String, expected: String) {
    let thrown = #expect(throws: Problems.self) { try JSONDocument(bytes: Array(text.utf8), file: "x") }
    #expect(thrown?.firstLines == ["x:" + expected])
  }

  @Test func `may be 200 deep and no deeper`() throws {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 200) + [UInt8](repeating: UInt8(ascii: "]"), count: 200)
    _ = try JSONDocument(bytes: deep)
    let bottomless = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    let thrown = #expect(throws: Problems.self) { try JSONDocument(bytes: bottomless) }
    #expect(thrown?.firstLines == ["1:202: more than 200 lists and objects stand inside one another here"])
  }

  @Test func `that is not UTF-8 is refused at its byte`() {
    let thrown = #expect(throws: Problems.self) {
      try JSONDocument(bytes: Array("{\n  a: \"".utf8) + [0xC3, 0x28], file: "x")
    }
    #expect(thrown?.firstLines == ["x:2:7: this is not text in UTF-8, as a JSON5 file has to be"])
  }

  @Test func `that is a picture is refused without harm to the terminal`() {
    let thrown = #expect(throws: Problems.self) {
      try JSONDocument(bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x1B, 0x5B, 0x00], file: "x.png")
    }
    let words = thrown?.description ?? ""
    #expect(words.hasPrefix("x.png:1:1: this is not text in UTF-8"))
    #expect(!words.contains("\u{1B}") && !words.contains("\0"))
  }

  @Test func `tells keys that are given twice`() throws {
    let document = try JSONDocument(bytes: Array("{a: 1,\n b: {c: 1, c: 2},\n 'a': 2, \"a\": 3}".utf8), file: "x")
    #expect(
      Problems(document.duplicateKeys).firstLines == [
        "x:2:12: the key \"c\" is given twice, first on line 2",
        "x:3:2: the key \"a\" is given twice, first on line 1",
        "x:3:10: the key \"a\" is given twice, first on line 1",
      ])
  }

  @Test func `that cannot be opened says why`() {
    let thrown = #expect(throws: Problems.self) { try JSONDocument(file: "/nowhere/at all.json5") }
    #expect(thrown?.description == "/nowhere/at all.json5: cannot be read: No such file or directory")
    let folder = #expect(throws: Problems.self) { try JSONDocument(file: "/tmp") }
    #expect(folder?.description == "/tmp: cannot be read: Is a directory")
  }
}

struct Missing: Error {}

extension Problems {
  /// The sentences with their places, without excerpts.
  var firstLines: [String] { list.map { String($0.description.prefix { !$0.isNewline }) } }
}
