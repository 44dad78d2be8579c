import Geometry

/// What was measured of the takes that a storyboard names, by their names in it.
package struct Survey: Equatable, Sendable {
  package var facts: [String: TakeFacts]
  /// Of clips.
  package var motions: [String: ClipMotion]
  /// Of takes that are a part of a file, such as `film.mp4#2`.
  package var parts: [String: TakePart]
  /// Where scenes may lie in others, the best place first: by the number of the earlier of both in the storyboard.
  package var places: [Int: [JoinPlace]]
  /// How one take's picture lies in another's.
  package var alignments: [TakePair: TakeAlignment]
  /// Of stills through which something is seen, or whose colours are not.
  package var openings: [String: StillOpening]
  /// What people should know of their takes, in sentences.
  package var notes: [String] = []

  package init(
    facts: [String: TakeFacts], motions: [String: ClipMotion] = [:], parts: [String: TakePart] = [:],
    places: [Int: [JoinPlace]] = [:], alignments: [TakePair: TakeAlignment] = [:],
    openings: [String: StillOpening] = [:]
  ) {
    self.facts = facts
    self.motions = motions
    self.parts = parts
    self.places = places
    self.alignments = alignments
    self.openings = openings
  }
}

/// One of the takes between the cuts of a film.
package struct TakePart: Equatable, Sendable {
  package var file: String
  package var frames: Range<Int>

  package init(file: String, frames: Range<Int>) {
    self.file = file
    self.frames = frames
  }
}

/// Two takes that follow one another in the chain.
package struct TakePair: Hashable, Sendable {
  package var outer: String
  package var inner: String

  package init(outer: String, inner: String) {
    self.outer = outer
    self.inner = inner
  }
}

/// How the picture on which an inner take meets an outer one lies in the outer one's. Of a clip that is its first picture if it comes later,
/// its last one if it comes earlier.
package struct TakeAlignment: Equatable, Sendable {
  /// z_outer = portal(z_inner), in plane units of both pictures (each 2 high).
  package var portal: Similarity
  /// 0 … 1.
  package var agreement: Double
  /// How many frames of the later clip show again what the earlier one ended on.
  package var repeated: Int

  package init(portal: Similarity, agreement: Double, repeated: Int = 0) {
    self.portal = portal
    self.agreement = agreement
    self.repeated = repeated
  }
}

extension TakeAlignment {
  /// Within so many octaves of the same size a clip goes on from another; else it is a piece of it.
  static let mostOctavesApart = 0.3

  /// A picture that is not smaller than this in the other is the same picture, not a piece of it.
  package static let leastOctavesInside = 0.05

  /// How much smaller the inner picture lies in the outer one; negative where it lies around it.
  package var octaves: Double { -PortableMath.log2(portal.scale.length) }
}
