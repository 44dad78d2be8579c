internal import CFFmpeg
import Glibc

/// Why a file could not be read or written: one sentence that says what was found, what was expected and what to do.
package struct MediaError: Error, CustomStringConvertible, Sendable {
  package enum Kind: Sendable {
    /// The file is not what it should be: missing, empty, broken, of the wrong sort.
    case badInput
    /// The file or the wish is sound, but of a sort that is not handled.
    case unsupported
    /// What was asked for is not offered, or cannot be together: another name or option is needed, not another file.
    case wish
    /// Reading or writing failed.
    case io
    /// The disk is full.
    case full
    /// A library call failed that should not have.
    case fault
  }

  package let kind: Kind
  package let description: String

  package init(_ kind: Kind, _ sentence: String) {
    self.kind = kind
    description = sentence
  }
}

extension MediaError {
  /// A library call that failed for no reason of the person's: which call, its code, FFmpeg's last words.
  static func fault(_ call: String, _ code: Int32) -> MediaError {
    if let written = writing(nil, code) { return written }
    return MediaError(.fault, "\(call) failed: \(reason(code)).")
  }

  /// A file that FFmpeg cannot make sense of.
  static func reading(_ path: String, _ code: Int32, _ kind: Demuxer.Kind = .video) -> MediaError {
    if code == -ENOENT || code == -EACCES || code == -EIO { return opening(path, errno: -code) }
    return MediaError(
      .badInput,
      "\(path) cannot be decoded: \(reason(code)). Check that it is a complete "
        + "\(kind == .video ? "picture or video" : "song").")
  }

  /// A file that the system will not open.
  static func opening(_ path: String, errno code: Int32) -> MediaError {
    switch code {
    case ENOENT: MediaError(.badInput, "\(path) does not exist. Check the name, or the folder it is looked for in.")
    case EACCES: MediaError(.io, "\(path) may not be read. Check its permissions.")
    default: MediaError(.io, "\(path) cannot be opened: \(systemReason(code)).")
    }
  }

  /// What the system says when writing fails; nil for codes that are not the system's.
  static func writing(_ path: String?, _ code: Int32) -> MediaError? {
    let name = path ?? "The film"
    switch -code {
    case ENOSPC, EDQUOT:
      return MediaError(.full, "\(name) is not written: the disk is full. Free some space, or write to another disk.")
    case EFBIG:
      return MediaError(
        .full, "\(name) is not written: it grew beyond the file size allowed here. Raise the limit (ulimit -f).")
    case EPIPE:
      return MediaError(
        .io, "\(name) is not written to its end: the reader at the other end of the pipe has closed it.")
    case EACCES, EPERM, EROFS:
      return MediaError(.io, "\(name) may not be written. Check the permissions of its folder.")
    case ENOENT, ENOTDIR:
      return MediaError(.io, "\(name) cannot be written: its folder does not exist. Create it first.")
    case EISDIR:
      return MediaError(.io, "\(name) cannot be written: it is a folder. Give a file's name.")
    case 1..<4096 where code != everzoomErrorTryAgain && -code != EINVAL && -code != ENOMEM:
      return MediaError(.io, "\(name) cannot be written: \(systemReason(-code)).")
    default:
      return nil
    }
  }

  /// FFmpeg's last log line if there is one, else its name for the code.
  private static func reason(_ code: Int32) -> String {
    if let line = LastLogLine.taken() { return line }
    var buffer = [CChar](repeating: 0, count: 256)
    av_strerror(code, &buffer, buffer.count)
    return text(buffer)
  }

  private static func systemReason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
