import Geometry
import Worlds

/// Every decision about a shot. A frame is a pure function of the plan, its number, and the bytes of the files the plan names by hash.
///
/// The chain of scenes runs outermost first; `ChainOrder` says which scene stands at which place.
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
  /// Link i joins place i to place i + 1: one fewer than scenes, or as many where the innermost one leads to a scene that comes again.
  package var links: [Link]
  /// Arrival maps that links hand over by.
  package var arrivals: [ArrivalMap] = []
  /// The zoom curve, in order of time. Where the chain goes round, the last waypoint is one before it again, a round later.
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
  /// Whether the scene around is seen through what a still does not cover, beside its hole.
  package var showsAround = false
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
  /// Whether the inner scene is seen through a hole of the outer one, a still.
  package var isThroughHole = false
  /// How the two scenes belong together.
  package var kind: Kind
  /// Octaves beyond the inner scene filling the canvas between which it may take over.
  package var window: ClosedRange<Double>
  /// What aligning their pictures told; nil: nothing.
  package var aligned: LinkAlignment?
  /// When which point turns from the outer scene to the inner one; nil: the inner scene is seen through its seam.
  package var handOver: PlannedHandOver?
  /// How their colours meet; nil: they do not.
  package var colour: LinkColour?
  /// What was measured of the join; nil: nobody has looked.
  package var measured: JoinMeasure?
  /// "planner", or "hand" for a link that is kept as edited, also when joins are measured.
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
  /// The number of the map that says how softly each place turns; nil: nowhere.
  package var mist: Int?
  package var pole: Point
  package var begins: Double
  package var ends: Double
  package var softness: Double

  package init(arrival: Int, mist: Int? = nil, _ handOver: HandOver) {
    self.arrival = arrival
    self.mist = mist
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

extension Plan {
  package var frames: Range<Int> { 0..<frameCount }
  package var seconds: Double { Double(frameCount) / framesPerSecond.value }
  package var aspect: Double { size.aspect }

  /// Which scene stands where, and when it is seen.
  package var order: ChainOrder {
    ChainOrder(count: scenes.count, direction: direction, loops: loops, round: round)
  }

  /// The shot as a place.
  package var chain: Chain { Chain(size: size, takes: takes, scenes: scenes, links: links, order: order) }

  /// Depth over time.
  package var curve: ZoomCurve {
    ZoomCurve(
      waypoints, breath: breath, accents: accents, loopFrames: loops ? frameCount : nil,
      placesOfRound: order.round?.count)
  }

  /// The way through it.
  package var flight: Flight { Flight(chain: chain, curve: curve, framesPerSecond: framesPerSecond) }

  /// How a place's scene hands over to the next; nil where that is seen through its seam.
  package func handOver(after place: Int) -> HandOver? {
    guard let planned = link(after: place)?.handOver else { return nil }
    return HandOver(
      arrival: arrivals[planned.arrival], mist: planned.mist.map { arrivals[$0] }, pole: planned.pole,
      begins: planned.begins, ends: planned.ends,
      softness: planned.softness)
  }
}

/// What chain and flight know, asked of the plan.
extension Plan {
  package func has(place: Int) -> Bool { order.has(place: place) }
  package func scene(at place: Int) -> PlannedScene { scenes[order.scene(at: place)] }
  package func link(after place: Int) -> Link? { chain.link(after: place) }
  package func fit(of scene: PlannedScene) -> PictureFit? { chain.fit(of: scene) }
  package func takeFromScene(_ scene: PlannedScene, frame: Int) -> Similarity? {
    chain.takeFromScene(scene, frame: frame)
  }

  /// Where a link leads, as a storyboard's `focus` says it: fractions 0 … 1 of the outer take's shown part. Nil from a world.
  package func focus(ofLinkAfter place: Int) -> Point? {
    guard let link = link(after: place), case .take(let take) = scene(at: place).content else { return nil }
    let scene = scene(at: place)
    let margin = scene.playback?.isSteadied == true ? scene.margin : 1
    return PictureFit(takes[take].facts.size, crop: scene.crop, canvas: size, margin: margin).fraction(
      link.portal.offset)
  }

  package func camera(place: Int, octaves: Double) -> Camera { chain.camera(place: place, octaves: octaves) }
  package func inward(_ camera: Camera) -> Camera? { chain.inward(camera) }
  package func outward(_ camera: Camera) -> Camera? { chain.outward(camera) }
  package func covers(_ camera: Camera) -> Bool { chain.covers(camera) }

  package func camera(at time: FrameTime) -> Camera { flight.camera(at: time) }
  package func speed(at time: FrameTime) -> Double { flight.speed(at: time) }
  package func depth(at time: FrameTime) -> (place: Int, octaves: Double) { flight.depth(at: time) }
  package func moment(clock: FrameTime) -> FrameTime { curve.moment(clock: clock) }
  package func ahead(at time: FrameTime) -> Double { curve.ahead(at: time) }
}
