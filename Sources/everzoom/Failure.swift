import Media
import Planning

/// How the program ends (sysexits.h where it has a word for it).
enum ExitCode {
  static let done: Int32 = 0
  static let usage: Int32 = 64
  static let badInput: Int32 = 65
  static let fault: Int32 = 70
  static let io: Int32 = 74
  static let interrupted: Int32 = 130
}

/// A command line that cannot be understood.
struct UsageError: Error {
  let sentence: String
  init(_ sentence: String) { self.sentence = sentence }
}

enum Failure {
  /// What to say of an error, and the exit code that goes with it.
  static func sentence(_ error: any Error) -> (sentence: String, code: Int32) {
    switch error {
    case let error as UsageError: (error.sentence, ExitCode.usage)
    case let error as OutputError: (error.sentence, ExitCode.io)
    case let problem as Problem: (problem.description, ExitCode.badInput)
    case let problems as Problems: (problems.description, ExitCode.badInput)
    case let error as MediaError: (error.description, code(of: error))
    default: ("\(error) (this is a fault of the program)", ExitCode.fault)
    }
  }

  private static func code(of error: MediaError) -> Int32 {
    switch error.kind {
    case .wish: ExitCode.usage
    case .badInput, .unsupported: ExitCode.badInput
    case .io, .full: ExitCode.io
    case .fault: ExitCode.fault
    }
  }
}
