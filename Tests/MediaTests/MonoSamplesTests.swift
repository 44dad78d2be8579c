import Geometry
import Media
import TestSupport
import Testing

@Suite struct `The samples of a song` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  /// Three seconds with a beep that begins in the middle; the left channel is louder.
  private func song(_ name: String, _ options: String = "") throws -> String {
    let tone = "0.8*sin(2*PI*1000*t)*between(t\\,1.5\\,2)"
    try ffmpeg("-f lavfi -i aevalsrc='\(tone)|0.5*\(tone)':s=44100:d=3 \(options) \(folder(name))")
    return folder(name)
  }

  private func samples(_ path: String) throws -> [Float] {
    let reader = try MonoSamples(path, rate: 22050)
    var samples: [Float] = []
    while let block = try reader.next() { samples += block }
    #expect(try reader.next() == nil)
    return samples
  }

  @Test(arguments: ["a.wav", "a.flac", "a.mp3", "a.ogg", "a.m4a", "a.opus"])
  func `begin when the song does, whatever it is coded as`(_ name: String) throws {
    let samples = try samples(song(name))
    let first = try #require(samples.firstIndex { abs($0) > 0.2 })
    #expect(abs(Double(first) / 22050 - 1.5) < 0.003, "\(name): \(Double(first) / 22050)")
    #expect(abs(Double(samples.count) / 22050 - 3) < 0.06, "\(name): \(samples.count)")
  }

  @Test func `are the mean of all channels, and numbers`() throws {
    let most = try samples(song("a.wav")).map(abs).max() ?? 0
    #expect(abs(most - 0.6) < 0.05)
    try ffmpeg("-f lavfi -i aevalsrc='1/0|0/0':s=22050:d=0.1 -c:a pcm_f32le \(folder("b.wav"))")
    #expect(try samples(folder("b.wav")).allSatisfy { $0.isFinite && abs($0) <= 16 })
  }

  @Test func `have a spectrum with a peak where a sine is`() throws {
    let spectrum = try SoundSpectrum(size: 1024)
    let tone = (0..<1024).map { Float(Wave.sine(turns: Double($0) * 64 / 1024)) }
    var power = [Float](repeating: 0, count: spectrum.binCount)
    spectrum.power(tone, into: &power)
    #expect(power.indices.max { power[$0] < power[$1] } == 64)
    #expect(abs(power[64] / (256 * 256) - 1) < 0.001)
    #expect(power[..<62].max() ?? 1 < 1e-3 && power[67...].max() ?? 1 < 1e-3)
  }
}

private enum Wave {
  static func sine(turns: Double) -> Double { PortableMath.sineAndCosine(turns: turns).sine }
}
