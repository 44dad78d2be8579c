import Foundation
import Generation
import Geometry
import Imaging
import Media
import Testing
import TestSupport

@Suite struct `A command` {
  private let shop: CommandWorkshop

  init() throws { shop = try CommandWorkshop() }

  @Test func `makes a still, and tells of its work`() throws {
    let reply = try shop.make(
      """
      echo '{"type":"progress","done":0.25}'
      echo '{"type":"progress","done":7}'
      echo '{"type":"log","text":"mixing colours"}'
      echo 'to the log' >&2
      cp "$PICTURES/still.png" picture.png
      echo '{"type":"result","still":"picture.png","firstFrame":"close","metadata":{"model":"oils","steps":20,"fast":true}}'
      """
    ).get()
    #expect(reply.made == .still(realPath("work/attempt-1/picture.png")))
    #expect(reply.firstFrame == .close)
    #expect(reply.metadata == ["model": "oils", "steps": "20", "fast": "true"])
    #expect(shop.events.withLock { $0 } == [.progress(0.25), .progress(1), .note("mixing colours")])
    #expect(try shop.log().contains("to the log") && shop.log().contains("mixing colours"))
  }

  @Test func `makes frames, in their order`() throws {
    var request = shop.request
    request.frames = 3
    let reply = try shop.make(
      """
      mkdir f && for n in 1 2 3; do cp "$PICTURES/still.png" f/$n.png; done
      echo '{"type":"result","frames":["f/2.png","./f/1.png","f/3.png"],"firstFrame":"exact"}'
      """, request
    ).get()
    #expect(reply.made == .frames(["2", "1", "3"].map { realPath("work/attempt-1/f/\($0).png") }))
    #expect(reply.firstFrame == .exact)
  }

  @Test func `makes a clip`() throws {
    var request = shop.request
    request.seconds = 0.4
    try ffmpeg("-f lavfi -i testsrc2=s=64x36:r=25 -frames:v 10 -c:v ffv1", shop.folder("pictures/clip.mkv"))
    let reply = try shop.make(
      #"cp "$PICTURES/clip.mkv" . ; printf '{"type":"result","clip":"clip.mkv"}'"#, request
    ).get()
    #expect(reply.made == .clip(realPath("work/attempt-1/clip.mkv")))
    #expect(reply.firstFrame == .none)
  }

  @Test func `reads the request from stdin, in an empty folder`() throws {
    let request = shop.request
    _ = try shop.make("ls > ../listing; cat > ../heard; \(CommandWorkshop.handsIn)", request).get()
    let heard = try shop.folder.bytes("work/heard")
    #expect(try JSONDecoder().decode(GeneratorRequest.self, from: Data(heard)) == request)
    #expect(heard.filter { $0 == UInt8(ascii: "\n") }.count == 1 && heard.last == UInt8(ascii: "\n"))
    #expect(try shop.folder.bytes("work/listing").isEmpty)
    #expect(try shop.folder.bytes("work/request.json") == heard)
  }

  @Test func `may leave its stdin alone, however long the request is`() throws {
    var request = shop.request
    request.prompt = String(repeating: "a long story ", count: 40_000)
    _ = try shop.make(CommandWorkshop.handsIn, request).get()
  }

