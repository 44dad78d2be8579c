import Foundation

// `everzoom COMMAND …`: one file for each command.
Terminal.fillClosedStreams()
Interruption.listen()
exit(Program.run(Array(CommandLine.arguments.dropFirst())))
