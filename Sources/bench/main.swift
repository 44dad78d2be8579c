import Foundation
import Imaging

// `swift run -c release bench [NAME …] [--json] [--list] [--jobs N]`: how fast everything is, on this machine.
exit(BenchProgram.run(Array(CommandLine.arguments.dropFirst())))
