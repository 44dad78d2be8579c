import Foundation
import Media

/// The words of a song in time, from LRC, SubRip (SRT) or WebVTT.
package struct Lyrics: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    /// In seconds of the song.
    package let start: Double
    /// In seconds, after the start.
    package let end: Double
    /// Without tags, never empty; a line may be broken by "\n".
    package let text: String
  }

  /// In the order of their starts.
  package let lines: [Line]

  /// Reads a file; its kind is told by its content. Throws `MusicProblem`.
  package static func read(path: String) throws -> Lyrics {
    do { return try read(BoundedFile.read(path)) } catch var problem as MusicProblem {
      problem.file = path
      throw problem
    }
  }

  /// The same of the bytes of a file.
  package static func read(_ bytes: [UInt8]) throws -> Lyrics {
    var text = decoded(bytes.contains(0) && !isUTF16(bytes) ? bytes.filter { $0 != 0 } : bytes)
    let kind = kind(text)
    var offset = 0.0
    if kind == .lrc { (text, offset) = try withoutOffset(text) }
    let read: [TimedText]
    do { read = try TimedText.read(Array(text.utf8), kind) } catch let error as MediaError {
      throw MusicProblem("cannot be read as lyrics: \(error.description)")
    }
    let lines = lines(read.filter { abs($0.start) <= MusicLimits.seconds }, offset)
    guard !lines.isEmpty else {
      throw MusicProblem("has no line with a time. Give lyrics as LRC ([00:12.50]words), SRT or WebVTT.")
    }
    return Lyrics(lines: lines)
  }

  /// UTF-8, or UTF-16 with its mark.
  private static func decoded(_ bytes: [UInt8]) -> String {
    guard isUTF16(bytes) else {
      return String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
    }
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { i in
      isLittle ? UInt16(bytes[i]) | UInt16(bytes[i + 1]) << 8 : UInt16(bytes[i]) << 8 | UInt16(bytes[i + 1])
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  private static func kind(_ text: String) -> TimedText.Kind {
    let start = text.prefix(1 << 16)
    if start.hasPrefix("WEBVTT") { return .webvtt }
    return start.contains("-->") ? .srt : .lrc
  }

  /// LRC's `[offset:250]`, in milliseconds by which all lines come sooner, in seconds; and the text without it. FFmpeg
  /// 5.1 takes it for a thousand times as much.
  private static func withoutOffset(_ text: String) throws -> (String, Double) {
    guard let tag = text.firstMatch(of: /(?i)\[\s*offset\s*:([^\]\r\n]*)\]/) else { return (text, 0) }
    let value = String(tag.1).trimmed
    guard let milliseconds = Double(value.hasPrefix("+") ? String(value.dropFirst()) : value),
      abs(milliseconds) <= 1000 * MusicLimits.seconds
    else {
      throw MusicProblem(
        "has the offset \"\(value.brief)\", expected milliseconds such as -250. Correct it, or remove it.")
    }
    return (text.replacing(/(?i)\[\s*offset\s*:[^\]\r\n]*\]/, with: ""), milliseconds / 1000)
  }

  /// Lines with their ends. One without a length lasts until the next one begins, the last one as long as the others do.
  /// An empty line ends the one before it.
  private static func lines(_ read: [TimedText], _ offset: Double) -> [Line] {
    let sorted = read.sorted { $0.start < $1.start }.map {
      (start: $0.start - offset, seconds: $0.seconds, text: LyricsTags.stripped($0.text))
    }
    let lengths = zip(sorted, sorted.dropFirst()).map { $0.seconds ?? $1.start - $0.start }.filter { $0 > 0 }.sorted()
    let usual = lengths.isEmpty ? 4 : min(lengths[lengths.count / 2], 10)
    var lines: [Line] = []
    // Lines that begin together are several voices, or the same in two languages.
    var (next, start): (Double?, Double?) = (nil, nil)
    for line in sorted.reversed() {
      if line.start != start { (next, start) = (start, line.start) }
      guard !line.text.isEmpty else { continue }
      let seconds = line.seconds ?? next.map { $0 - line.start } ?? usual
      lines.append(Line(start: line.start, end: line.start + seconds, text: line.text))
    }
    lines.reverse()
    return lines
  }
}
