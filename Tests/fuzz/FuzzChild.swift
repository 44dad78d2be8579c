import Foundation
import Synchronization

/// Tries one input after the other, says in a file which it is at, and dies of the first that breaks a law.
enum FuzzChild {
  static func run(_ options: FuzzOptions, note: String) -> Int32 {
    let note = FuzzNote(note)
    let watch = FuzzWatch(seconds: options.seconds, megabytes: options.megabytes)
    for number in options.from..<options.from + options.count {
      note.write(number)
      let input = FuzzInput(number: number, seed: options.seed, kind: options.kind)
      watch.start()
      guard holds(input) else { return 1 }
      watch.stop()
    }
    return 0
  }

  static func run(_ options: FuzzOptions, file: String) -> Int32 {
    guard let bytes = FileManager.default.contents(atPath: file) else { return 74 }
    let watch = FuzzWatch(seconds: options.seconds, megabytes: options.megabytes)
    watch.start()
    return holds(FuzzInput(kind: options.kind ?? .storyboard, bytes: Array(bytes))) ? 0 : 1
  }

  private static func holds(_ input: FuzzInput) -> Bool {
    do {
      try Laws.check(input)
      return true
    } catch {
      FileHandle.standardError.write(Data("\((error as? Breach)?.sentence ?? "\(error)")\n".utf8))
      return false
    }
  }
}

/// The number of the input that a child is at, in a file, so that its parent knows it whatever becomes of the child.
struct FuzzNote {
  private let descriptor: Int32

  init(_ path: String) {
    descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    precondition(descriptor >= 0, "a note can be written")
  }

  func write(_ number: Int) {
    withUnsafeBytes(of: number) { _ = pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  static func read(_ path: String) -> Int? {
    guard let data = FileManager.default.contents(atPath: path), data.count == MemoryLayout<Int>.size else {
      return nil
    }
    return data.withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
  }
}
