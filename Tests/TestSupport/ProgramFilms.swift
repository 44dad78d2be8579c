import Foundation
import Geometry

extension MediaFolder {
  /// Lines of a file of hashes: frame number and hash, without the remarks.
  package func hashes(_ name: String) throws -> [String] {
    String(decoding: try bytes(name), as: UTF8.self).split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("#")
    }
  }

  package func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self(name), withIntermediateDirectories: true)
  }

  /// Writes a text and returns its path.
  @discardableResult
  package func write(_ text: String, _ name: String) throws -> String { try write(Array(text.utf8), name) }
}

/// The luma of each frame of a YUV4MPEG2 film in 4:2:0 of 8 bits.
package struct Y4MFilm {
  package let size: CanvasSize
  package let header: String
  private let bytes: [UInt8]
  private let firstFrame: Int

  /// Throws when the bytes do not begin as such a film does.
  package init(_ bytes: [UInt8]) throws {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { throw CommandFailed(description: "no Y4M header") }
    header = String(decoding: bytes[..<end], as: UTF8.self)
    let words = header.split(separator: " ")
    guard words.first == "YUV4MPEG2",
      let width = words.first(where: { $0.hasPrefix("W") }).flatMap({ Int($0.dropFirst()) }),
      let height = words.first(where: { $0.hasPrefix("H") }).flatMap({ Int($0.dropFirst()) })
    else { throw CommandFailed(description: "not a Y4M header: \(header)") }
    size = CanvasSize(width, height)
    firstFrame = end + 1
    self.bytes = bytes
  }

  private var lumaCount: Int { size.width * size.height }
  private var frameBytes: Int { 6 + lumaCount + 2 * ((size.width + 1) / 2) * ((size.height + 1) / 2) }

  package var frameCount: Int { (bytes.count - firstFrame) / frameBytes }

  /// Whether the frames fill the film to its last byte, and each begins as it should.
  package var isWhole: Bool {
    (bytes.count - firstFrame) % frameBytes == 0
      && (0..<frameCount).allSatisfy { bytes[(firstFrame + $0 * frameBytes)...].starts(with: Array("FRAME\n".utf8)) }
  }

  /// The luma of a pixel of a frame.
  package func luma(_ frame: Int, _ x: Int, _ y: Int) -> Int {
    Int(bytes[firstFrame + frame * frameBytes + 6 + y * size.width + x])
  }
}

/// A clip whose frames carry their number as eight rays from the middle, so that it can be read at any zoom: bright where the bit is set.
package enum NumberedFrames {
  package static let bits = 8

  /// The direction of a bit's ray.
  package static func direction(_ bit: Int) -> Point { Point(turns: (Double(bit) + 0.5) / Double(bits), length: 1) }

  /// Raw frames of 8-bit luma.
  package static func luma(_ size: CanvasSize, count: Int) -> [UInt8] {
    let sectors = (0..<size.width * size.height).map { index -> Int in
      let x = Double(index % size.width) + 0.5 - Double(size.width) / 2
      let y = Double(index / size.width) + 0.5 - Double(size.height) / 2
      let turns = atan2(y, x) / (2 * .pi)
      return Int((turns < 0 ? turns + 1 : turns) * Double(bits)) % bits
    }
    return (0..<count).flatMap { number in sectors.map { number >> $0 & 1 == 1 ? 225 : 30 } }
  }
}
