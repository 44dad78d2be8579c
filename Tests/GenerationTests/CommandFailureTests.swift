import Foundation
import Generation
import Geometry
import Media
import Synchronization
import Testing
import TestSupport

@Suite struct `A command that fails` {
  private let shop: CommandWorkshop

  init() throws { shop = try CommandWorkshop() }

  @Test func `refuses for good`() throws {
    let result = try shop.make(
      #"echo '{"type":"error","message":"No lakes.","retryable":false}'; exit 65"#)
    let sentence = result.sentence(GeneratorError.refused)
    #expect(sentence.contains("refuses the request (exit code 65), and says: No lakes. Change the prompt"))
    #expect(sentence.hasSuffix("Log: \(shop.folder("work"))/attempt-1.log"))
    #expect(shop.runs.count == 1 && shop.folder.names.contains("work"))
    #expect(try shop.folder.entries("work") == ["attempt-1.log", "request.json"])
  }

  @Test(
    arguments: [
      (64, GeneratorError.failed, 1), (65, GeneratorError.refused, 1), (69, GeneratorError.unavailable, 3),
      (70, GeneratorError.failed, 1), (73, GeneratorError.failed, 1), (74, GeneratorError.failed, 1),
      (75, GeneratorError.unavailable, 3), (77, GeneratorError.notAllowed, 1), (1, GeneratorError.failed, 1),
      (127, GeneratorError.unavailable, 1),
    ] as [(Int, @Sendable (String) -> GeneratorError, Int)])
  func `says why by its exit code`(code: Int, kind: @Sendable (String) -> GeneratorError, attempts: Int) throws {
    var limits = CommandWorkshop.limits
    limits.attempts = 3
    let result = try shop.make("echo 'the oven is cold' >&2; \(CommandWorkshop.handsIn); exit \(code)", limits: limits)
    let sentence = result.sentence(kind)
    #expect(sentence.contains("(exit code \(code))") && sentence.contains("the oven is cold"))
    #expect(shop.runs.count == attempts && sentence.contains("(attempt 3)") == (attempts == 3))
  }

  @Test(arguments: ["exit 130", "exit 143", "kill -INT $$", "kill -TERM $$"])
  func `was cancelled by somebody else`(end: String) throws {
    #expect(try shop.make(end) == .failure(.cancelled))
    #expect(shop.runs.count == 1)
  }

  @Test func `is tried again when it may be, in a fresh folder`() throws {
    let reply = try shop.make(
      """
      test -e ../tried && test ! -e half.png && \(CommandWorkshop.handsIn) && exit
      touch ../tried half.png
      echo '{"type":"error","message":"rate limit","retryable":true,"retryAfter":0.02,"code":429}'
      """
    ).get()
    #expect(reply.made == .still(shop.folder("work/attempt-2/still.png")))
    #expect(shop.runs.count == 2 && shop.notes.count == 1)
    #expect(shop.notes.allSatisfy { $0.contains("rate limit; trying again in") })
    #expect(
      try shop.folder.entries("work").filter { $0.hasPrefix("attempt") } == [
        "attempt-1.log", "attempt-2", "attempt-2.log",
      ])
  }

