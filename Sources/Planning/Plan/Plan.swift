import Geometry
import Worlds

/// Every decision about a shot. A frame is a pure function of the plan, its number, and the bytes of the files the plan names by hash.
///
/// The chain of scenes runs outermost first. In an open shot the places of the chain are 0 ..< scenes.count; in a loop the chain goes
/// round, and place i holds scene i modulo scenes.count for every whole number i.
package struct Plan: Equatable, Sendable {
  package var size: CanvasSize
  package var framesPerSecond: Rational
  /// Frames of the shot; in a loop its period.
  package var frameCount: Int
  /// Into the chain or out of it: which way the places go by.
  package var direction: Direction
  /// After the last frame comes the first.
  package var loops: Bool
  /// The places that come again where the chain goes on beyond its scenes, as `ChainOrder` says; nil: it ends there. In a loop all.
  package var round: Range<Int>?
  /// Frames after which everything that moves by itself is as it was: the period of a loop. Nil: it never is.
  package var period: Int?
  package var takes: [PlannedTake]
  package var scenes: [PlannedScene]
  /// Link i joins place i to place i + 1: one fewer than scenes, in a loop as many.
  package var links: [Link]
  /// Arrival maps that links hand over by.
  package var arrivals: [ArrivalMap] = []
  /// The zoom curve, in order of time. In a loop the last waypoint is the first one again, a lap later.
  package var waypoints: [Waypoint]
  package var breath: Breath?
  package var accents: Accents?
  /// How long the shutter is open, in degrees of a frame: 0 … 360.
  package var shutter: Double
  package var song: PlannedSong?
  /// What the planner had to decide against a wish, in sentences for people.
  package var notes: [String]
}

/// A file that scenes show.
package struct PlannedTake: Equatable, Sendable {
  package var path: String
  package var facts: TakeFacts
}

/// A take or a world in its place in the shot.
package struct PlannedScene: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    case take(Int)
    case world(WorldRecipe)
    case pending(PendingScene)
  }

  package var content: Content
  /// The part of the take's picture that is shown, as fractions 0 … 1 of its width and height; nil is all of it.
  package var crop: Crop?
  /// How much larger than needed to cover the canvas the picture lies in the scene, at least 1.
  package var margin: Double
  /// The point that all later scenes shrink to, in plane units of this scene.
  package var vanishingPoint: Point
  /// Turns per octave with which the camera rolls at the moment the scene fills the canvas.
  package var rollRate: Double
  /// When and how a clip plays; nil for stills and worlds.
  package var playback: Playback?
  /// What its colours become before anything else; nil: they stay.
  package var colour: ColourMap?
  /// How the scene was generated; nil where it was given.
  package var provenance: Provenance?
}

/// A rectangle as fractions of a picture.
package struct Crop: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double
}

/// How one scene gives way to the next.
package struct Link: Equatable, Sendable {
  /// Where the inner scene lies in the outer one: z_outer = portal(z_inner).
  package var portal: Similarity
  /// Octaves from the outer scene filling the canvas to the inner one: |portal.scale| = 2^−octaves.
  package var octaves: Double
  /// Roll of the camera over the link, in turns.
  package var roll: Double
  package var seam: Seam
  /// If the outer scene is a world that opens onto the inner one, how far the opening's rim is at most from the vanishing point when the
  /// inner scene fills the canvas, in plane units; nil: the inner scene is seen through its seam.
  package var reach: Double?
  /// How the two scenes belong together.
  package var kind: Kind
  /// Octaves beyond the inner scene filling the canvas between which it may take over.
  package var window: ClosedRange<Double>
  /// When which point turns from the outer scene to the inner one; nil: the inner scene is seen through its seam.
  package var handOver: PlannedHandOver?
  /// How their colours meet; nil: they do not.
  package var colour: LinkColour?
  /// What was measured of the join.
  package var measured: JoinMeasure?
  /// "planner", or "hand" for a link that is kept as edited.
  package var by: String

  package enum Kind: String, CaseIterable, Codable, Sendable {
    /// Two scenes that have nothing to do with one another: the inner one opens in a place of the outer one.
    case nested
    /// The inner picture is a piece of the outer one.
    case stack
    /// A clip that goes on from the last picture of another.
    case successive
  }
}

