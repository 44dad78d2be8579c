import Foundation
import Generation
import Geometry
import Imaging
import Media
import Testing
import TestSupport

/// The programs that people are given to start their own from.
@Suite struct `A sample generator` {
  static let paint = "python3 Samples/generators/paint.py"
  static let drift = "Samples/generators/drift.sh"
  static let all = [paint, drift]
  static let size = CanvasSize(320, 180)
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  @Test(.enabled(if: hasPython, "needs python3"), arguments: all)
  func `begins on its seed frame, three hops in a row`(line: String) throws {
    var seed = try sample("cat")
    for hop in 1...3 {
      var request = request("a lake at \"dusk\", {hop \(hop)}", hop)
      (request.seedFrame, request.frames) = (seed, 5)
      let reply = try make(line, request, "hop \(hop)")
      #expect(reply.firstFrame == .exact)
      let (first, last) = try ends(reply.made)
      let start = try readStill(seed, .yuv444)
      #expect(likeness(first, start) >= 50, "hop \(hop) of \(line)")
      #expect(likeness(last, start) < 30, "hop \(hop) of \(line) becomes something new")
      seed = folder("seed \(hop).png")
      try writePNG(last, to: seed)
    }
  }

  @Test(.enabled(if: hasPython, "needs python3"), arguments: all)
  func `makes a first scene of nothing but a prompt`(line: String) throws {
    let stills = try ["a lake", "a lake", "a forest"].enumerated().map { number, prompt in
      let reply = try make(line, request(prompt, 1), "still \(number)")
      #expect(reply.firstFrame == .none)
      guard case .still(let path) = reply.made else { throw UnexpectedResult(made: reply.made) }
      return try readStill(path, .yuv444)
    }
    #expect(likeness(stills[0], stills[1]) == .infinity, "the same prompt and seed make the same picture")
    #expect(likeness(stills[0], stills[2]) < 30, "another prompt makes another picture")
    #expect(contrast(stills[0]) > 15 && contrast(stills[2]) > 15)
  }

  @Test(.enabled(if: hasPython, "needs python3"), arguments: all)
  func `paints around what is known, and leaves that alone`(line: String) throws {
    let known = folder("known.png")
    try ffmpeg(
      "-i \(sample("cat")) -vf scale=160:90,pad=320:180:60:50:black -frames:v 1 -pix_fmt rgb24", known)
    let mask = folder("mask.png")
    try writePNG(
      Picture(Self.size, .yuv444) { plane, x, y in
        plane > 0 ? 128 : (60..<220).contains(x) && (50..<140).contains(y) ? 16 : 235
      }, to: mask)
    var request = request("a lake", 2)
    (request.seedFrame, request.mask, request.direction) = (known, mask, .out)
    let reply = try make(line, request, "around")
    guard case .still(let path) = reply.made else { throw UnexpectedResult(made: reply.made) }
    let (made, seed) = (try readStill(path, .yuv444), try readStill(known, .yuv444))
    request.frames = 5
    let (first, last) = try ends(try make(line, request, "moving around").made)
    for made in [first, last] {
      #expect(likeness(part(made, 60..<220, 50..<140), part(seed, 60..<220, 50..<140)) >= 50)
    }
    #expect(likeness(first, last) < 40)
    #expect(likeness(part(made, 60..<220, 50..<140), part(seed, 60..<220, 50..<140)) >= 50)
    for around in [part(made, 0..<60, 0..<180), part(made, 220..<320, 0..<180)] {
      #expect(contrast(around) > 4, "there is something around it")
    }
    // From the last known column to the first painted one there is no step.
    let inside = part(made, 219..<220, 60..<130)
    #expect(likeness(part(made, 220..<221, 60..<130), inside) > 20)
  }

