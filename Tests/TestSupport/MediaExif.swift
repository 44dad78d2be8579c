/// EXIF with nothing in it but an orientation, 1 ... 8: a TIFF structure with one entry.
package func exif(orientation: Int, isBigEndian: Bool = false) -> [UInt8] {
  func short(_ value: Int) -> [UInt8] {
    isBigEndian ? [UInt8(value >> 8), UInt8(value & 255)] : [UInt8(value & 255), UInt8(value >> 8)]
  }
  func long(_ value: Int) -> [UInt8] {
    isBigEndian ? short(value >> 16) + short(value & 65535) : short(value & 65535) + short(value >> 16)
  }
  var bytes: [UInt8] = isBigEndian ? [0x4D, 0x4D] : [0x49, 0x49]
  bytes += short(42) + long(8) + short(1)
  bytes += short(274) + short(3) + long(1) + short(orientation) + short(0)
  return bytes + long(0)
}

/// A JPEG file with an EXIF segment put behind its first marker.
package func jpeg(_ bytes: [UInt8], withExif exif: [UInt8]) -> [UInt8] {
  let length = exif.count + 8
  let segment: [UInt8] = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + Array("Exif\0\0".utf8) + exif
  return Array(bytes[..<2]) + segment + Array(bytes[2...])
}

/// A PNG file with an eXIf chunk put behind its header.
package func png(_ bytes: [UInt8], withExif exif: [UInt8]) -> [UInt8] {
  let content = Array("eXIf".utf8) + exif
  let chunk = big32(exif.count) + content + big32(Int(crc32(content)))
  return Array(bytes[..<33]) + chunk + Array(bytes[33...])
}

/// A simple WebP file with an EXIF chunk at its end, and the header that announces it.
package func webP(_ bytes: [UInt8], width: Int, height: Int, withExif exif: [UInt8]) -> [UInt8] {
  func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 255) } }
  let header = Array("VP8X".utf8) + little(10, 4) + [8, 0, 0, 0] + little(width - 1, 3) + little(height - 1, 3)
  let chunk = Array("EXIF".utf8) + little(exif.count, 4) + exif + (exif.count % 2 == 1 ? [0] : [])
  let body = Array("WEBP".utf8) + header + Array(bytes[12...]) + chunk
  return Array("RIFF".utf8) + little(body.count, 4) + body
}

private func big32(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }

/// The checksum of PNG chunks (ISO 3309).
private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
  return ~sum
}
