import Geometry
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `An interlaced clip` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  /// Fifty moments a second, of which every two are the fields of a frame.
  private static let still = "-f lavfi -i mandelbrot=s=160x96:r=50:end_scale=3:end_pts=1000000"
  private static let moving = "-f lavfi -i testsrc2=s=320x192:r=50:d=1,crop=160:96:n*3:40"

  private func make(_ source: String, _ options: String, _ name: String) throws -> String {
    try ffmpeg(
      "\(source) -t 0.4 -vf format=yuv420p,tinterlace=interleave_top,setfield=tff,setparams=colorspace=bt709 \(options) \(folder(name))"
    )
    return folder(name)
  }

  /// The luma of each moment at which a frame's earlier field was taken.
  private func moments(_ source: String) throws -> [[UInt8]] {
    try ffmpeg("\(source) -t 0.4 -vf format=yuv420p,select=not(mod(n\\,2)) -vsync 0 -f rawvideo \(folder("raw"))")
    let bytes = try folder.bytes("raw")
    return stride(from: 0, to: bytes.count, by: 160 * 96 * 3 / 2).map { Array(bytes[$0..<$0 + 160 * 96]) }
  }

  private func pictures(_ path: String) throws -> [[UInt8]] {
    let facts = try Take.facts(of: path)
    let reader = try ClipReader(path: path, facts: facts, format: .yuv420)
    return try (0..<facts.frameCount).map { luma(try reader.picture(at: $0)) }
  }

  private func luma(_ picture: Picture) -> [UInt8] {
    (0..<96).flatMap { Array(UnsafeBufferPointer(start: picture.planes[0].row8($0), count: 160)) }
  }

  private func meanError(_ a: [UInt8], _ b: [UInt8]) -> Double {
    zip(a, b).reduce(0) { $0 + abs(Double($1.0) - Double($1.1)) } / Double(a.count)
  }

  /// How much rows stand out from both neighbours, which agree: combs.
  private func combs(_ luma: [UInt8]) -> Int {
    var count = 0
    for y in 2..<94 {
      for x in 0..<160 {
        let (a, b, c) = (Int(luma[(y - 1) * 160 + x]), Int(luma[y * 160 + x]), Int(luma[(y + 1) * 160 + x]))
        let (before, after) = (Int(luma[(y - 2) * 160 + x]), Int(luma[(y + 2) * 160 + x]))
        let isOut = (b - a) * (b - c) > 400 && abs(a - c) < 12
        if isOut && (before - a) * (b - a) > 0 && (after - c) * (b - c) > 0 { count += 1 }
      }
    }
    return count
  }

  private static let coded = [
    ("a.mkv", "-c:v ffv1 -field_order tt"), ("a.mp4", "-c:v libx264 -qp 0 -flags +ildct+ilme -x264-params tff=1"),
    ("a.mpg", "-c:v mpeg2video -q:v 1 -flags +ildct+ilme"), ("a.avi", "-c:v mpeg2video -q:v 1 -flags +ildct+ilme"),
    ("a.mov", "-c:v prores_ks -flags +ildct"),
  ]

  @Test(arguments: coded) func `that stands still stays whole`(name: String, options: String) throws {
    let pictures = try pictures(try make(Self.still, options, name))
    let moments = try moments(Self.still)
    #expect(pictures.count == moments.count && pictures.count == 10)
    for (picture, moment) in zip(pictures, moments) { #expect(meanError(picture, moment) < 1.5) }
  }

  @Test(arguments: coded) func `that moves has no combs, and is where it was`(name: String, options: String) throws {
    let path = try make(Self.moving, options, name)
    let pictures = try pictures(path)
    let moments = try moments(Self.moving)
    try ffmpeg("-i \(path) -f rawvideo -pix_fmt yuv420p \(folder("woven"))")
    let woven = try folder.bytes("woven")
    #expect(pictures.count == moments.count)
    for (number, (picture, moment)) in zip(pictures, moments).enumerated() {
      let combed = Array(woven[number * 160 * 96 * 3 / 2..<number * 160 * 96 * 3 / 2 + 160 * 96])
      #expect(combs(combed) > 300, "the test's own clip is combed")
      #expect(combs(picture) < 40, "frame \(number): \(combs(picture)) of \(combs(combed))")
      #expect(meanError(picture, moment) < 0.6 * meanError(combed, moment))
    }
  }

  @Test(arguments: coded) func `shows the same bits in any order`(name: String, options: String) throws {
    let path = try make(Self.moving, options, name)
    let facts = try Take.facts(of: path)
    let linear = try pictures(path)
    for order in [[9, 0, 5, 4, 3, 8, 1, 2, 6, 7], Array((0..<10).reversed()), [5, 5, 6, 4]] {
      let reader = try ClipReader(path: path, facts: facts, format: .yuv420)
      for number in order {
        #expect(luma(try reader.picture(at: number)) == linear[number], "frame \(number) of \(order)")
      }
    }
  }

  @Test func `is told, and one that is not interlaced is not`() throws {
    let notes = try Take.look(at: make(Self.moving, Self.coded[1].1, "a.mp4")).notes
    #expect(notes == ["\(folder("a.mp4")) is interlaced; whole pictures are made of its fields"])
    try ffmpeg("\(Self.moving) -t 0.4 -c:v libx264 \(folder("b.mp4"))")
    #expect(try Take.look(at: folder("b.mp4")).notes.isEmpty)
  }

  @Test func `that is a film carried as fields stays as it is`() throws {
    let film = "-f lavfi -i testsrc2=s=320x192:r=25:d=1,crop=160:96:n*3:40"
    try ffmpeg(
      "\(film) -t 0.4 -vf format=yuv420p,setparams=colorspace=bt709,setfield=tff -c:v ffv1 -field_order tt \(folder("film.mkv"))"
    )
    try ffmpeg("\(film) -t 0.4 -vf format=yuv420p -f rawvideo \(folder("raw"))")
    let raw = try folder.bytes("raw")
    for (number, picture) in try pictures(folder("film.mkv")).enumerated() {
      let start = number * 160 * 96 * 3 / 2
      #expect(meanError(picture, Array(raw[start..<start + 160 * 96])) < 1, "frame \(number)")
    }
  }
}

