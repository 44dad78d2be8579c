import Geometry
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `A codec` {
  private let folder: MediaFolder
  private let size = CanvasSize(64, 48)

  init() throws { folder = try MediaFolder() }

  /// Moves no bit, and so takes what it is given as it is.
  private static let lossless = Codec(
    "utvideo", title: "Ut Video", "loses nothing", encoder: "utvideo", in: [.mov],
    pixels: [.half: "yuv420p", .full: "yuv444p"], sideSteps: [.half: 4], quality: Codec.Quality(0...0, usual: 0))

  /// Takes pictures of ten bits, which ours have to be made.
  private static let deep = Codec(
    "prores", title: "ProRes", "for editing", encoder: "prores_ks", in: [.mov],
    pixels: [.half: "yuv422p10le", .full: "yuv444p10le"], bits: 16, quality: Codec.Quality(0...0, usual: 0),
    options: { [("profile", $0.chroma == .full ? "4444" : "hq")] })

  private func film(_ codec: Codec, _ chroma: PictureFormat.Chroma, _ size: CanvasSize? = nil) throws -> [Picture] {
    let settings = FilmSettings(
      size: size ?? self.size, framesPerSecond: Rational(25), frameCount: 9, encoding: Encoding(codec, chroma: chroma))
    let sink = try Sinks.open(folder("a.mov"), settings)
    let pictures = (0..<9).map { testPicture(settings.size, sink.format, frame: $0) }
    for picture in pictures { try sink.write(picture) }
    try sink.finish()
    return pictures
  }

  private func largestDifference(from pictures: [Picture]) throws -> Int {
    let facts = try Take.facts(of: folder("a.mov"))
    let reader = try ClipReader(path: folder("a.mov"), facts: facts, format: pictures[0].format)
    return try pictures.indices.map { TestSupport.largestDifference(try reader.picture(at: $0), pictures[$0]) }.max()!
  }

  @Test func `is an entry that says its encoder, and nothing else`() throws {
    for chroma in [PictureFormat.Chroma.half, .full] {
      let pictures = try film(Self.lossless, chroma)
      #expect(try ffprobe(folder("a.mov"), "stream=codec_name") == ["utvideo"])
      #expect(try largestDifference(from: pictures) == 0)
    }
  }

  @Test func `is given pictures as it takes them`() throws {
    let pictures = try film(Self.deep, .full)
    #expect(try ffprobe(folder("a.mov"), "stream=codec_name,profile") == ["prores", "4444"])
    // Of 65,535.
    #expect(try largestDifference(from: pictures) < 2500)
  }

  @Test func `says which sizes it takes`() throws {
    let error = #expect(throws: MediaError.self) { try film(Self.lossless, .half, CanvasSize(66, 48)) }
    #expect(error?.description.contains("multiples of 4") == true && error?.description.contains("64x48") == true)
    #expect(folder.names == [])
  }

  @Test func `is found by its name for the films that can hold it`() throws {
    #expect(CodecCatalog.entries.allSatisfy { $0.efforts.contains($0.usualEffort) || $0.efforts.isEmpty })
    #expect(CodecCatalog.entries.allSatisfy { $0.quality.range.contains($0.quality.usual) })
    #expect(try CodecCatalog.codec("h264", for: "a.m4v") == .h264)
    for name in ["a.mov", "a.y4m", "film"] { #expect(try CodecCatalog.codec(nil, for: name) == .h264) }
    let unknown = #expect(throws: MediaError.self) { try CodecCatalog.codec("vp9", for: "a.mp4") }
    #expect(unknown?.description.contains("vp9 is not known") == true)
    let needless = #expect(throws: MediaError.self) { try CodecCatalog.codec("h264", for: "a.y4m") }
    #expect(needless?.description.contains(".mp4 or .mov") == true)
    let settings = FilmSettings(size: size, framesPerSecond: Rational(25), encoding: Encoding(Self.lossless))
    let elsewhere = #expect(throws: MediaError.self) { _ = try Sinks.open(folder("a.mp4"), settings) }
    #expect(elsewhere?.description.contains("cannot hold Ut Video") == true)
    #expect(folder.names == [])
  }
}
