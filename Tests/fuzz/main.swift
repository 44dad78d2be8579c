import Foundation

// `swift run -c release fuzz [--from N] [--count N] [--seed S] [--kind storyboard|preset|plan]`: texts that nobody would write, and what they do.
exit(FuzzProgram.run(CommandLine.arguments))
