import Glibc

/// Calls of the C library that its Swift module leaves out, since headers show them to GNU programs only.
enum SystemCalls {
  typealias FileActions = UnsafeMutablePointer<posix_spawn_file_actions_t>

  /// pipe2(2): a pipe that children do not inherit, from its first moment on.
  static let pipe: (@convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32)? = call("pipe2")
  /// Has a child begin in a folder.
  static let addFolder: (@convention(c) (FileActions, UnsafePointer<CChar>) -> Int32)? =
    call("posix_spawn_file_actions_addchdir_np")
  /// Has a child begin without the descriptors from a number on. glibc 2.34 and later.
  static let addCloseFrom: (@convention(c) (FileActions, Int32) -> Int32)? =
    call("posix_spawn_file_actions_addclosefrom_np")

  private static func call<Function>(_ name: String) -> Function? {
    dlsym(nil, name).map { unsafeBitCast($0, to: Function.self) }
  }
}

/// A system call that failed: which one, and the system's own words.
struct SystemCallFailed: Error, CustomStringConvertible {
  let call: String
  let code: Int32

  var description: String { "\(call) failed: \(String(cString: strerror(code)))" }
}