  @Test(.enabled(if: hasPython, "needs python3"), arguments: all)
  func `says what it can do`(line: String) throws {
    let described = try #require(try generator(line).describe())
    #expect(described.provenance == .procedural && described.kinds.contains("still"))
    #expect(described.name != nil && described.version == "1" && described.sizes.isEmpty)
    let request = try JSONEncoder().encode(everyField)
    let fields = try #require(try JSONSerialization.jsonObject(with: request) as? [String: Any])
    for field in described.uses { #expect(fields[field] != nil, "\(field) is a field of requests") }
  }

  @Test(.enabled(if: hasPython, "needs python3"), arguments: ["", "hello", "{}"])
  func `does not make anything of what it does not understand`(line: String) throws {
    for program in Self.all {
      let words = program.replacing("Samples", with: Self.repository + "/Samples")
      let run = try ProcessRun("cd '\(folder.path)' && printf '%s\\n' '\(line)' | \(words)")
      #expect(run.status == 64, "\(program): \(run.output)")
      #expect(run.output.contains("\"error\""))
    }
  }

  static var hasPython: Bool { (try? run("python3", ["--version"]).status) == 0 }

  private var everyField: GeneratorRequest {
    var request = request("a", 1)
    (request.negativePrompt, request.seedFrame, request.mask, request.frames) = ("", "", "", 1)
    return request
  }

  private func request(_ prompt: String, _ scene: Int) -> GeneratorRequest {
    GeneratorRequest(
      scene: scene, prompt: prompt, seed: 11, size: Self.size, framesPerSecond: Rational(30000, 1001), direction: .in,
      octaves: 1)
  }

  private func generator(_ line: String) throws -> CommandGenerator {
    try #require(CommandGenerator(named: line, from: Self.repository))
  }

  private func make(_ line: String, _ request: GeneratorRequest, _ name: String) throws -> GeneratorReply {
    try FileManager.default.createDirectory(atPath: folder(name), withIntermediateDirectories: false)
    return try generator(line).make(request, in: folder(name), report: { _ in }, isCancelled: { false })
  }

  /// One of the sample stills on the canvas.
  private func sample(_ name: String) throws -> String {
    let path = folder("\(name).png")
    try ffmpeg("-i \(Self.repository)/Samples/stills/\(name).jpg -vf scale=320:180 -pix_fmt rgb24", path)
    return path
  }

  private func ends(_ made: GeneratorReply.Made) throws -> (Picture, Picture) {
    switch made {
    case .frames(let paths): return (try readStill(paths[0], .yuv444), try readStill(paths[paths.count - 1], .yuv444))
    case .clip(let path):
      let facts = try Take.facts(of: path)
      #expect(facts.frameCount == 5)
      let reader = try ClipReader(path: path, facts: facts, format: .yuv444)
      return (try reader.picture(at: 0), try reader.picture(at: facts.frameCount - 1))
    default: throw UnexpectedResult(made: made)
    }
  }

  /// PSNR over all planes, in dB against a range of 255.
  private func likeness(_ a: Picture, _ b: Picture) -> Double {
    var (sum, count) = (0.0, 0.0)
    for (a, b) in zip(a.planes, b.planes) {
      for y in 0..<a.height {
        for x in 0..<a.width {
          let difference = Double(a.sample(x, y) - b.sample(x, y))
          sum += difference * difference
          count += 1
        }
      }
    }
    return sum == 0 ? .infinity : 10 * log10(255 * 255 * count / sum)
  }

  /// The standard deviation of luma, in code values.
  private func contrast(_ picture: Picture) -> Double {
    let samples = picture.samples[0].map(Double.init)
    let mean = samples.reduce(0, +) / Double(samples.count)
    return (samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(samples.count)).squareRoot()
  }

  private func part(_ picture: Picture, _ columns: Range<Int>, _ rows: Range<Int>) -> Picture {
    Picture(CanvasSize(columns.count, rows.count), .yuv444) { plane, x, y in
      picture.planes[plane].sample(columns.lowerBound + x, rows.lowerBound + y)
    }
  }
}

private struct UnexpectedResult: Error {
  let made: GeneratorReply.Made
}

/// A line of the shell with both of its streams.
private struct ProcessRun {
  let output: String
  let status: Int32

  init(_ line: String) throws {
    let result = try run("sh", ["-c", line])
    (output, status) = (result.output, result.status)
  }
}
