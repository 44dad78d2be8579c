import Geometry

extension Plan {
  /// The plan with joins as they were measured, by the places of their links. Links kept by hand stay as they are, and so do those that
  /// were not measured.
  ///
  /// Links that hand over alike do it by the same arrival map:
  ///
  ///     plan.joined(by: [:]) == plan
  ///     plan.joined(by: [0: survey, 1: survey]).arrivals.count     // 1
  package func joined(by surveys: [Int: JoinSurvey]) -> Plan {
    var plan = self
    var handOvers = links.indices.map { handOver(after: $0) }
    let places = links.indices.filter { surveys[$0] != nil && !links[$0].isKeptByHand }
    for place in places {
      let survey = surveys[place]!
      handOvers[place] = survey.handOver.found
      plan.links[place].colour = LinkColour(survey.colours)
      plan.links[place].measured = JoinMeasure(survey)
    }
    plan.notes += plan.complaints(places)
    plan.handOver(along: handOvers)
    plan.keepGenerated(places)
    plan.spreadColours(places)
    return plan
  }

  /// Which joins do not go well, and what may help: the first few of them.
  private func complaints(_ places: [Int]) -> [String] {
    let all = places.compactMap { place in
      links[place].measured?.score?.complaint.map { complaint in
        "scenes \(place + 1) and \(order.scene(at: place + 1) + 1) do not join well: \(complaint); a focus, another order or a scene "
          + "between them may help, such as the world that `bridge` puts there"
      }
    }
    let rest = all.count - Plan.mostComplaints
    return rest < 1 ? all : all.prefix(Plan.mostComplaints) + ["\(rest) more pairs of scenes do not join well"]
  }

  private static let mostComplaints = 3

  /// Sets how each link hands over, with every arrival map once.
  private mutating func handOver(along handOvers: [HandOver?]) {
    arrivals = []
    for (place, handOver) in handOvers.enumerated() {
      links[place].handOver = handOver.map { handOver in
        PlannedHandOver(
          arrival: number(of: handOver.arrival), mist: handOver.mist.map { number(of: $0) }, handOver)
      }
    }
  }

  /// The number of an arrival map in the plan, which has it from now on.
  private mutating func number(of arrival: ArrivalMap) -> Int {
    if let known = arrivals.firstIndex(of: arrival) { return known }
    arrivals.append(arrival)
    return arrivals.count - 1
  }

  // MARK: Colours

  /// A generated take shows what the scene before it does when it begins: any other colour is its generator's mistake, and is put right for
  /// the whole scene. Each is put right to the one before as that is seen, so that mistakes do not add up.
  private mutating func keepGenerated(_ places: [Int]) {
    for place in direction == .in ? places : places.reversed() {
      guard links[place].kind != .nested, let colour = links[place].colour else { continue }
      let (before, later) = direction == .in ? (place, place + 1) : (place + 1, place)
      guard later < scenes.count, scenes[later].provenance != nil, case .take = scenes[later].content else { continue }
      let map = direction == .in ? colour.toOuter : colour.toInner
      scenes[later].colour = scenes[before].colour.map { map.then($0) } ?? map
      links[place].colour = nil
    }
  }

  /// Octaves before and after a hand-over in which a scene's look changes, if there is room, and at least.
  private static let usualOctaves = 1.0
  private static let leastOctaves = 0.1

  /// Sets over which depth the colours of scenes meet: the outer scene changes from when it is alone; the inner one is itself when it begins
  /// to give way.
  private mutating func spreadColours(_ places: [Int]) {
    for place in places {
      let (link, window) = (links[place], links[place].window)
      let before = link.octaves + window.lowerBound - (self.link(before: place)?.window.upperBound ?? 0)
      let after =
        self.link(after: place + 1).map {
          max($0.octaves + $0.window.lowerBound - window.upperBound, Plan.leastOctaves)
        }
        ?? max(octavesOfInnermost - window.upperBound, 0)
      links[place].colour?.begins = window.lowerBound - min(Plan.usualOctaves, max(before, Plan.leastOctaves))
      links[place].colour?.ends = window.upperBound + min(Plan.usualOctaves, after)
    }
  }

  /// How far the shot flies beyond the innermost scene of a chain that ends there: by then its colours are its own.
  private var octavesOfInnermost: Double {
    waypoints.filter { $0.scene == scenes.count - 1 }.map(\.octaves).max() ?? 0
  }

  private func link(before place: Int) -> Link? { has(place: place - 1) ? link(after: place - 1) : nil }
}

extension Link {
  /// Whether a person has decided about it, so that nothing else does.
  package var isKeptByHand: Bool { by == "hand" }
}

extension MeasuredHandOver {
  /// The hand-over, where one was found.
  fileprivate var found: HandOver? { if case .along(let handOver) = self { handOver } else { nil } }
}

extension LinkColour {
  /// Maps that meet at the moment the inner scene fills the canvas; over which depth is decided among neighbours.
  fileprivate init(_ colours: MeasuredColours) {
    self.init(toInner: colours.toInner, toOuter: colours.toOuter, begins: -1, ends: 1)
  }
}
