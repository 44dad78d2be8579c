/// Where eight pixels look at a rose window.
struct RosePlace {
  let octave: Lanes
  let turns: Lanes
  /// The direction outward.
  let across: Lanes
  let down: Lanes
  /// The angle of a pixel.
  let footprint: Lanes
  let glow: Lanes
}
