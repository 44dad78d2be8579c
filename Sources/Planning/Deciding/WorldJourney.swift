import Geometry
import Worlds

/// A way through built-in worlds: which, in what order, how each is framed and lit. Composed: patterns, landscapes and buildings, busy and
/// calm, dark and light, warm and cool by turns.
struct WorldJourney {
  static let usualSeconds = 60.0
  /// Octaves from one world to the next, how many times as far they feel, and felt octaves a second, when their number is chosen.
  static let usualOctaves = 4.0
  static let usualNearness = 1.25
  static let usualSpeed = 0.37
  /// For about as long the last world is seen alone.
  static let usualSecondsAlone = 4.0
  /// What is shorter stays in one world.
  static let leastSeconds = 6.0
  static let mostFlights = 2000

  private(set) var entries: [WorldCatalog.Entry] = []
  private(set) var scenes: [SceneWish] = []
  /// How deep each is flown into, relative to what is usual for it.
  private(set) var shares: [Double] = []

  init(seed: Seed, flights: Int, loop: Bool) {
    let seed = seed.at("journey")
    let count = max(1, flights + (loop ? 0 : 1))
    entries = WorldJourney.order(seed, count, loop: loop)
    var looks: [WorldLook] = []
    for (index, entry) in entries.enumerated() {
      let own = seed.at("world", index)
      let before = looks.last
      let tries = (0..<WorldJourney.tries).map { WorldSetting(entry, own.at("try", $0)) }
      let seen = tries.map { WorldLook($0.recipe) }
      let best = tries.indices.max { WorldJourney.fit(seen[$0], before) < WorldJourney.fit(seen[$1], before) }!
      looks.append(seen[best])
      scenes.append(tries[best].scene(own, brightness: WorldJourney.graded(seen[best])))
      shares.append(0.8 + 0.4 * own.at("share").unit)
    }
    // A pattern may turn on its way to another one; what stands on the ground stays upright.
    for index in scenes.indices {
      let next = index + 1 < entries.count ? index + 1 : loop ? 0 : nil
      guard let next, entries[index].kind == .pattern, entries[next].kind == .pattern else { continue }
      scenes[index].roll = (seed.at("roll", index).signed * 0.12 * 1000).rounded() / 1000
    }
  }

  /// Seeds of a world that are looked at, of which the best is taken.
  private static let tries = 3

  // MARK: Depths

  /// How long it takes until nothing but the last world is seen, from when it fills the canvas.
  func secondsAlone(speed: Double?, canvas: CanvasSize) -> Double {
    guard entries.count > 1, let last = entries.last else { return 0 }
    let octaves = Openings.octavesBeyond(entries[entries.count - 2], vanishingPoint: .zero, canvas: canvas)
    if let speed { return octaves / speed }
    return FeltFlight(last.parallax, length: nil).felt(octaves) / last.speed
  }

