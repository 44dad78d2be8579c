import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct `A place that cannot be written` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }
  private static let long = "a.png b.jpg --size 640x360 --fps 10 --seconds 3"

  init() throws { workshop = try Workshop() }

  @Test func `is in a folder that is not there`() throws {
    for name in ["nosuch/film.mp4", "nosuch/film.y4m", "a.png/film.mp4"] {
      try workshop.refused("render a.png -o \(name)", 74, [name, "folder"])
    }
    try workshop.refused("frame a.png 0 -o nosuch/x.png", 74, ["nosuch/x.png", "folder"])
    try workshop.refused("plan a.png --plot nosuch/x.svg", 74, ["nosuch/x.svg", "folder"])
  }

  @Test func `is in a folder without permission`() throws {
    try folder.makeFolder("locked")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder("locked"))
    // Root may write anywhere but here.
    let name = getuid() == 0 ? "/sys/film.mp4" : "locked/film.mp4"
    try workshop.refused("render a.png -o \(name)", 74, [name, "permissions"])
  }

  @Test(arguments: ["render a.png --frames 0:1 -o", "frame a.png 0 -o", "plan a.png --sheet"])
  func `is a device or a pipe, which stays what it is`(words: String) throws {
    let name = "pipe.png"
    #expect(mkfifo(folder(name), 0o600) == 0)
    try workshop.refused("\(words) \(name)", 64, [name, "device or a pipe"])
    var status = stat()
    #expect(stat(folder(name), &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test(arguments: ["film.mp4 --crf 0", "film.y4m", "frames/%03d.png"])
  func `has too little room, and nothing half done stays`(film: String) throws {
    let words = "render \(Self.long) --progress none -o \(film)"
    let run = try ProgramRun(shell: "ulimit -f 40; $everzoom \(words)", in: folder)
    #expect(run.status == 74, "\(run.status), \(run.errors)")
    #expect(run.errors.contains("ulimit -f"), "\(run.errors)")
    let left = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(left.filter { $0.contains("film") || $0.hasSuffix(".part") || $0.hasSuffix("000.png") }.isEmpty, "\(left)")
  }

  @Test(arguments: ["plan a.png", "presets", "--help", "render a.png --seconds 1 -o -", "frame a.png 0 -o -"])
  func `is a full disk behind stdout`(words: String) throws {
    let run = try ProgramRun(
      shell: "$everzoom \(words) --size 96x54 > /dev/full".replacing(unsized(words), with: ""), in: folder)
    #expect(run.status == 74, "\(run.status), \(run.errors)")
    #expect(run.errors.contains("Standard output"), "\(run.errors)")
  }

  private func unsized(_ words: String) -> String { words.contains("a.png") ? "\0" : " --size 96x54" }

  @Test func `is a pipe whose reader has seen enough`() throws {
    let plan = try ProgramRun(shell: "$everzoom plan a.png | head -c 1; echo ${PIPESTATUS[0]}", in: folder)
    #expect(plan.text == "{0\n" && plan.errors.isEmpty, "\(plan.text) \(plan.errors)")
    let film = try ProgramRun(
      shell: "$everzoom render \(Self.long) -o - | head -c 10 > /dev/null; echo ${PIPESTATUS[0]}", in: folder)
    #expect(film.text == "74\n" && film.errors.contains("closed it"), "\(film.text) \(film.errors)")
  }

  @Test func `is a stream that was closed, and no file takes its place`() throws {
    let film = try ProgramRun(shell: "$everzoom render a.png --seconds 1 --size 96x54 -o - >&-", in: folder)
    #expect(film.status == 74 && film.errors.contains("Standard output"), "\(film.status) \(film.errors)")
    let words = "render a.png --fps 10 --seconds 1 --size 96x54 -o"
    let silent = try ProgramRun(shell: "$everzoom \(words) x.hashes <&- >&- 2>&-", in: folder)
    try workshop.done("\(words) y.hashes")
    #expect(silent.status == 0)
    #expect(try folder.bytes("x.hashes") == folder.bytes("y.hashes"))
    let input = try ProgramRun(shell: "$everzoom plan - <&-", in: folder)
    #expect(input.status == 65 && input.errors.contains("nothing"), "\(input.status) \(input.errors)")
  }
}

@Suite struct `A render that is interrupted` {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func `leaves nothing and says so in its exit code`(signal: Int32, code: Int32) throws {
    let folder = workshop.folder
    let before = folder.names
    let program = try RunningProgram("render --size 320x180 --seconds 600 -o film.mp4", in: folder)
    while program.isRunning, !folder.names.contains("film.mp4.part") { usleep(2000) }
    program.send(signal)
    #expect(program.exitCode() == code)
    #expect(folder.names == before)
  }

  @Test func `keeps the film that had the name before`() throws {
    let folder = workshop.folder
    try folder.write("the old film", "film.mp4")
    let program = try RunningProgram("render --size 320x180 --seconds 600 -o film.mp4", in: folder)
    while program.isRunning, !folder.names.contains("film.mp4.part") { usleep(2000) }
    program.send(SIGINT)
    #expect(program.exitCode() == 130)
    #expect(try folder.bytes("film.mp4") == Array("the old film".utf8))
  }
}
