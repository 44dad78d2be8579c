import Testing

import Planning

@Suite struct `A folder` {
  @Test func `is its stills and clips in natural order`() throws {
    let files = ["take 10.PNG", "take 2.jpg", "Take 1.mp4", ".hidden.png", "notes.txt", "song.mp3", "png", "sub.png/"]
    try TemporaryFolder.with(Dictionary(uniqueKeysWithValues: files.map { ($0, "") })) { (folder) throws in
      let expected = ["Take 1.mp4", "take 2.jpg", "take 10.PNG"].map { SceneWish(.take("\(folder)/\($0)")) }
      #expect(try Storyboard(folder: folder).scenes == expected)
      #expect(try Storyboard(folder: folder + "/").scenes == expected)
    }
  }

  @Test func `is its storyboard when it has one`() throws {
    try TemporaryFolder.with(["storyboard.json5": "{seconds: 5, scenes: [{take: 'b.png'}]}", "a.png": "", "b.png": ""])
    {
      (folder) throws in
      let storyboard = try Storyboard(folder: folder)
      #expect(storyboard.seconds == 5)
      #expect(storyboard.scenes == [SceneWish(.take(folder + "/b.png"))])
    }
    try TemporaryFolder.with(["storyboard.json": "{sconds: 5}"]) { (folder) throws in
      let thrown = #expect(throws: Problems.self) { try Storyboard(folder: folder) }
      #expect(
        thrown?.firstLines == ["\(folder)/storyboard.json:1:2: unknown key \"sconds\", did you mean \"seconds\"?"])
    }
  }

  @Test func `passes over what cannot be read, and says so with what makes takes of it`() throws {
    try TemporaryFolder.with(["a.jfif": "", "b.HEIC": "", "c.heic": "", "d.cr2": "", "e.avif": "", "notes.txt": ""]) {
      (folder) throws in
      let storyboard = try Storyboard(folder: folder) { _ in false }
      #expect(storyboard.scenes == [SceneWish(.take(folder + "/a.jfif"))])
      #expect(
        storyboard.remarks.contains { $0.contains("2 .heic files are passed over") && $0.contains("heif-convert") })
      #expect(
        storyboard.remarks.contains { $0.contains("1 .cr2 file is passed over") } && storyboard.remarks.count == 3)
      #expect(try Storyboard(folder: folder) { $0 == "avif" }.scenes.count == 2)
    }
  }

  @Test func `of folders names those with takes in them`() throws {
    try TemporaryFolder.with(["one/a.png": "", "two/b.txt": ""]) { (folder) throws in
      let thrown = #expect(throws: Problems.self) { try Storyboard(folder: folder) }
      #expect(thrown?.description.contains("there are takes in \(folder)/one") == true)
      #expect(thrown?.description.contains("/two") == false)
    }
  }

  @Test func `has the chapters of a camera's recordings in their order`() throws {
    let names = [
      "GH010002.MP4", "GH010001.MP4", "GH020001.MP4", "GX010003.MP4", "a.png", "GOPR0007.MP4", "GP010007.MP4",
      "GP020007.MP4",
    ]
    try TemporaryFolder.with(Dictionary(uniqueKeysWithValues: names.map { ($0, "") })) { (folder) throws in
      let found = try Storyboard(folder: folder).scenes.compactMap {
        if case .take(let path) = $0.content { String(path.dropFirst(folder.count + 1)) } else { nil }
      }
      let films = found.filter { $0 != "a.png" }
      #expect(
        films == [
          "GH010001.MP4", "GH020001.MP4", "GH010002.MP4", "GOPR0007.MP4", "GP010007.MP4", "GP020007.MP4",
          "GX010003.MP4",
        ])
    }
  }

  @Test func `with two storyboards is a question`() throws {
    try TemporaryFolder.with(["storyboard.json": "{}", "storyboard.json5": "{}"]) { (folder) throws in
      let thrown = #expect(throws: Problems.self) { try Storyboard(folder: folder) }
      #expect(thrown?.description == "\(folder): holds storyboard.json5 and storyboard.json, expected one of them")
    }
  }

  @Test func `with nothing in it says what was looked for`() throws {
    try TemporaryFolder.with(["notes.txt": ""]) { (folder) throws in
      let thrown = #expect(throws: Problems.self) { try Storyboard(folder: folder) }
      let words = thrown?.description ?? ""
      #expect(words.hasPrefix("\(folder): holds nothing to show, expected storyboard.json5, stills (png, jpg"))
      #expect(words.contains("mp4"))
    }
    let thrown = #expect(throws: Problems.self) { try Storyboard(folder: "/nowhere at all") }
    #expect(thrown?.description == "/nowhere at all: is no folder that could be read")
  }

  @Test func `of files is the files as they come`() {
    #expect(
      Storyboard(files: ["b 10.png", "b 2.png"]).scenes == [SceneWish(.take("b 10.png")), SceneWish(.take("b 2.png"))])
  }
}

@Suite struct `Natural order` {
  @Test(arguments: [
    ["2.png", "10.png"], ["a2b3.png", "a2b20.png", "a10b1.png"], ["A1.png", "a2.png", "B1.png"],
    ["1.png", "02.png", "3.png", "0010.png"], ["a.png", "a 2.png", "a-3.png", "ab.png"], ["1.jpg", "1.png"],
    ["9.png", "99999999999999999999999999.png"], ["01.png", "1.png", "001 b.png"], ["1.png", "a.png", "é.png"],
  ])
  func `puts names in the order in which people number them`(names: [String]) {
    #expect(NaturalOrder.sorted(names.reversed()) == names)
    #expect(NaturalOrder.sorted(names.sorted()) == names)
  }
}
