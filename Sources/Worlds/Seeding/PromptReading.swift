import Geometry

/// What a prompt asks of the built-in worlds, as far as they understand it (`PromptWords`).
///
///     PromptReading("misty valley at dawn", seed: Seed(1)).worlds   // ["valley"]
package struct PromptReading: Equatable, Sendable {
  /// A word, and what it does.
  package struct Taken: Equatable, Sendable, CustomStringConvertible {
    package let word: String
    package let effect: String
    package var description: String { "“\(word)”: \(effect)" }
  }

  /// One world, or two: an outer one and then an inner one.
  package let worlds: [String]
  /// Whether a word has named the world; if not, the seed has chosen it.
  package let isPlaceTold: Bool
  package let seed: Seed
  /// For each of the worlds; only what is not as usual.
  private let parametersOfWorlds: [[String: Double]]
  /// By which to multiply the speed of flight.
  package let pace: Double
  /// The seed frame's digest with the colours and the light that words ask for; nil if there is neither.
  package let digest: SeedDigest?
  /// In the prompt's order.
  package let taken: [Taken]
  /// Words that mean nothing to worlds. They vary the seed.
  package let unknown: [String]

  package var parameters: [String: Double] { parametersOfWorlds[0] }

  /// The recipe of one of the worlds.
  package func recipe(_ index: Int = 0) -> WorldRecipe {
    WorldRecipe(worlds[index], seed: seed, parameters: parametersOfWorlds[index], digest: digest)
  }

  /// - Parameters:
  ///   - negative: words that are all denied.
  ///   - seed: the scene's own.
  ///   - previous: the world before, which the seed does not choose again.
  ///   - seedFrame: what is taken over from the picture that the scene begins on. Words win over its hues.
  package init(
    _ prompt: String, negative: String = "", seed: Seed, previous: String? = nil, seedFrame: SeedDigest? = nil
  ) {
    let sorted = SortedTerms(prompt, negative: negative)
    taken = sorted.taken
    unknown = sorted.unknown
    self.seed = PromptReading.varied(seed, by: sorted.unknown)
    let effects = sorted.chosen.map(\.effect)
    let told = sorted.chosen.filter { $0.kind == .place }.compactMap(\.world)
    isPlaceTold = !told.isEmpty
    worlds =
      isPlaceTold
      ? told : [PromptReading.world(self.seed, unlike: [previous].compactMap { $0 } + sorted.deniedWorlds, effects)]
    parametersOfWorlds = worlds.map { PromptReading.parameters(effects, of: WorldCatalog.entry($0)!) }
    pace = min(max(effects.reduce(1) { $0 * $1.pace }, 0.5), 2)
    digest = PromptReading.digest(effects, seedFrame)
  }

  private static func varied(_ seed: Seed, by words: [String]) -> Seed {
    words.reduce(seed) { seed, word in word.utf8.reduce(seed.at("word")) { $0.at("letter", Int($1)) } }
  }

  /// One of the worlds, by the seed; of those that can show what the words ask for, if there are any.
  private static func world(_ seed: Seed, unlike avoided: [String], _ effects: [PromptEffect]) -> String {
    let names = WorldCatalog.entries.map(\.name)
    var choice = names.filter { !avoided.contains($0) }
    if choice.isEmpty { choice = names }
    let apt = choice.filter { name in
      WorldCatalog.entry(name)!.parameters.contains { parameter in
        effects.contains { ($0.own[parameter.name] ?? 0) > 0 }
      }
    }
    if !apt.isEmpty { choice = apt }
    return choice[seed.at("place").pick(0..<choice.count)]
  }

  private static func parameters(_ effects: [PromptEffect], of entry: WorldCatalog.Entry) -> [String: Double] {
    let common = [
      "brightness": effects.reduce(0) { $0 + $1.brightness }, "warmth": effects.reduce(0) { $0 + $1.warmth },
      "contrast": effects.reduce(1) { $0 * $1.contrast }, "colour": effects.reduce(1) { $0 * $1.colour },
      "motion": effects.reduce(1) { $0 * $1.motion },
    ]
    var values: [String: Double] = [:]
    for parameter in WorldCatalog.commonParameters {
      guard let value = common[parameter.name], value != parameter.usual else { continue }
      values[parameter.name] = held(value, parameter)
    }
    for parameter in entry.parameters {
      let wish = min(max(effects.reduce(0) { $0 + ($1.own[parameter.name] ?? 0) }, -1), 1)
      guard wish != 0 else { continue }
      let end = wish > 0 ? parameter.range.upperBound : parameter.range.lowerBound
      values[parameter.name] = held(parameter.usual + (end - parameter.usual) * abs(wish), parameter)
    }
    return values
  }

  /// Within the range, with three digits.
  private static func held(_ value: Double, _ parameter: WorldParameter) -> Double {
    min(max((value * 1000).rounded() / 1000, parameter.range.lowerBound), parameter.range.upperBound)
  }

  private static func digest(_ effects: [PromptEffect], _ seedFrame: SeedDigest?) -> SeedDigest? {
    let paints = effects.compactMap(\.paint).map { Oklab(Colour($0)) }
    guard var digest = seedFrame ?? (paints.isEmpty ? nil : SeedDigest.plain) else { return nil }
    if let first = paints.first { digest.paint(first, paints.count > 1 ? paints[1] : nil) }
    if let light = effects.compactMap(\.light).first { digest.light = light }
    return digest
  }
}

