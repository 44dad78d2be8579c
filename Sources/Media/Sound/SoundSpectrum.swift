internal import CFFmpeg
import Geometry

/// The spectrum of a piece of sound under a Hann window: power by frequency.
package final class SoundSpectrum {
  /// Samples of a piece, a power of two.
  package let size: Int
  /// From frequency 0 to half the rate, `size / 2 + 1` of them.
  package let binCount: Int

  private var context: OpaquePointer?
  private let transform: av_tx_fn
  private let window: [Float]
  private let input: UnsafeMutablePointer<Float>
  private let output: UnsafeMutablePointer<Float>

  package init(size: Int) throws {
    self.size = size
    binCount = size / 2 + 1
    var made: av_tx_fn?
    var scale: Float = 1
    try check(
      av_tx_init(&context, &made, AV_TX_FLOAT_RDFT, 0, Int32(size), &scale, UInt64(AV_TX_UNALIGNED.rawValue)),
      "av_tx_init")
    guard let made else { throw MediaError.fault("av_tx_init", -22) }
    transform = made
    window = (0..<size).map { Float((1 - PortableMath.sineAndCosine(turns: Double($0) / Double(size)).cosine) / 2) }
    input = .allocate(capacity: size)
    output = .allocate(capacity: size + 2)
  }

  deinit {
    av_tx_uninit(&context)
    input.deallocate()
    output.deallocate()
  }

  /// The power of each bin; a sine of amplitude 1 in the middle of a bin has (size / 4)².
  package func power(_ samples: UnsafePointer<Float>, into power: inout [Float]) {
    for i in 0..<size { input[i] = samples[i] * window[i] }
    transform(context, output, input, MemoryLayout<Float>.stride)
    for i in 0..<binCount { power[i] = output[2 * i] * output[2 * i] + output[2 * i + 1] * output[2 * i + 1] }
  }
}
