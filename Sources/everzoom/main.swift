import Foundation
import Geometry

// `everzoom COMMAND …`: one file for each command.
Terminal.fillClosedStreams()
Interruption.listen()
exit(
  Program.run(
    (1..<Int(CommandLine.argc)).map { index in
      let word = CommandLine.unsafeArgv[index]!
      return PathBytes.text(Array(UnsafeRawBufferPointer(start: word, count: strlen(word))))
    }))
