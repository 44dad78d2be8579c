import Geometry

/// What each number of a plan may be, by itself.
extension Plan {
  static let mostFrames = 1_000_000_000
  static let widestMargin = 1000.0
  private static let turns = NumberRange(-1000...1000)
  private static let depth = NumberRange(-64...64)
  private static let farthestPlace = 10_000_000

  var rangeMistakes: [PlanMistake] {
    var mistakes = PlanMistakes()
    mistakes.whole(frameCount, 1...Plan.mostFrames, "frameCount")
    if !(1...1_000_000).contains(framesPerSecond.numerator) || framesPerSecond.denominator > 1_000_000 {
      mistakes.add(
        "framesPerSecond", predicate: "is \(framesPerSecond), expected a positive rate of numbers up to a million")
    }
    if let period { mistakes.whole(period, 1...Plan.mostFrames, "period") }
    if let song { mistakes.number(song.start, Limits.moment, "song", "start") }
    mistakes.number(shutter, Limits.shutter, "shutter")
    if scenes.isEmpty { mistakes.add("scenes", predicate: "is empty, expected at least one") }
    mistakes.add(breath?.rangeMistakes ?? [])
    mistakes.add(accents?.rangeMistakes ?? [])
    for index in scenes.indices { mistakes.add(rangeMistakes(scene: index)) }
    for index in links.indices { mistakes.add(rangeMistakes(link: index)) }
    for index in waypoints.indices { mistakes.add(rangeMistakes(waypoint: index)) }
    return mistakes.list
  }

  private func rangeMistakes(scene index: Int) -> [PlanMistake] {
    let scene = scenes[index]
    var mistakes = PlanMistakes(["scenes", .index(index)])
    mistakes.number(scene.margin, NumberRange(1...Plan.widestMargin), "margin")
    if !(abs(scene.vanishingPoint.x) < aspect && abs(scene.vanishingPoint.y) < 1) {
      mistakes.add("vanishingPoint", predicate: "lies outside the canvas, which is \(aspect) × 1 from its middle")
    }
    mistakes.number(scene.rollRate, Plan.turns, "rollRate")
    mistakes.colours(scene.colour, "colour")
    if let playback = scene.playback {
      mistakes.add(playback.rangeMistakes(["scenes", .index(index), "playback"]))
    }
    return mistakes.list
  }

  private func rangeMistakes(link index: Int) -> [PlanMistake] {
    let link = links[index]
    var mistakes = PlanMistakes(["links", .index(index)])
    mistakes.number(link.octaves, NumberRange(0.01...64), "octaves")
    mistakes.number(link.roll, Plan.turns, "roll")
    mistakes.point(link.portal.offset, 100 * (1 + aspect), "portal", "offset")
    mistakes.number(link.seam.octaves, NumberRange(0.001...64), "seam", "octaves")
    if !((2...64).contains(link.seam.shape) && link.seam.shape & (link.seam.shape - 1) == 0) {
      mistakes.add("seam", "shape", predicate: "is \(link.seam.shape), expected a power of two from 2 to 64")
    }
    if let reach = link.reach { mistakes.number(reach, NumberRange(0.01...100), "reach") }
    mistakes.number(link.window.lowerBound, Plan.depth, "window", 0)
    mistakes.number(link.window.upperBound, Plan.depth, "window", 1)
    if let handOver = link.handOver {
      mistakes.number(handOver.begins, Plan.depth, "handOver", "begins")
      mistakes.number(handOver.ends, Plan.depth, "handOver", "ends")
      mistakes.number(handOver.softness, .above(0, to: 1), "handOver", "softness")
      mistakes.point(handOver.pole, 100, "handOver", "pole")
    }
    if let colour = link.colour {
      mistakes.number(colour.begins, Plan.depth, "colour", "begins")
      mistakes.number(colour.ends, Plan.depth, "colour", "ends")
      mistakes.colours(colour.toInner, "colour", "toInner")
      mistakes.colours(colour.toOuter, "colour", "toOuter")
    }
    return mistakes.list
  }

  private func rangeMistakes(waypoint index: Int) -> [PlanMistake] {
    let point = waypoints[index]
    var mistakes = PlanMistakes(["waypoints", .index(index)])
    mistakes.time(point.time, "time")
    mistakes.whole(point.scene, -Plan.farthestPlace...Plan.farthestPlace, "scene")
    mistakes.number(point.octaves, NumberRange(-1e6...1e6), "octaves")
    mistakes.number(point.speed, NumberRange(-1e6...1e6), "speed")
    return mistakes.list
  }
}

extension Playback {
  private static let seconds = NumberRange(0...1e9)

  fileprivate func rangeMistakes(_ path: JSONPath) -> [PlanMistake] {
    var mistakes = PlanMistakes(path)
    mistakes.number(from, Playback.seconds, "from")
    mistakes.number(to, Playback.seconds, "to")
    for (index, knot) in knots.enumerated() {
      mistakes.time(knot.time, "knots", .index(index))
      mistakes.number(knot.seconds, NumberRange(-1e9...1e9), "knots", .index(index))
    }
    if let track {
      mistakes.point(track.focus, 10, "track", "focus")
      if !track.octaves.allSatisfy({ abs($0) < 64 }) {
        mistakes.add("track", "octaves", predicate: "has numbers beyond −64 … 64")
      }
      if !track.turns.allSatisfy({ abs($0) < 1e6 }) {
        mistakes.add("track", "turns", predicate: "has numbers beyond a million")
      }
      for (field, part) in [("across", \Point.x), ("down", \Point.y)]
      where !track.sway.allSatisfy({ abs($0[keyPath: part]) < 10 }) {
        mistakes.add("track", .key(field), predicate: "has numbers beyond −10 … 10")
      }
    }
    return mistakes.list
  }
}

extension Breath {
  fileprivate var rangeMistakes: [PlanMistake] {
    var mistakes = PlanMistakes(["breath"])
    mistakes.number(amount, Limits.fraction, "amount")
    mistakes.number(period.value, .above(0, to: Double(Plan.mostFrames)), "period")
    return mistakes.list
  }
}

extension Accents {
  fileprivate var rangeMistakes: [PlanMistake] {
    let length = NumberRange.above(0, to: Double(Plan.mostFrames))
    var mistakes = PlanMistakes(["accents"])
    mistakes.number(amount, NumberRange(0...1e6), "amount")
    mistakes.number(period.value, length, "period")
    mistakes.number(first, NumberRange(-1e9...1e9), "first")
    mistakes.number(attack, length, "attack")
    mistakes.number(decay, length, "decay")
    for (index, moment) in later.enumerated() {
      mistakes.number(moment, NumberRange(-1e9...1e9), "later", .index(index))
    }
    return mistakes.list
  }
}