  /// By how much to deepen the flights through worlds so that they take so many seconds, at a speed that is wished or, felt, at their own.
  static func stretch(
    _ entries: [WorldCatalog.Entry], _ octaves: [Double], to seconds: Double, speed: Double?
  ) -> Double {
    func flown(_ stretch: Double) -> Double {
      zip(entries, octaves).reduce(0) { sum, flight in
        let (entry, octaves) = (flight.0, flight.1 * stretch)
        guard let speed else { return sum + FeltFlight(entry.parallax, length: octaves).felt(octaves) / entry.speed }
        return sum + octaves / speed
      }
    }
    var (low, high) = (0.0, 1.0)
    while flown(high) < seconds { high *= 2 }
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if flown(middle) < seconds { low = middle } else { high = middle }
    }
    return high
  }

  // MARK: Order

  /// No world again before most others were seen, and of neighbours no two of a kind while that can be.
  private static func order(_ seed: Seed, _ count: Int, loop: Bool) -> [WorldCatalog.Entry] {
    let all = WorldCatalog.entries
    var order: [Int] = []
    for place in 0..<count {
      let recent = Set(order.suffix(all.count * 2 / 3))
      let isLast = loop && place > 1 && place == count - 1
      let neighbours = [order.last, isLast ? order.first : nil].compactMap(\.self)
      let candidates = all.indices.filter { !neighbours.contains($0) || all.count < 3 }
      let best = candidates.max { left, right in
        func merit(_ world: Int) -> Double {
          let like = neighbours.filter { all[$0].kind == all[world].kind }.count
          // A pattern in a landscape looks like a picture hung there; a room is a place of its own.
          let odd = order.last.map { all[$0].kind == .landscape && all[world].kind == .pattern } ?? false
          return seed.at("draw", place, world).unit - (recent.contains(world) ? 2 : 0) - 3 * Double(like)
            - (odd ? 1.5 : 0)
        }
        return merit(left) < merit(right)
      }
      order.append(best ?? 0)
    }
    return order.map { all[$0] }
  }

  // MARK: Looks

  /// How well a look follows another: as dark as that was light, as warm as that was cool, as calm as that was busy.
  private static func fit(_ look: WorldLook, _ before: WorldLook?) -> Double {
    // Neither murk nor glare.
    let key = abs(look.lightness - 0.5)
    guard let before else { return 8 * look.tint.length - 3 * max(0, key - 0.1) }
    let light = min(abs(look.lightness - before.lightness), 0.3) / 0.3
    let hue = min((look.tint - before.tint).length, 0.1) / 0.1
    let warmth = abs(look.warmth - before.warmth) / 2
    let detail = min(abs(PortableMath.log2(look.detail / before.detail)), 1)
    return light + hue + 0.6 * warmth + 0.4 * detail - 3 * max(0, key - 0.18)
  }

  /// Stops by which a look is made brighter or darker, so that a film has one exposure.
  private static func graded(_ look: WorldLook) -> Double {
    let held = min(max(look.lightness, 0.42), 0.62)
    // Lightness is about the cube root of light.
    let stops = 3 * PortableMath.log2(held / max(look.lightness, 0.05))
    return (min(max(stops, -0.5), 0.5) * 100).rounded() / 100
  }
}

/// A world with a seed, in a light and a weather.
private struct WorldSetting {
  let entry: WorldCatalog.Entry
  let seed: UInt64
  let parameters: [String: Double]

  init(_ entry: WorldCatalog.Entry, _ seed: Seed) {
    self.entry = entry
    self.seed = seed.bits & Limits.exactSeeds.upperBound
    var parameters: [String: Double] = [:]
    for parameter in entry.parameters {
      // Not to the ends of what may be: half the way.
      let (usual, place) = (parameter.usual, seed.at("parameter", parameters.count).signed)
      let far = place < 0 ? usual - parameter.range.lowerBound : parameter.range.upperBound - usual
      parameters[parameter.name] = WorldSetting.brief(usual + 0.5 * place * far)
    }
    parameters["warmth"] = WorldSetting.brief(0.3 * seed.at("warmth").signed)
    parameters["hue"] = WorldSetting.brief(0.035 * seed.at("hue").signed)
    self.parameters = parameters
  }

  var recipe: WorldRecipe { WorldRecipe(entry.name, seed: Seed(seed), parameters: parameters) }

  /// The scene, with its vanishing point off the middle.
  func scene(_ own: Seed, brightness: Double) -> SceneWish {
    var scene = SceneWish(.world(entry.name))
    scene.seed = seed
    scene.parameters = parameters
    if brightness != 0 { scene.parameters["brightness"] = brightness }
    let reach = entry.kind == .pattern ? Point(x: 0.14, y: 0.1) : Point(x: 0.12, y: 0.04)
    scene.focus = Point(
      x: WorldSetting.brief(0.5 + reach.x * own.at("across").signed),
      y: WorldSetting.brief(0.5 + reach.y * own.at("down").signed))
    return scene
  }

  private static func brief(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
