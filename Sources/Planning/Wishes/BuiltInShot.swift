import Geometry
import Worlds

extension Storyboard {
  /// Gives a storyboard without scenes worlds to fly through: as many as its length holds at their own speed, chosen, framed and lit by its
  /// seed.
  ///
  ///     var storyboard = Storyboard()
  ///     storyboard.seed = 7
  ///     try storyboard.composeWorlds()      // a minute through five or six worlds
  ///
  /// Throws what `zoomPreset` does.
  package mutating func composeWorlds() throws {
    let feel = try zoomPreset()
    let wished = speed ?? (preset == nil ? nil : feel.speed)
    let length = seconds ?? WorldJourney.usualSeconds
    func flown(alone: Double) -> Double {
      let ends = loop ? 0 : (feel.ease.start + feel.ease.end) / 2 + hold.start + hold.end + alone
      return max(length / 2, length - ends)
    }
    if seconds == nil, octaves == nil, !loop { seconds = length }
    let journey = WorldJourney(
      seed: Seed(seed), flights: flights(flown(alone: WorldJourney.usualSecondsAlone), speed: wished),
      loop: loop)
    scenes = journey.scenes
    guard octaves == nil, (wished ?? 1) > 0 else { return }
    // So much of each world's own depth as makes the shot as long as it is to be.
    let flights = loop ? journey.entries : Array(journey.entries.dropLast())
    guard !flights.isEmpty else { return }
    let usual = zip(flights, journey.shares).map { $0.octaves * $1 }
    let stretch = WorldJourney.stretch(
      flights, usual, to: flown(alone: journey.secondsAlone(speed: wished, canvas: canvasSize)),
      speed: wished)
    for index in flights.indices {
      let octaves = (usual[index] * stretch * 1000).rounded() / 1000
      scenes[index].octaves = min(max(octaves, Limits.octaves.lower), Limits.octaves.upper)
    }
  }

  /// How many ways from one world to the next fit.
  private func flights(_ seconds: Double, speed: Double?) -> Int {
    let octaves = (octaves ?? WorldJourney.usualOctaves) * (speed == nil ? WorldJourney.usualNearness : 1)
    let count = (seconds * max(speed ?? WorldJourney.usualSpeed, 0) / octaves).rounded()
    let least = loop ? 1 : seconds < WorldJourney.leastSeconds ? 0 : 1
    return min(max(Int(min(count, 1e6)), least), WorldJourney.mostFlights)
  }
}
