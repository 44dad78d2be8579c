import Geometry
import Testing

@Suite struct `A take's name` {
  @Test(arguments: [("film.mp4#2", "film.mp4", 2), ("a#b.mov#17", "a#b.mov", 17), ("/x/y#1", "/x/y", 1)])
  func `with a number is a part of a clip`(text: String, file: String, part: Int) {
    let name = TakeName(text) { _ in false }
    #expect(name.file == file && name.part == part)
    #expect(name.description == text)
  }

  @Test(arguments: [
    "film.mp4", "film#", "film#0", "film#02", "film#-1", "film#2a", "film# 2", "#2", "film#1234567", "film#２", "",
  ])
  func `with anything else is a file's`(text: String) {
    let name = TakeName(text) { _ in false }
    #expect(name.file == text && name.part == nil)
    #expect(name.description == text)
  }

  @Test func `is a file's if there is one of the whole name`() {
    let name = TakeName("shot #2") { $0 == "shot #2" }
    #expect(name.file == "shot #2" && name.part == nil)
  }
}
