import Foundation

// `swift run -c release fuzz`: inputs by number, held to the laws of `Trial`. --help has the options.
exit(Hunt.run(Array(CommandLine.arguments.dropFirst())))
