import Geometry
import Planning
import Testing
import Worlds

@Suite struct `A felt flight` {
  static let flights: [(Parallax?, length: Double?)] = [
    (nil, 4), (Parallax(1.6), 5), (Parallax(2.6, fade: 1...1.5), 3.4), (Parallax(2.5, fade: 0.3...2.3), 2.2),
    (Parallax(1.9), nil), (Parallax(1.9), 1),
  ]

  @Test(arguments: flights.indices) func `goes there and back`(number: Int) {
    let flight = FeltFlight(Self.flights[number].0, length: Self.flights[number].length)
    for octaves in stride(from: 0, through: 7, by: 0.037) {
      #expect(abs(flight.octaves(felt: flight.felt(octaves)) - octaves) < 1e-9)
    }
  }

  @Test(arguments: flights.indices) func `is the integral of the parallax`(number: Int) {
    let flight = FeltFlight(Self.flights[number].0, length: Self.flights[number].length)
    var sum = 0.0
    let step = 0.001
    for octaves in stride(from: step / 2, to: 6, by: step) {
      let parallax = flight.parallax(felt: flight.felt(octaves))
      #expect(parallax >= 1 - 1e-12)
      sum += parallax * step
    }
    #expect(abs(sum - flight.felt(6)) < 1e-4)
  }

  @Test func `is as long as it is where nothing is near`() {
    let flight = FeltFlight(nil, length: 4)
    #expect(flight.felt(3.3) == 3.3 && flight.changes.isEmpty)
  }

  @Test func `is not nearer than its world, and even at its ends`() {
    let flight = FeltFlight(Parallax(2.6, fade: 1...1.5), length: 5)
    let parallaxes = stride(from: 0, through: 6, by: 0.01).map { flight.parallax(felt: flight.felt($0)) }
    #expect(parallaxes.max()! == 2.6)
    for octaves in [0, 0.1, 4, 4.5, 5, 6] {
      #expect(abs(flight.parallax(felt: flight.felt(octaves)) - 1) < 1e-9, "\(octaves)")
    }
  }

  /// What is near seems to pass by at the speed of the film: a world of paper slows the camera down.
  @Test(arguments: Direction.allCases) func `is flown evenly`(direction: Direction) throws {
    var storyboard = Storyboard()
    storyboard.direction = direction
    storyboard.scenes = ["agate", "theatre", "agate", "valley", "agate"].map { SceneWish(.world($0)) }
    for index in storyboard.scenes.indices { storyboard.scenes[index].octaves = 4.5 }
    let plan = try Planner.plan(storyboard, facts: [:])
    // Away from the eases at both ends.
    let speeds = stride(from: 150, to: plan.frameCount - 240, by: 3).map { abs(plan.feltSpeed(at: FrameTime($0))) }
    #expect(speeds.count > 300)
    // Between the slowest and the fastest of these worlds' own speeds, give or take what a smooth curve swings.
    #expect(speeds.min()! > 0.36 * 0.85 && speeds.max()! < 0.42 * 1.15, "\(speeds.min()!) … \(speeds.max()!)")
  }
}

extension Plan {
  /// Octaves a second, times the parallax of the world that one flies through.
  func feltSpeed(at time: FrameTime) -> Double {
    let camera = camera(at: time)
    guard case .world(let recipe) = scene(at: camera.place).content else { return speed(at: time) }
    let length = link(after: camera.place)?.octaves
    let flight = FeltFlight(WorldCatalog.entry(recipe.name)?.parallax, length: length)
    return speed(at: time) * flight.parallax(felt: flight.felt(camera.octaves))
  }
}
