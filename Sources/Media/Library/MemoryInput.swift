internal import CFFmpeg
import Glibc

/// Bytes in memory that FFmpeg reads as if they were a file.
final class MemoryInput {
  private let bytes: [UInt8]
  private var at = 0
  private(set) var context: UnsafeMutablePointer<AVIOContext>?

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    let size = 1 << 15
    let buffer = try made(av_malloc(size), "av_malloc").assumingMemoryBound(to: UInt8.self)
    context = avio_alloc_context(
      buffer, Int32(size), 0, Unmanaged.passUnretained(self).toOpaque(),
      { opaque, target, count in Unmanaged<MemoryInput>.fromOpaque(opaque!).takeUnretainedValue().read(target!, count)
      },
      nil,
      { opaque, offset, whence in
        Unmanaged<MemoryInput>.fromOpaque(opaque!).takeUnretainedValue().seek(offset, whence)
      })
    if context == nil { av_free(buffer) }
    _ = try made(context, "avio_alloc_context")
  }

  deinit {
    if let context { av_freep(&context.pointee.buffer) }
    avio_context_free(&context)
  }

  private func read(_ target: UnsafeMutablePointer<UInt8>, _ count: Int32) -> Int32 {
    let part = min(Int(count), bytes.count - at)
    guard part > 0 else { return everzoomErrorEndOfFile }
    bytes.withUnsafeBufferPointer { target.update(from: $0.baseAddress! + at, count: part) }
    at += part
    return Int32(part)
  }

  private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    let start: Int
    switch whence & ~AVSEEK_FORCE {
    case AVSEEK_SIZE: return Int64(bytes.count)
    case SEEK_SET: start = 0
    case SEEK_CUR: start = at
    case SEEK_END: start = bytes.count
    default: return -22
    }
    let (place, overflow) = start.addingReportingOverflow(Int(offset))
    guard !overflow, (0...bytes.count).contains(place) else { return -22 }
    at = place
    return Int64(place)
  }
}
