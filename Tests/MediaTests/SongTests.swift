import Geometry
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `A film with a song` {
  private let folder: MediaFolder
  private let size = CanvasSize(64, 48)

  init() throws { folder = try MediaFolder() }

  /// A film of 60 frames at 30 a second, which is or is not known before.
  private func film(_ name: String, _ song: String, start: Double = 0, isCounted: Bool = true) throws -> String {
    let settings = FilmSettings(
      size: size, framesPerSecond: Rational(30), frameCount: isCounted ? 60 : nil,
      song: Song(path: song, start: start))
    let sink = try Sinks.open(folder(name), settings)
    for frame in 0..<60 { try sink.write(testPicture(size, .yuv420, frame: frame)) }
    try sink.finish()
    return folder(name)
  }

  /// A sound file: a beep at 440 Hz from second `from` to `to`, silence around it.
  private func beep(_ name: String, seconds: Double, from: Double = 0, to: Double = 100, _ options: String = "") throws
    -> String
  {
    let tone = "0.5*sin(2*PI*440*t)*between(t\\,\(from)\\,\(to))"
    try ffmpeg("-f lavfi -i aevalsrc='\(tone)|\(tone)':s=44100:d=\(seconds) \(options) \(folder(name))")
    return folder(name)
  }

  /// The sound as ffmpeg decodes it: mono, 44100 a second.
  private func samples(_ path: String) throws -> [Double] {
    try ffmpeg("-i \(path) -vn -ac 1 -ar 44100 -f s16le \(folder("samples"))")
    let bytes = try folder.bytes("samples")
    return (0..<bytes.count / 2).map {
      Double(Int16(bitPattern: UInt16(bytes[2 * $0]) | UInt16(bytes[2 * $0 + 1]) << 8))
    }
  }

  private func soundDuration(_ path: String) throws -> Double {
    Double(try ffprobe(path, "stream=duration", "-select_streams", "a")[0]) ?? 0
  }

  @Test(arguments: [
    ("a.m4a", "", "aac"), ("a.mp3", "", "mp3"), ("a.aac", "", "aac"), ("b.m4a", "-c:a alac", "alac"),
    ("a.ac3", "", "ac3"),
  ])
  func `carries the song's own packets, cut to its length`(_ name: String, _ options: String, _ codec: String) throws {
    let song = try beep(name, seconds: 3, options)
    for film in try [film("a.mp4", song), film("a.mov", song)] {
      #expect(try ffprobe(film, "stream=codec_name", "-select_streams", "a") == [codec])
      #expect(abs(try soundDuration(film) - 2) < 0.1)
      #expect(try ffprobe(film, "stream=start_time", "-select_streams", "v") == ["0.000000"])
      #expect(try Take.facts(of: film).frameCount == 60)
    }
  }

  @Test func `starts a copied song where its first sound is`() throws {
    for name in ["a.m4a", "a.mp3"] {
      let song = try beep(name, seconds: 3, from: 1)
      let sound = try samples(film("a.mp4", song))
      let first = try #require(sound.firstIndex { abs($0) > 3000 })
      #expect(abs(first - 44100) < 1200, "\(name): \(first)")
    }
  }

  @Test func `is filled with silence after a short song`() throws {
    let song = try beep("a.wav", seconds: 1)
    let film = try film("a.mp4", song)
    #expect(try ffprobe(film, "stream=codec_name", "-select_streams", "a") == ["aac"])
    #expect(abs(try soundDuration(film) - 2) < 0.024)
    let sound = try samples(film)
    #expect(sound[1000..<43000].map(abs).max() ?? 0 > 10000)
    #expect(sound[46000...].map(abs).max() ?? 0 < 300)
    #expect(abs(sound.count - 88200) <= 1024)
  }

  @Test func `begins at any moment of the song, to the sample`() throws {
    let song = try beep("a.flac", seconds: 5, from: 2)
    let film = try film("a.mov", song, start: 1.5)
    let first = try #require(samples(film).firstIndex { abs($0) > 3000 })
    #expect(abs(first - 22050) < 400, "\(first)")
    #expect(abs(try soundDuration(film) - 2) < 0.024)
  }

  @Test func `goes on for as long as there are frames, when nobody knows how many come`() throws {
    for seconds in [1.0, 5] {
      let film = try film("a.mp4", try beep("a.m4a", seconds: seconds), isCounted: false)
      #expect(abs(try soundDuration(film) - 2) < 0.024)
      let sound = try samples(film)
      #expect(sound[1000..<43000].map(abs).max() ?? 0 > 10000)
      #expect(abs(sound.count - 88200) <= 1024)
    }
  }

  @Test func `takes any number of channels and any rate`() throws {
    for layout in ["mono", "5.1"] {
      try ffmpeg("-f lavfi -i anoisesrc=d=3:r=22050,aformat=channel_layouts=\(layout) \(folder("a.wav"))")
      let film = try film("a.mp4", folder("a.wav"))
      #expect(try ffprobe(film, "stream=channels", "-select_streams", "a") == [layout == "mono" ? "1" : "2"])
      #expect(abs(try soundDuration(film) - 2) < 0.05)
    }
  }

  @Test func `keeps time where its rate is none of AAC's`() throws {
    let film = try film("a.mp4", try beep("a.wav", seconds: 3, from: 1.5, "-ar 37800"))
    let first = try #require(samples(film).firstIndex { abs($0) > 3000 })
    #expect(abs(first - 66150) < 400, "\(first)")
  }

  @Test func `takes the sound of a video`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x48:d=3 -f lavfi -i sine=d=3 -shortest \(folder("a.mkv"))")
    #expect(abs(try soundDuration(try film("a.mp4", folder("a.mkv"))) - 2) < 0.03)
  }

  @Test func `is not made when the song has no sound`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x48:d=1 \(folder("a.mkv"))")
    let error = #expect(throws: MediaError.self) { _ = try film("a.mp4", folder("a.mkv")) }
    #expect(error?.description.contains("no sound") == true)
    let song = try beep("b.wav", seconds: 1)
    #expect(throws: MediaError.self) { _ = try film("a.mp4", song, start: 4) }
    #expect(throws: MediaError.self) { _ = try film("a.mp4", folder("missing.wav")) }
    #expect(folder.names == ["a.mkv", "b.wav"])
  }

  @Test func `is silent where the sink has no sound`() throws {
    let song = try beep("a.wav", seconds: 1)
    #expect(try film("a.hashes", song) == folder("a.hashes"))
  }
}
