import Geometry
import Glibc
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `A sink` {
  private let folder: MediaFolder
  private let size = CanvasSize(64, 48)

  init() throws { folder = try MediaFolder() }

  private func settings(_ count: Int, rate: Rational = Rational(30), size: CanvasSize? = nil, firstFrame: Int = 0)
    -> FilmSettings
  {
    FilmSettings(size: size ?? self.size, framesPerSecond: rate, firstFrame: firstFrame, frameCount: count)
  }

  @discardableResult
  private func write(_ name: String, _ settings: FilmSettings, frames: Int? = nil) throws -> [Picture] {
    let sink = try Sinks.open(folder(name), settings)
    let pictures = (0..<(frames ?? settings.frameCount!)).map { testPicture(settings.size, sink.format, frame: $0) }
    for picture in pictures { try sink.write(picture) }
    try sink.finish()
    return pictures
  }

  @Test(arguments: ["30", "30000/1001", "24", "60", "23.976", "25"]) func `times MP4 and MOV exactly from 0`(
    _ rate: String
  ) throws {
    let rate = try #require(Rational(frameRate: rate))
    for name in ["a.mp4", "a.mov"] {
      try write(name, settings(50, rate: rate))
      #expect(try ffprobe(folder(name), "stream=start_time,avg_frame_rate,nb_frames").contains("50"))
      #expect(
        try ffprobe(folder(name), "stream=avg_frame_rate") == ["\(rate.numerator)/\(rate.denominator)"])
      #expect(try ffprobe(folder(name), "stream=start_time") == ["0.000000"])
      #expect(try ffprobe(folder(name), "stream=has_b_frames") != ["0"])
      let times = try ffprobe(folder(name), "frame=best_effort_timestamp_time").compactMap(Double.init)
      #expect(times.count == 50)
      for (index, time) in times.enumerated() { #expect(abs(time - Double(index) / rate.value) < 2e-6) }
    }
  }

  @Test func `tags MP4 and MOV as BT 709 in limited range and puts the index first`() throws {
    for name in ["a.mp4", "a.mov"] {
      try write(name, settings(5))
      let tags = try ffprobe(
        folder(name), "stream=codec_name,profile,pix_fmt,color_range,color_space,color_transfer,color_primaries")
      #expect(tags == ["h264", "High", "yuv420p", "tv", "bt709", "bt709", "bt709"])
      let bytes = try folder.bytes(name)
      let index = try #require(bytes.firstRange(of: Array("moov".utf8))).lowerBound
      let media = try #require(bytes.firstRange(of: Array("mdat".utf8))).lowerBound
      #expect(index < media)
    }
  }

  @Test func `films what it was given`() throws {
    var settings = settings(20)
    settings.encoding.quality = 1
    let pictures = try write("a.mp4", settings)
    let facts = try Take.facts(of: folder("a.mp4"))
    let reader = try ClipReader(path: folder("a.mp4"), facts: facts, format: .yuv420)
    #expect(facts.frameCount == 20 && facts.times.constantRate == Rational(30))
    for (index, picture) in pictures.enumerated() {
      #expect(largestDifference(try reader.picture(at: index), picture) <= 6)
    }
  }

  @Test func `closes its groups of pictures every two seconds`() throws {
    try write("a.mp4", settings(100, rate: Rational(20)))
    let keys = try ffprobe(folder("a.mp4"), "packet=pts_time,flags").chunked(2).filter { $0[1].hasPrefix("K") }
    #expect(keys.compactMap { Double($0[0]) } == [0, 2, 4])
  }

  @Test func `numbers a sequence of PNG by frame and makes its folder`() throws {
    let pictures = try write("new/deep/%05d.png", settings(3, firstFrame: 41))
    for (index, picture) in pictures.enumerated() {
      let path = folder("new/deep/0004\(index + 1).png")
      #expect(largestDifference(try readStill(path, .yuv444), picture) <= 1)
    }
    #expect(try folder.entries("new/deep") == ["00041.png", "00042.png", "00043.png"])
    #expect(try ffprobe(folder("new/deep/00041.png"), "stream=pix_fmt") == ["rgb24"])
  }

  @Test func `writes the one frame of a PNG, of any size`() throws {
    for size in [CanvasSize(1, 1), CanvasSize(63, 47), CanvasSize(5, 2)] {
      let pictures = try write("a.png", settings(1, size: size))
      #expect(largestDifference(try readStill(folder("a.png"), .yuv444), pictures[0]) <= 1)
    }
    #expect(throws: MediaError.self) { try write("b.png", settings(2)) }
  }

  @Test func `writes PNG with every sort of picture`() throws {
    for format in [PictureFormat.yuv420, .yuv444, PictureFormat(.half, bits: 16), PictureFormat(.full, bits: 16)] {
      let picture = Picture(size, format)
      for plane in 0..<3 { picture.planes[plane].fill([100, 140, 90][plane] << (format.bits - 8)) }
      try writePNG(picture, to: folder("a.png"))
      let read = try readStill(folder("a.png"), format)
      #expect(largestDifference(read, picture) <= (format.bits == 8 ? 1 : 8))
      #expect(try pngData(picture) == folder.bytes("a.png"))
    }
  }

  @Test func `streams Y4M that ffmpeg reads back bit for bit`() throws {
    let pictures = try write("a.y4m", settings(4, rate: Rational(30000, 1001), size: CanvasSize(63, 47)))
    try ffmpeg("-i \(folder("a.y4m")) -f rawvideo \(folder("raw"))")
    #expect(try folder.bytes("raw") == pictures.flatMap(visibleBytes))
    let tags = try ffprobe(folder("a.y4m"), "stream=pix_fmt,color_range,chroma_location,avg_frame_rate")
    #expect(tags == ["yuv420p", "tv", "left", "30000/1001"])
  }

  @Test func `writes a line for each frame with its number and the hash of its visible samples`() throws {
    let odd = CanvasSize(63, 47)
    let pictures = try write("a.hashes", settings(3, size: odd, firstFrame: 7))
    let text = String(decoding: try folder.bytes("a.hashes"), as: UTF8.self)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines == pictures.enumerated().map { "\($0 + 7) \(frameHash($1))" })
    #expect(text.hasSuffix("\n"))
    // Padding is no part of the picture, each sample is.
    let copy = testPicture(odd, .yuv420)
    copy.planes[0].row8(3)[63] = 99
    #expect(frameHash(copy) == frameHash(pictures[0]))
    copy.planes[2].setSample(31, 23, 1)
    #expect(frameHash(copy) != frameHash(pictures[0]))
  }

  @Test(arguments: ["a.mp4", "a.mov", "a.y4m", "a.hashes"]) func `shows a file only when it is complete`(
    _ name: String
  ) throws {
    _ = try folder.write([1, 2, 3], name)
    let sink = try Sinks.open(folder(name), settings(3))
    try sink.write(testPicture(size, sink.format))
    #expect(try folder.bytes(name) == [1, 2, 3])
    sink.cancel()
    #expect(folder.names == [name])
    #expect(try folder.bytes(name) == [1, 2, 3])
    do {
      let forgotten = try Sinks.open(folder(name), settings(3))
      try forgotten.write(testPicture(size, forgotten.format))
      #expect(folder.names == [name, name + ".part"])
    }
    #expect(folder.names == [name])
    try write(name, settings(3))
    #expect(folder.names == [name])
    #expect(try folder.bytes(name).count > 3)
  }

  @Test(arguments: ["a.mp4", "a.mov", "a.y4m", "a.hashes", "a.png", "%d.png"])
  func `says so when the disk is full and leaves nothing`(_ name: String) throws {
    // Writing to /dev/full is writing to a full disk.
    let written = name.hasPrefix("%") ? "0.png" : name
    symlink("/dev/full", folder(written + ".part"))
    let error = #expect(throws: MediaError.self) {
      try write(name, settings(name.hasSuffix("png") ? 1 : 40, size: CanvasSize(320, 240)))
    }
    #expect(error?.kind == .full, "\(String(describing: error))")
    #expect(error?.description.contains("disk is full") == true)
    #expect(folder.names == [])
  }

  @Test func `refuses odd sizes where the codec needs even ones and says which to use`() throws {
    let error = #expect(throws: MediaError.self) {
      _ = try Sinks.open(folder("a.mp4"), settings(1, size: CanvasSize(63, 48)))
    }
    #expect(error?.description.contains("62x48") == true)
    #expect(folder.names == [])
  }

  @Test func `names what it knows when it does not know the destination`() throws {
    for name in ["a.avi", "film", "frames/", "a.mp4.part"] {
      let error = #expect(throws: MediaError.self) { _ = try Sinks.open(folder(name), settings(1)) }
      #expect(error?.description.contains(".mp4, .mov, .png") == true)
    }
    #expect(throws: MediaError.self) { _ = try Sinks.open(folder("%d/a.png"), settings(2)) }
    #expect(throws: MediaError.self) { _ = try Sinks.open(folder("nowhere/a.mp4"), settings(2)) }
    #expect(folder.names == [])
  }

  @Test(arguments: ["a.mp4", "a.y4m", "a.hashes", "%d.png"]) func `need not know how many frames come`(_ name: String)
    throws
  {
    var settings = settings(1)
    settings.frameCount = nil
    let pictures = try write(name, settings, frames: 7)
    switch name {
    case "a.mp4": #expect(try Take.facts(of: folder(name)).frameCount == 7)
    case "a.hashes": #expect(try folder.bytes(name).split(separator: UInt8(ascii: "\n")).count == 8)
    case "a.y4m": #expect(try ffprobe(folder(name), "stream=nb_read_frames", "-count_frames") == ["7"])
    default: #expect(folder.names.count == pictures.count)
    }
    #expect(throws: MediaError.self) { try write("one.png", settings, frames: 1) }
  }

  @Test func `takes everything into nothing`() throws {
    let sink = try Sinks.open("null", settings(2))
    try sink.write(testPicture(size, sink.format))
    try sink.finish()
    #expect(sink.format == .yuv420)
  }
}

extension Array {
  fileprivate func chunked(_ length: Int) -> [[Element]] {
    stride(from: 0, to: count - length + 1, by: length).map { Array(self[$0..<$0 + length]) }
  }
}