@Suite struct `A row between fields` {
  /// Eleven rows with bytes around them that must stay.
  private func made<Sample: FixedWidthInteger & UnsignedInteger>(
    _: Sample.Type, _ rows: [[Int]], span: Int
  ) -> [Int] {
    let count = rows[0].count
    var memory = [Sample](repeating: 0xA5, count: 12 * (count + 64))
    func start(_ index: Int) -> Int { index * (count + 64) + 32 }
    for (index, row) in rows.enumerated() { for x in 0..<count { memory[start(index) + x] = Sample(row[x]) } }
    let before = memory
    memory.withUnsafeMutableBufferPointer { buffer in
      let base = buffer.baseAddress!
      func row(_ index: Int) -> UnsafePointer<Sample> { UnsafePointer(base + start(index)) }
      FieldRows<Sample>(
        above: row(0), below: row(1), aboveBefore: row(2), belowBefore: row(3), row: row(4), rowBefore: row(5),
        upper: row(6),
        upperBefore: row(7), lower: row(8), lowerBefore: row(9), upperEarlier: row(10)
      ).write(to: base + start(11), count: count, span: span)
    }
    let out = start(11)..<start(11) + count
    for index in memory.indices where !out.contains(index) { #expect(memory[index] == before[index]) }
    return memory[out].map { Int($0) }
  }

  @Test(arguments: [1, 2, 7, 8, 9, 31, 64, 200], [0, 1]) func `is what its slow twin says`(count: Int, span: Int) {
    var seed: UInt64 = 7
    func random(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    for kind in 0..<6 {
      func rows(_ limit: Int) -> [[Int]] {
        (0..<11).map { row in
          (0..<count).map { x in
            switch kind {
            case 0: random(limit)
            case 1: random(2) * (limit - 1)
            case 2: min(limit - 1, x * 3 + row * 2 + random(4))
            case 3: row % 2 == 0 ? 0 : limit - 1
            case 4: [4, 5, 6, 7, 8, 9].contains(row) ? limit - 1 : 0
            default: 100 + random(3)
            }
          }
        }
      }
      let (bytes, words) = (rows(256), rows(65536))
      #expect(made(UInt8.self, bytes, span: span) == fieldRowTwin(bytes, span: span), "kind \(kind)")
      #expect(made(UInt16.self, words, span: span) == fieldRowTwin(words, span: span), "kind \(kind)")
    }
  }
}