  @Test func `is split into words as a shell does it, and files among them are found from its new folder`() throws {
    let path = try shop.script(#"for word; do printf "<%s>\\n" "$word" >> ../words; done; \#(CommandWorkshop.handsIn)"#)
    let line = #"'\#(path)' 'a b' "c\"d \e" f\ g '' pictures/still.png $HOME; 'it'"'"'s'"#
    _ = try shop.make(shop.generator(line)).get()
    let words = String(decoding: try shop.folder.bytes("work/words"), as: UTF8.self)
    let picture = shop.folder("pictures/still.png")
    #expect(words == "<a b>\n<c\"d \\e>\n<f g>\n<>\n<\(picture)>\n<$HOME;>\n<it's>\n")
  }

  @Test(arguments: ["", "  ", "a 'b", "a \"b", "a\\", "''", "a\0b"])
  func `has a name that can be split`(line: String) {
    #expect(CommandGenerator(named: line) == nil)
  }

  @Test func `is named in storyboards as it is written`() throws {
    #expect(try shop.generator(" python3 'a b.py'").name == "command: python3 'a b.py'")
  }

  @Test func `may use words of tomorrow`() throws {
    let reply = try shop.make(
      #"""
      echo '{"type":"preview","picture":{"deep":[1,2]},"done":"x"}'
      echo '{"type":"progress","done":"half","eta":3}'
      echo
      cp "$PICTURES/still.png" a.png
      echo '{"type":"result","still":"a.png","mood":{"is":"good"},"metadata":{"list":[1],"n":1.5}}'
      """#
    ).get()
    #expect(reply.metadata == ["n": "1.5"])
  }

  @Test func `may talk beside the point on stdout`() throws {
    _ = try shop.make(
      #"echo 'Loading model…'; printf '\377\376{"type":"progress"}\n'; echo '[1]'; \#(CommandWorkshop.handsIn)"#
    ).get()
    #expect(try shop.log().contains("Loading model…"))
  }

  @Test func `has a log that stays small and keeps both ends`() throws {
    _ = try shop.make(
      #"echo first >&2; yes 'a line of some length to fill the log' | head -c 3000000 >&2; echo last >&2; \#(CommandWorkshop.handsIn)"#
    ).get()
    let log = try shop.log()
    #expect(log.utf8.count < 900_000 && log.hasPrefix("first\n") && log.hasSuffix("last\n"))
    #expect(log.contains("bytes left out"))
  }

  @Test func `sees the environment, and no secret of it is kept`() throws {
    let secret = "sk-1234567890"
    let result = try shop.make(
      #"""
      test "$PAINT_API_KEY" = sk-1234567890 || exit 70
      echo "the key is $PAINT_API_KEY" >&2
      echo "{\"type\":\"log\",\"text\":\"using $PAINT_API_KEY\"}"
      cp "$PICTURES/still.png" a.png
      echo "{\"type\":\"result\",\"still\":\"a.png\",\"metadata\":{\"key\":\"$PAINT_API_KEY\"}}"
      """#, environment: ["PAINT_API_KEY": secret])
    #expect(!"\(try result.get())".contains(secret) && shop.notes == ["using ***"])
    #expect(try shop.log() == "the key is ***\nusing ***\n" || shop.log() == "using ***\nthe key is ***\n")
    for name in try FileManager.default.subpathsOfDirectory(atPath: shop.folder("work")) {
      let bytes = FileManager.default.contents(atPath: shop.folder("work/\(name)")) ?? Data()
      #expect(bytes.firstRange(of: Data(secret.utf8)) == nil, "\(name)")
    }
    let failure = try CommandWorkshop().make(
      #"echo "{\"type\":\"error\",\"message\":\"bad key $PAINT_API_KEY\"}"; exit 77"#,
      environment: ["PAINT_API_KEY": secret])
    #expect(failure.sentence(GeneratorError.notAllowed).contains("bad key ***"))
  }

  @Test func `inherits no open file and no deafness to signals`() throws {
    let stray = open(shop.folder("pictures/still.png"), O_RDONLY)
    defer { close(stray) }
    signal(SIGUSR2, SIG_IGN)
    let result = try shop.make(
      """
      for n in $(ls /proc/$$/fd); do test "$n" -lt 3 || readlink /proc/$$/fd/$n >> ../open; done
      kill -USR2 $$
      """)
    #expect(result.sentence(GeneratorError.failed).contains("signal 12"))
    let open = (try? shop.folder.bytes("work/open")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(!open.contains("still.png") && !open.contains("pipe"))
  }

  private func realPath(_ name: String) -> String {
    realpath(shop.folder(name), nil).map { pointer in
      defer { free(pointer) }
      return String(cString: pointer)
    } ?? ""
  }
}
