import Geometry
import Planning

extension Plan {
  /// The same loop as an open chain that goes round so often, with 24 laps before it and 24 after it: nothing in it is modulo anything.
  package func unrolled(laps: Int) -> Plan {
    precondition(loops, "only a loop can be unrolled")
    var plan = self
    plan.loops = false
    plan.round = nil
    plan.frameCount = laps * frameCount
    plan.period = frameCount
    let step = curve.placesPerRound > 0 ? 1 : -1
    let places = (-24..<laps + 24)
    let lapOrder = step > 0 ? Array(places) : places.reversed()
    plan.scenes = lapOrder.flatMap { lap in
      scenes.map { scene in
        var scene = scene
        for knot in scene.playback?.knots.indices ?? 0..<0 {
          let time = scene.playback!.knots[knot].time
          scene.playback!.knots[knot].time = time.advanced(by: lap * frameCount)
        }
        return scene
      }
    }
    plan.links = Array((0..<laps + 48).flatMap { _ in links }.dropLast())
    let firstPlace = step > 0 ? 24 * scenes.count : (laps + 23) * scenes.count
    plan.waypoints = places.flatMap { lap in
      waypoints.dropLast(lap == laps + 23 ? 0 : 1).map { point in
        var point = point
        point.time = point.time.advanced(by: lap * frameCount)
        point.scene += firstPlace + lap * curve.placesPerRound
        return point
      }
    }
    plan.waypoints = plan.waypoints.filter { plan.scenes.indices.contains($0.scene) }
    return plan
  }
}
