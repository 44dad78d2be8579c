import Foundation

// `everzoom COMMAND …`: one file for each command.
Interruption.listen()
exit(Program.run(Array(CommandLine.arguments.dropFirst())))