  @Test func `is unavailable when it stays busy`() throws {
    let result = try shop.make(#"echo '{"type":"error","message":"come back","retryable":true}'; exit 1"#)
    #expect(result.sentence(GeneratorError.unavailable).contains("come back"))
    #expect(shop.runs.count == CommandWorkshop.limits.attempts)
  }

  @Test func `is waited for longer and longer, as it asks, within bounds`() {
    var limits = CommandLimits()
    (limits.firstWait, limits.longestWait) = (1, 60)
    for chance in [0, 0.5, 0.999] {
      for attempt in 1...5 {
        #expect(abs(limits.wait(after: attempt, asked: nil, chance: chance) / Double(1 << (attempt - 1)) - 1) <= 0.25)
      }
      #expect(limits.wait(after: 40, asked: nil, chance: chance) == 60)
      #expect((10...12.5).contains(limits.wait(after: 1, asked: 10, chance: chance)))
      #expect(limits.wait(after: 1, asked: 1e9, chance: chance) == 60)
      #expect(limits.wait(after: 1, asked: -3, chance: chance) == 0)
    }
  }

  @Test func `is tried again after a crash`() throws {
    let result = try shop.make("kill -SEGV $$")
    #expect(result.sentence(GeneratorError.failed).contains("ended by signal 11"))
    #expect(shop.runs.count == CommandWorkshop.limits.attempts)
  }

  @Test func `has nothing to show`() throws {
    #expect(try shop.make("exit 0").sentence(GeneratorError.failed).contains("without a result"))
    #expect(shop.runs.count == 1)
  }

  @Test func `writes rubbish instead`() throws {
    let result = try shop.make(#"echo 'PNG goes here'; head -c 50000 /dev/urandom; printf '\n{"type":"res'"#)
    #expect(result.sentence(GeneratorError.failed).contains("instead it wrote \"PNG goes here\""))
  }

  @Test func `writes a line without end`() throws {
    let result = try shop.make("cat /dev/zero")
    #expect(result.sentence(GeneratorError.failed).contains("a line of more than 1048576 bytes"))
    #expect(shop.runs.count == 1)
  }

  @Test(arguments: [
    (#"{"type":"result"}"#, "0 of still, clip and frames"),
    (#"{"type":"result","still":"a.png","clip":"a.mp4"}"#, "2 of still, clip and frames"),
    (#"{"type":"result","still":7}"#, "still is of the wrong type"),
    (#"{"type":"result","still":"still.png","firstFrame":"perfect"}"#, "expected exact, close, loose or none"),
    (#"{"type":"error"}"#, "lacks message"),
  ])
  func `writes a result that is none`(line: String, found: String) throws {
    #expect(try shop.make("echo '\(line)'").sentence(GeneratorError.failed).contains(found))
  }

  @Test(arguments: [
    "nothing-of-this-name", "./nothing here.sh", "'pictures'", "/nothing/there",
  ])
  func `is not there`(line: String) throws {
    let sentence = try shop.make(shop.generator(line)).sentence(GeneratorError.unavailable)
    #expect(sentence.contains("does not exist"))
  }

  @Test func `is not executable`() throws {
    let path = try shop.script("exit 0")
    chmod(path, 0o644)
    let sentence = try shop.make(shop.generator("./script")).sentence(GeneratorError.notAllowed)
    #expect(sentence.contains("chmod +x") && sentence.contains(path))
  }

  @Test func `has no first line that names what runs it`() throws {
    chmod(try shop.folder.write(Array("echo hello\n".utf8), "script"), 0o755)
    #expect(try shop.make(shop.generator("./script")).sentence(GeneratorError.notAllowed).contains("#!/bin/sh"))
  }

  @Test func `has a first line that names what is not there`() throws {
    _ = try shop.script("exit 0", interpreter: "/nothing/python9")
    #expect(try shop.make(shop.generator("./script")).sentence(GeneratorError.unavailable).contains("first line"))
  }
}

@Suite struct `A command's life` {
  private let shop: CommandWorkshop

  init() throws { shop = try CommandWorkshop() }

  @Test func `ends when everzoom is told to stop`() throws {
    let result = try shop.make(
      #"""
      trap 'touch ../told; exit 0' TERM
      echo '{"type":"progress","done":0.1}'; while :; do sleep 0.05; done
      """#, isCancelled: { [shop] in !shop.events.withLock { $0.isEmpty } })
    #expect(result == .failure(.cancelled))
    #expect(try shop.folder.entries("work") == ["attempt-1.log", "request.json", "told"])
  }

  @Test func `ends though it is deaf`() throws {
    let result = try shop.make(
      #"trap '' TERM INT HUP; echo '{"type":"progress","done":0.1}'; while :; do sleep 0.05; done"#,
      isCancelled: { [shop] in !shop.events.withLock { $0.isEmpty } })
    #expect(result == .failure(.cancelled))
  }

  @Test func `ends though it was stopped`() throws {
    let result = try shop.make(
      #"echo '{"type":"progress","done":0.1}'; kill -STOP $$"#,
      isCancelled: { [shop] in !shop.events.withLock { $0.isEmpty } })
    #expect(result == .failure(.cancelled))
  }

  @Test func `ends after its time, with all of its children`() throws {
    var limits = CommandWorkshop.limits
    (limits.attempt, limits.attempts) = (0.5, 2)
    let result = try shop.make("sleep 1000 & (trap '' TERM; sleep 1000; sleep 1000) & yes >&2", limits: limits)
    #expect(result.sentence(GeneratorError.failed).contains("took longer than 0.5 s and was stopped (attempt 2)"))
  }

  @Test func `ends when it falls silent`() throws {
    var limits = CommandWorkshop.limits
    (limits.silence, limits.attempts) = (0.5, 2)
    let result = try shop.make(#"echo '{"type":"progress","done":0.1}'; exec sleep 1000"#, limits: limits)
    #expect(result.sentence(GeneratorError.failed).contains("was silent for 0.5 s"))
  }

  @Test func `goes on while it gives signs of itself`() throws {
    var limits = CommandWorkshop.limits
    limits.silence = 2
    let beats = #"for n in $(seq 26); do echo '{"type":"progress","done":0.1}'; sleep 0.1; done"#
    _ = try shop.make("\(beats); \(CommandWorkshop.handsIn)", limits: limits).get()
  }

  @Test func `is not waited for by what it leaves behind`() throws {
    let reply = try shop.make("sleep 1000 & \(CommandWorkshop.handsIn)")
    #expect(throws: Never.self) { try reply.get() }
  }

  @Test func `is not drawn out by what has left its group`() throws {
    // It holds the pipes open and writes to them until its reader is gone.
    let reply = try shop.make("setsid sh -c 'while echo .; do sleep 0.1; done' & \(CommandWorkshop.handsIn)")
    #expect(throws: Never.self) { try reply.get() }
  }

  @Test func `is not begun when everzoom has been told to stop before`() throws {
    #expect(try shop.make("sleep 1000", isCancelled: { true }) == .failure(.cancelled))
  }
}
