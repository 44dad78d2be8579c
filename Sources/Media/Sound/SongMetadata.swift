internal import CFFmpeg

/// What a song's file says about itself beside its sound.
package struct SongMetadata: Sendable {
  /// Tags in the order of the file, as it spells them: those of the file, then those of its sound.
  package let tags: [(name: String, value: String)]
  /// Chapters in the order of the file: when each begins, in seconds, and its title.
  package let chapters: [(start: Double, title: String)]

  /// Throws `MediaError` where the file has no sound.
  package init(_ path: String) throws {
    let demuxer = try Demuxer(path, .audio)
    tags = Self.entries(demuxer.context.pointee.metadata) + Self.entries(demuxer.stream.pointee.metadata)
    chapters = (0..<Int(demuxer.context.pointee.nb_chapters)).compactMap { number in
      guard let chapter = demuxer.context.pointee.chapters[number]?.pointee, chapter.start != everzoomNoTimestamp,
        chapter.time_base.den != 0
      else { return nil }
      let title = Self.entries(chapter.metadata).first { $0.name.lowercased() == "title" }?.value
      return (Double(chapter.start) * Double(chapter.time_base.num) / Double(chapter.time_base.den), title ?? "")
    }
  }

  private static func entries(_ dictionary: OpaquePointer?) -> [(name: String, value: String)] {
    var entries: [(String, String)] = []
    var entry = av_dict_get(dictionary, "", nil, AV_DICT_IGNORE_SUFFIX)
    while let found = entry {
      entries.append((String(cString: found.pointee.key), String(cString: found.pointee.value)))
      entry = av_dict_get(dictionary, "", found, AV_DICT_IGNORE_SUFFIX)
    }
    return entries
  }
}
