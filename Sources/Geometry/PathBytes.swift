import Glibc

/// Names of files are bytes, and strings are characters. A byte that is no UTF-8, or part of a control character, is carried through a string as a
/// private-use character, U+10FF00 and the byte, so that every name has a string, on one line, and finds its file again:
///
///     PathBytes.bytes(PathBytes.text(name)) == name      // for any bytes
package enum PathBytes {
  private static let first: UInt32 = 0x10FF00
  private static func isCarried(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= first }

  /// The string of a name.
  package static func text(_ name: [UInt8]) -> String {
    var scalars = String.UnicodeScalarView()
    var at = 0
    while at < name.count {
      let found = (1...min(4, name.count - at)).lazy.compactMap { length -> (Unicode.Scalar, Int)? in
        guard let one = String(validating: name[at..<at + length], as: UTF8.self), one.unicodeScalars.count == 1 else {
          return nil
        }
        return (one.unicodeScalars.first!, length)
      }.first
      // A character of that range is carried byte by byte as well, or it would be taken for a byte.
      if let (scalar, length) = found, !isCarried(scalar), !isControl(scalar) {
        scalars.append(scalar)
        at += length
      } else {
        scalars.append(Unicode.Scalar(first + UInt32(name[at]))!)
        at += 1
      }
    }
    return String(scalars)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

  /// The same path, in which what is written as a control character is carried.
  package static func withoutControls(_ path: String) -> String {
    path.unicodeScalars.contains(where: isControl) ? text(bytes(path)) : path
  }

  /// The same path with every byte carried that is not ASCII: it differs from what Swift takes for the same text, as é in one scalar and in two.
  package static func spelledOut(_ path: String) -> String {
    String(String.UnicodeScalarView(bytes(path).map { Unicode.Scalar($0 < 0x80 ? UInt32($0) : first + UInt32($0))! }))
  }

  /// The bytes of a name, without a 0 at its end.
  package static func bytes(_ path: String) -> [UInt8] {
    guard path.unicodeScalars.contains(where: isCarried) else { return Array(path.utf8) }
    return path.unicodeScalars.flatMap { isCarried($0) ? [UInt8($0.value - first)] : Array(String($0).utf8) }
  }

  /// As the system takes it.
  package static func withCString<Result>(_ path: String, _ body: (UnsafePointer<CChar>) throws -> Result) rethrows
    -> Result
  {
    try (bytes(path).map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { try body($0.baseAddress!) }
  }

  /// What people see: a carried byte as `\\xE9`, and so every character that would move a terminal's cursor or turn the text about.
  package static func shown(_ text: String, keeping kept: Set<Unicode.Scalar> = []) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if kept.contains(scalar) || !isHidden(scalar) {
        shown.unicodeScalars.append(scalar)
      } else {
        let value = isCarried(scalar) ? scalar.value - first : scalar.value
        let digits = String(value, radix: 16, uppercase: true)
        shown += value < 256 ? "\\x" + String(repeating: "0", count: 2 - digits.count) + digits : "\\u{\(digits)}"
      }
    }
    return shown
  }

  /// Control characters, those that turn the direction of writing, and carried bytes.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<32, 127..<160, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028...0x2029: true
    default: isCarried(scalar)
    }
  }

  // MARK: The file system

  /// The names in a folder but for `.` and `..`, by their bytes; nil with the reason in `errno`.
  package static func names(in folder: String) -> [String]? {
    guard let directory = withCString(folder, { opendir($0) }) else { return nil }
    defer { closedir(directory) }
    var names: [[UInt8]] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: UInt8.self, capacity: 256) { Array(UnsafeBufferPointer(start: $0, count: strlen($0))) }
      }
      if name != [46], name != [46, 46] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map(text)
  }

  package static func exists(_ path: String) -> Bool { withCString(path) { access($0, F_OK) == 0 } }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return withCString(path) { stat($0, &status) == 0 } && status.st_mode & S_IFMT == S_IFDIR
  }
}
