import Generation
import Media
import Planning

/// How the program ends (sysexits.h where it has a word for it).
enum ExitCode {
  static let done: Int32 = 0
  static let usage: Int32 = 64
  static let badInput: Int32 = 65
  static let unavailable: Int32 = 69
  static let fault: Int32 = 70
  static let io: Int32 = 74
  static let notAllowed: Int32 = 77
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
    case let error as FolderError: (error.description, ExitCode.io)
    case let error as ChainError: chain(error)
    case let problem as Problem: (problem.description, ExitCode.badInput)
    case let problems as Problems: (problems.description, ExitCode.badInput)
    case let error as MediaError: (error.description, code(of: error))
    default: ("\(error) (this is a fault of the program)", ExitCode.fault)
    }
  }

  /// What is made stays, and the same command goes on from there.
  private static func chain(_ error: ChainError) -> (sentence: String, code: Int32) {
    let (cause, code): (String, Int32) =
      switch error.cause {
      case .refused(let sentence): (sentence, ExitCode.badInput)
      case .unavailable(let sentence): (sentence, ExitCode.unavailable)
      case .failed(let sentence): (sentence, ExitCode.fault)
      case .notAllowed(let sentence): (sentence, ExitCode.notAllowed)
      case .cancelled: ("it was interrupted", ExitCode.interrupted)
      }
    let rest = "What is made stays in \(error.folder), and the same command goes on from there."
    return ("scene \(error.scene) was not made: \(cause)\n\(rest)", code)
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
