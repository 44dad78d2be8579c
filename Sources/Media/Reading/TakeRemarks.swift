internal import CFFmpeg
import Geometry

extension Take {
  /// What people should know of a file that is used in spite of it, in sentences that begin with its name: that it is shorter than it says, that its
  /// picture's lines are of two moments, that its colour profile is of a kind that is passed over.
  ///
  /// The facts are the file's. Throws `MediaError` when it cannot be read.
  package static func remarks(_ path: String, _ facts: TakeFacts) throws -> [String] {
    LastLogLine.listen()
    guard facts.kind == .clip, NumberedPictures(path) == nil else { return [] }
    let demuxer = try Demuxer(path, .video)
    return [shortness(demuxer, facts), interlacing(demuxer)].compactMap(\.self).map { "\(path) \($0)" }
  }

  /// A clip that is cut off, or that lost pictures on the way.
  private static func shortness(_ demuxer: Demuxer, _ facts: TakeFacts) -> String? {
    let stream = demuxer.stream.pointee
    let own =
      stream.duration == everzoomNoTimestamp
      ? nil : Double(stream.duration) * Double(stream.time_base.num) / Double(stream.time_base.den)
    let whole = demuxer.context.pointee.duration
    guard let stated = own ?? (whole == everzoomNoTimestamp ? nil : Double(whole) / 1e6) else { return nil }
    let read = facts.times.duration
    guard stated < 1e6, read < 0.93 * stated - 0.2 else { return nil }
    func brief(_ x: Double) -> String { "\((x * 10).rounded() / 10)" }
    return
      "says that it lasts \(brief(stated)) s, and only \(brief(read)) s of pictures could be read; the rest is missing or damaged"
  }

  private static func interlacing(_ demuxer: Demuxer) -> String? {
    let order = demuxer.stream.pointee.codecpar.pointee.field_order
    guard order != AV_FIELD_UNKNOWN, order != AV_FIELD_PROGRESSIVE else { return nil }
    return "is interlaced: where it moves, every second line is drawn anew between its neighbours"
  }
}