/// A prompt's words by what they do.
private struct SortedTerms {
  private(set) var chosen: [PromptRow] = []
  private(set) var deniedWorlds: [String] = []
  private(set) var taken: [PromptReading.Taken] = []
  private(set) var unknown: [String] = []

  init(_ prompt: String, negative: String) {
    let meanings = PromptWords.meanings
    var denied: [PromptRow] = []
    func read(_ text: String, isDenied: Bool) {
      for term in PromptText(text, isKnown: { meanings[$0] != nil }).terms {
        guard let rows = meanings[term.word] else {
          if !unknown.contains(term.word) { unknown.append(term.word) }
          continue
        }
        if isDenied || term.isDenied {
          deny(rows, term.word)
          denied += rows
        } else {
          taken.append(.init(word: term.word, effect: rows.map { choose($0) }.joined(separator: "; ")))
        }
      }
    }
    read(prompt, isDenied: false)
    read(negative, isDenied: true)
    // What is denied stays so wherever it is named, and where nothing takes its place, its opposite does.
    for row in denied {
      guard let opposite = row.without.flatMap({ meanings[$0]?.first }) else { continue }
      if !chosen.contains(where: { $0.kind == opposite.kind }) { chosen.append(opposite) }
    }
  }

  /// Takes a row, unless there is one of its kind already. Says what comes of it.
  private mutating func choose(_ row: PromptRow) -> String {
    let alike = chosen.filter { $0.kind == row.kind }
    if row.kind == .place {
      guard let world = row.world else { return "there is no such world" }
      if alike.contains(where: { $0.world == world }) { return row.meaning }
    }
    if alike.contains(where: { $0.words == row.words }) { return row.meaning }
    let room = row.kind == .place || row.kind == .colour ? 2 : 1
    guard alike.count < room else { return "nothing, as “\(alike[room - 1].words[0])” came first" }
    chosen.append(row)
    return alike.isEmpty
      ? row.meaning : row.kind == .place ? row.meaning + ", within the other" : row.meaning + " beside the other"
  }

  private mutating func deny(_ rows: [PromptRow], _ word: String) {
    let places = rows.filter { $0.kind == .place }.compactMap(\.world)
    deniedWorlds += places
    let opposites = rows.compactMap { row in row.without.flatMap { PromptWords.meanings[$0]?.first } }
    let effect =
      !places.isEmpty ? "not the world \(places[0])" : opposites.first.map(\.meaning) ?? "left out"
    taken.append(.init(word: "no " + word, effect: effect))
  }
}

extension PromptWords {
  /// The rows of each word: a word may mean something in more than one kind.
  static let meanings: [String: [PromptRow]] = rows.reduce(into: [:]) { meanings, row in
    for word in row.words { meanings[word, default: []].append(row) }
  }
}