/// A `HandOver` whose arrival map is one of the plan's: scenes that come again hand over by the same one.
package struct PlannedHandOver: Equatable, Codable, Sendable {
  package var arrival: Int
  package var pole: Point
  package var begins: Double
  package var ends: Double
  package var softness: Double

  package init(arrival: Int, _ handOver: HandOver) {
    self.arrival = arrival
    pole = handOver.pole
    begins = handOver.begins
    ends = handOver.ends
    softness = handOver.softness
  }
}

/// How the colours of two scenes meet where one gives way to the other. Between `begins` and `ends` (octaves beyond the inner scene filling
/// the canvas) both have one look, which goes from the outer scene's to the inner one's.
package struct LinkColour: Equatable, Codable, Sendable {
  /// From the outer scene's look to the inner one's, and back.
  package var toInner: ColourMap
  package var toOuter: ColourMap
  package var begins: Double
  package var ends: Double

  package init(toInner: ColourMap, toOuter: ColourMap, begins: Double, ends: Double) {
    self.toInner = toInner
    self.toOuter = toOuter
    self.begins = begins
    self.ends = ends
  }

  /// How much of the inner scene's look there is, 0 … 1.
  package func part(_ octaves: Double) -> Double { evenStep((octaves - begins) / (ends - begins)) }
}

/// What was measured of a join, for people.
package struct JoinMeasure: Equatable, Codable, Sendable {
  /// How well the inner picture was found in the outer one, 0 … 1; nil where none was looked for, or none was found.
  package var agreement: Double?
  /// Mean colour difference (CIE 1976 ΔE*ab) of the two pictures before and after their colours were matched.
  package var difference: Double?
  package var matched: Double?
  /// Why the join is made as it is, where that is not what one would wish.
  package var reason: String?

  package init(
    agreement: Double? = nil, difference: Double? = nil, matched: Double? = nil, reason: String? = nil
  ) {
    self.agreement = agreement
    self.difference = difference
    self.matched = matched
    self.reason = reason
  }
}

/// A point on the zoom curve.
package struct Waypoint: Equatable, Sendable {
  /// When, on the clock of the zoom curve (the shot's own where nothing breathes).
  package var time: FrameTime
  /// The place in the chain, and octaves beyond its scene filling the canvas.
  package var scene: Int
  package var octaves: Double
  /// Octaves per frame, negative when zooming out.
  package var speed: Double
}

/// The song and the second of it at which the film begins.
package struct PlannedSong: Equatable, Sendable {
  package var path: String
  package var start: Double

  package init(path: String, start: Double) {
    self.path = path
    self.start = start
  }
}

/// The remainder of a division, 0 ..< b.
package func floorMod(_ a: Int, _ b: Int) -> Int {
  let r = a % b
  return r < 0 ? r + b : r
}

/// The quotient that goes with `floorMod`.
package func floorDiv(_ a: Int, _ b: Int) -> Int { (a - floorMod(a, b)) / b }

extension Plan {
  package var frames: Range<Int> { 0..<frameCount }
  package var seconds: Double { Double(frameCount) / framesPerSecond.value }
  package var aspect: Double { size.aspect }

  /// Whether the chain has this place.
  package func has(place: Int) -> Bool { loops || scenes.indices.contains(place) }

  /// How a place's scene hands over to the next; nil where that is seen through its seam.
  package func handOver(after place: Int) -> HandOver? {
    guard let planned = link(after: place)?.handOver else { return nil }
    return HandOver(
      arrival: arrivals[planned.arrival], pole: planned.pole, begins: planned.begins, ends: planned.ends,
      softness: planned.softness)
  }

  package func scene(at place: Int) -> PlannedScene { scenes[floorMod(place, scenes.count)] }

  /// The link from a place to the next; nil after the last scene of an open shot.
  package func link(after place: Int) -> Link? {
    loops ? links[floorMod(place, links.count)] : links.indices.contains(place) ? links[place] : nil
  }
}
