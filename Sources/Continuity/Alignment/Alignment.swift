import Geometry

/// Where one still lies in another.
package struct Alignment: Hashable, Sendable {
  /// z_outer = portal(z_inner), in plane units of both stills: each is 2 high.
  package var portal: Similarity
  /// How well their structure agrees where both show it, 0 … 1: 1 if one is the other seen through the portal.
  package var agreement: Double
  /// How far off the portal may be, in pixels of the outer still: a twentieth of a pixel of what was compared, less where the stills
  /// agree better.
  package var uncertainty: Double

  package init(portal: Similarity, agreement: Double, uncertainty: Double) {
    (self.portal, self.agreement, self.uncertainty) = (portal, agreement, uncertainty)
  }

  /// How many times larger the outer still's part of the world is.
  ///
  ///     Alignment(portal: Similarity(scale: Point(x: 0.25, y: 0)), agreement: 1, uncertainty: 0).factor      // 4
  package var factor: Double { 1 / portal.scale.length }
}
