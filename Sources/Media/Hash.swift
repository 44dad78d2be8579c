internal import CFFmpeg
import Geometry
import Glibc
import Imaging

/// The content hash of a file's bytes, 32 hexadecimal digits (MurmurHash3 in its 128-bit form).
package func hash(ofFile path: String) throws -> String {
  if let pictures = NumberedPictures(path) {
    return Media.hash(of: Array(try pictures.files.map { try Media.hash(ofFile: $0) }.joined().utf8))
  }
  let file = try InputFile(path)
  let hash = try RunningHash()
  var chunk = [UInt8](repeating: 0, count: 1 << 20)
  while case let count = try file.read(into: &chunk), count > 0 {
    chunk.withUnsafeBytes { hash.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }
  return hash.hexadecimal()
}

/// The same of bytes in memory.
package func hash(of bytes: [UInt8]) -> String {
  guard let hash = try? RunningHash() else { preconditionFailure("libavutil has murmur3") }
  bytes.withUnsafeBytes { hash.add($0) }
  return hash.hexadecimal()
}

/// The hash of a picture's visible samples, Y′ then Cb then Cr, row by row without padding; 32 hexadecimal digits.
package func frameHash(_ picture: Picture) -> String {
  guard let hash = try? RunningHash() else { preconditionFailure("libavutil has murmur3") }
  for plane in picture.planes {
    for y in 0..<plane.height {
      hash.add(UnsafeRawBufferPointer(start: plane.base + y * plane.stride, count: plane.width * plane.bits / 8))
    }
  }
  return hash.hexadecimal()
}

/// A hash over bytes that come in pieces.
final class RunningHash {
  private var context: OpaquePointer?

  init() throws {
    try check(av_hash_alloc(&context, "murmur3"), "av_hash_alloc")
    av_hash_init(context)
  }

  deinit { av_hash_freep(&context) }

  func add(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    av_hash_update(context, base, bytes.count)
  }

  /// The hash of all that was added; nothing can be added afterwards.
  func hexadecimal() -> String {
    var digits = [UInt8](repeating: 0, count: 2 * Int(av_hash_get_size(context)) + 1)
    av_hash_final_hex(context, &digits, Int32(digits.count))
    return String(decoding: digits.dropLast(), as: UTF8.self)
  }
}
