/// The pages of `--help`.
enum Help {
  static var overview: String {
    let list = TextTable(Program.commands.map { [$0.name, $0.summary] }, indent: 2).lines.joined(separator: "\n")
    return """
      everzoom makes the infinite shot: stills, clips or built-in worlds become one unbroken zoom.

      usage: everzoom COMMAND [INPUT …] [options]

      \(list)

      everzoom render                     the built-in shot, as shot.mp4
      everzoom render photos -o zoom.mp4  a folder of stills or clips
      everzoom COMMAND --help             the options of a command

      Results go to stdout, talk to stderr; as a file, - is stdin or stdout.
      Exit codes: 0 done, 64 the command line is wrong, 65 the input is, 69 a generator is away, 70 a fault of this program or of a
      generator, 74 reading or writing failed, 77 a generator has to be set up first,
      130 and 143 interrupted (ctrl-C, SIGTERM).

      """
  }

  static func page(_ command: any Command.Type) -> String {
    let options = TextTable(command.options.map { [$0.spelling, $0.effect] }, indent: 2).lines
    let examples = command.examples.map { "  \($0.line)\n      \($0.effect)" }
    var parts = ["everzoom \(command.name): \(command.summary)", "usage: everzoom \(command.name) \(command.usage)"]
    if !command.remarks.isEmpty { parts.append(command.remarks) }
    if !options.isEmpty { parts.append("options:\n" + options.joined(separator: "\n")) }
    if !examples.isEmpty { parts.append("examples:\n" + examples.joined(separator: "\n")) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  static func show(_ page: String) throws -> Int32 {
    try Terminal.print(page)
    return ExitCode.done
  }
}
