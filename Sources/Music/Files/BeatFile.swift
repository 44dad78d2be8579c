import Geometry

/// Files that say when a song's beats fall, whatever wrote them.
package enum BeatFile {
  /// What a file says. The kind is told by the content: a standard MIDI file, rekordbox's XML, or a text. `song` is the
  /// song's file, by whose name a collection of many songs is asked. Throws `MusicProblem`.
  package static func read(path: String, song: String? = nil) throws -> SongFacts {
    let bytes = try BoundedFile.read(path)
    do {
      return try read(bytes, song: song)
    } catch var problem as MusicProblem {
      problem.file = path
      throw problem
    }
  }

  /// The same of the bytes of a file.
  package static func read(_ bytes: [UInt8], song: String? = nil) throws -> SongFacts {
    if bytes.starts(with: "MThd".utf8) { return try MIDIFile.read(bytes) }
    let start = bytes.prefix(1 << 16).drop { $0 <= 32 || [0xEF, 0xBB, 0xBF].contains($0) }.first
    switch start {
    case nil: throw MusicProblem("is empty. Write one line for every beat: its time in seconds.")
    case UInt8(ascii: "<"): return try RekordboxFile.read(bytes, song: song)
    case UInt8(ascii: "{")?:
      throw MusicProblem("is JSON, which is not read. Write one line for every beat: its time in seconds.")
    default: break
    }
    if let zero = bytes.prefix(1 << 16).firstIndex(of: 0) {
      throw MusicProblem(
        "is neither a text in UTF-8 nor a MIDI file nor rekordbox's XML. Export beats as a text or as one of these.",
        byte: zero)
    }
    return try BeatText.read(bytes)
  }
}
