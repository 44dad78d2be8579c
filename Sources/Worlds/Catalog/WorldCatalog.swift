import Geometry
import Imaging

/// The built-in worlds, by name.
package enum WorldCatalog {
  /// Patterns may be turned any way up; landscapes and buildings stand on the ground.
  package enum Kind: Sendable { case pattern, landscape, building }

  package struct Entry: Sendable {
    package let name: String
    /// One sentence for people.
    package let summary: String
    /// Octaves that one flies through it before the next scene, and octaves per second as they are felt, at their best.
    package let octaves: Double
    package let speed: Double
    /// Nil for a world in which nothing is nearer than the rest.
    package let parallax: Parallax?
    /// What sort of world it is: those of one kind do not stand beside one another in a film.
    package let kind: Kind
    /// What may be set, and how.
    package let parameters: [WorldParameter]
    /// How far the rim of its opening is from the vanishing point.
    package let rim: Rim
    let build: @Sendable (WorldRecipe) -> any World

    fileprivate init(
      name: String, summary: String, octaves: Double, speed: Double, parallax: Parallax? = nil, kind: Kind,
      parameters: [WorldParameter] = [],
      rim: @escaping Rim,
      build: @escaping @Sendable (WorldRecipe) -> any World
    ) {
      self.name = name
      self.summary = summary
      self.octaves = octaves
      self.speed = speed
      self.parallax = parallax
      self.kind = kind
      self.parameters = parameters
      self.rim = Departure.rim(rim)
      self.build = build
    }

    /// The world of a recipe of this name. Parameters that the world does not have are of no effect.
    package func make(_ recipe: WorldRecipe) -> any World { RecipeWorld.make(build(recipe), recipe) }
    package func make(_ seed: Seed) -> any World { build(WorldRecipe(name, seed: seed)) }
  }

  /// Deep and flat, warm and cool, calm and rich by turns, the last followed by the first.
  package static let entries: [Entry] = [
    Entry(
      name: "dahlia", summary: "A flower without end: petals open outward from a heart that is never reached.",
      octaves: 7, speed: 0.38, kind: .pattern, parameters: [Dahlia.petals, Dahlia.fullness, Dahlia.tip],
      rim: Dahlia.rim,
      build: { Dahlia($0) }),
    Entry(
      name: "cloudsea", summary: "A flight between banks of cumulus toward a low sun.",
      octaves: 7, speed: 0.4, parallax: Parallax(1.9, fade: 1...2.5), kind: .landscape,
      parameters: [Cloudsea.towers, Cloudsea.haze], rim: CloudWell.kind.rim,
      build: { Cloudsea($0) }),
    Entry(
      name: "agate", summary: "Bands of stone around a centre that keeps opening.",
      octaves: 7, speed: 0.36, kind: .pattern, parameters: [Agate.warp, Agate.contrast], rim: Agate.rim,
      build: { Agate($0) }),
    Entry(
      name: "enfilade", summary: "A walk through painted rooms, door behind door.",
      octaves: 6, speed: 0.36, parallax: Parallax(1.6, fade: 0.4...2.2), kind: .building,
      parameters: [Enfilade.arches, Enfilade.windows, Enfilade.roomLength],
      rim: Threshold.rim,
      build: { Enfilade($0) }),
    Entry(
      name: "rose", summary: "A rose window of coloured glass, ring within ring.",
      octaves: 6, speed: 0.36, kind: .pattern, parameters: [RoseWindow.height, RoseWindow.sway], rim: RoseWindow.rim,
      build: { RoseWindow($0) }),
    Entry(
      name: "valley", summary: "A misty valley of wooded ridges, one behind the other, toward a low sun.",
      octaves: 6, speed: 0.38, parallax: Parallax(1.8, fade: 1...2.6), kind: .landscape,
      parameters: [Valley.ruggedness, Valley.haze], rim: RockArch.kind.rim,
      build: { Valley($0) }
    ),
    Entry(
      name: "julia", summary: "A spiral of filaments within filaments, with an eye that never comes nearer.",
      octaves: 5, speed: 0.3, kind: .pattern, parameters: [Julia.spiral, Julia.flow], rim: Julia.rim,
      build: { Julia($0) }),
    Entry(
      name: "stair", summary: "A fall down the well of a spiral stair that has no bottom.",
      octaves: 6, speed: 0.38, parallax: Parallax(2.5, rise: 0.05...0.55, fade: 0...2.5), kind: .building,
      parameters: [Stair.steps, Stair.windowCount, Stair.carpetWidth],
      rim: StairEnd.rim, build: { Stair($0) }),
    Entry(
      name: "theatre", summary: "A theatre of cut paper, sheet behind sheet of a play, lit from the stage.",
      octaves: 6, speed: 0.42, parallax: Parallax(2.6, fade: 0.6...2.4), kind: .building,
      parameters: [Theatre.cuts, Theatre.shadows], rim: Theatre.rim,
      build: { Theatre($0) }),
    Entry(
      name: "orrery", summary: "A clockwork of the heavens: brass rings, star dials and wheels, one within the other.",
      octaves: 6, speed: 0.34, kind: .pattern, parameters: [Orrery.drift, Orrery.pieces, Orrery.pace], rim: Orrery.rim,
      build: { Orrery($0) }),
    Entry(
      name: "nebula", summary: "A flight between pillars of dust and glowing gas toward a cluster of young stars.",
      octaves: 6, speed: 0.38, parallax: Parallax(1.6, fade: 1.3...2.4), kind: .landscape,
      parameters: [Nebula.pillars, Nebula.dust, Nebula.haze],
      rim: DustWall.kind.rim,
      build: { Nebula($0) }),
    Entry(
      name: "forest", summary: "A way through a fairy-tale wood toward a clearing full of light.",
      octaves: 6, speed: 0.4, parallax: Parallax(2.05, fade: 1.7...2.5), kind: .landscape,
      parameters: [Forest.density, Forest.sparks, Forest.haze],
      rim: Gate.rim,
      build: { Forest($0) }),
    Entry(
      name: "leaf", summary: "A leaf against the light, veins within veins, that curls inward for ever.",
      octaves: 6, speed: 0.36, kind: .pattern, parameters: [Leaf.curl, Leaf.dew], rim: Leaf.rim, build: { Leaf($0) }),
    Entry(
      name: "library", summary: "A walk down the hall of an old library, bay behind bay of books under a vault.",
      octaves: 6, speed: 0.36, parallax: Parallax(1.58, fade: 0.5...2.2), kind: .building,
      parameters: [Library.bay, Library.windows, Library.ladders],
      rim: Threshold.rim,
      build: { Library($0) }),
    Entry(
      name: "iris", summary: "An eye seen very near, and in its pupil an eye.",
      octaves: 6, speed: 0.36, kind: .pattern, parameters: [Iris.pupil, Iris.fibres, Iris.lids], rim: Iris.rim,
      build: { Iris($0) }),
    Entry(
      name: "lanterns", summary: "Paper lanterns over a still lake at nightfall, adrift toward the horizon.",
      octaves: 6, speed: 0.34, parallax: Parallax(1.5, fade: 2.1...2.6), kind: .landscape,
      parameters: [Lanterns.number, Lanterns.haze], rim: Lanterns.rim,
      build: { Lanterns($0) }),
  ]

  package static func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// Draws and grades one picture of a world. With a region, only its pixels are drawn; the picture outside it is arbitrary.
  package static func picture(
    _ world: any World, _ view: WorldView, format: PictureFormat, cores: Cores, region: CanvasRegion? = nil
  ) -> WorldPicture {
    let wanted = (region ?? .all(view.size)).widened(by: 2, within: view.size)
    let picture = Picture(view.size, format, cleared: false)
    let aperture = view.opening.map { _ in Plane(view.size, bits: 16, cleared: false) }
    guard !wanted.columns.isEmpty && !wanted.rows.isEmpty else {
      return WorldPicture(picture: picture, aperture: aperture)
    }
    let grade = world.grade.seen(from: view.depth)
    let shapes = world.shapes.flatMap { $0.isSeen(at: view.depth) ? $0 : nil }
    let small = grade.scatters ? SmallDrawing(world, view, cores: cores) : nil
    let glow = small.flatMap { Glow($0, grade) }
    let pull = shapes.map { ShapePull($0, world, view, small, cores: cores) }
    let grading = Grading(grade, view, format)
    let brush = world.brush(for: view, region: wanted, cores: cores)
    let width = view.size.width
    let hasOpening = aperture != nil
    cores.forEachBand(of: view.size.height, height: Tile.height) { band in
      let even = wanted.rows.lowerBound / 2 * 2..<(wanted.rows.upperBound + 1) / 2 * 2
      let rows = band.clamped(to: even)
      guard !rows.isEmpty else { return }
      // A band's light stays in the processor's own memory.
      let capacity = LightRows.capacity(width: width, rows: band.count, hasOpening: hasOpening)
      withUnsafeTemporaryAllocation(of: Float.self, capacity: capacity) { memory in
        let light = LightRows(
          memory.baseAddress!, width: width, top: band.lowerBound, rows: band.count, hasOpening: hasOpening)
        brush(light, rows, wanted.columns)
        grading.develop(light, glow, pull, into: picture, rows: rows, columns: wanted.columns)
        if let aperture { light.write(open: aperture, rows: rows, columns: wanted.columns) }
      }
    }
    return WorldPicture(picture: picture, aperture: aperture)
  }
}

/// A finished picture of a world.
package struct WorldPicture: Sendable {
  package let picture: Picture
  /// How much of the next scene is seen at each pixel of the canvas, as 0 … 65535; nil if the view has no opening.
  package let aperture: Plane?
}

extension LightRows {
  fileprivate func write(open aperture: Plane, rows: Range<Int>, columns: Range<Int>) {
    guard let open else { return }
    for y in rows {
      let (from, to) = (open + start(y), aperture.row16(y))
      for x in columns {
        let level = from[x] * 65535 + 0.5
        to[x] = UInt16(truncatingIfNeeded: Int32(level > 0 ? (level < 65535 ? level : 65535) : 0))
      }
    }
  }
}
