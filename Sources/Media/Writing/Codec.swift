import Imaging

/// A codec for films: all that is particular to it. Those that people can ask for are in `CodecCatalog`.
package struct Codec: Sendable {
  /// As it is asked for: h264.
  package let name: String
  /// As people write it: H.264.
  package let title: String
  /// What it is good for, in a few words for people.
  package let summary: String
  package let containers: [Container]
  package let quality: Quality
  /// How hard the encoder may try, least first; none where it cannot be told.
  package let efforts: [String]
  package let usualEffort: String
  /// FFmpeg's name of the encoder.
  let encoder: String
  /// Bits of the pictures that the encoder is given, 8 or 16.
  let bits: Int
  /// FFmpeg's names of what the encoder takes, by the film's chroma; a picture is converted where it is something else.
  let pixels: [PictureFormat.Chroma: String]
  /// Sides are multiples of this; 1 where a chroma is not listed.
  let sideSteps: [PictureFormat.Chroma: Int]
  /// The encoder's own options, by FFmpeg's names.
  let options: @Sendable (Encoding) -> [(String, String)]

  /// In the codec's own measure; 0 … 0 where it cannot be told.
  package struct Quality: Sendable {
    package let range: ClosedRange<Double>
    package let usual: Double

    package init(_ range: ClosedRange<Double>, usual: Double) {
      self.range = range
      self.usual = usual
    }
  }

  package init(
    _ name: String, title: String, _ summary: String, encoder: String, in containers: [Container],
    pixels: [PictureFormat.Chroma: String], bits: Int = 8, sideSteps: [PictureFormat.Chroma: Int] = [:],
    quality: Quality, efforts: [String] = [], usualEffort: String = "",
    options: @escaping @Sendable (Encoding) -> [(String, String)] = { _ in [] }
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.encoder = encoder
    self.containers = containers
    self.pixels = pixels
    self.bits = bits
    self.sideSteps = sideSteps
    self.quality = quality
    self.efforts = efforts
    self.usualEffort = usualEffort
    self.options = options
  }
}

extension Codec: Equatable {
  package static func == (a: Codec, b: Codec) -> Bool { a.name == b.name }
}
