/// What a film is judged by. Each is 0 or small in a good film.
///
/// The raw values are the keys of the report for programs, and never change.
package enum Metric: String, CaseIterable, Sendable {
  case zoomJump = "zoom.jump"
  case zoomPulse = "zoom.pulse"
  case zoomJitter = "zoom.jitter_px"
  case panJitter = "pan.jitter_px"
  case reversed = "zoom.reversed"
  case rollJump = "rot.jump"
  case frozen = "frames.frozen"
  case skipped = "frames.skipped"
  case standing = "frames.standing_s"
  case blank = "frames.blank_s"
  case bare = "frames.bare_s"
  case broken = "motion.broken"
  case cutContent = "cut.content"
  case cutAdaptive = "cut.adaptive"
  case seamWorst = "seam.worst1pct"
  case seamSpike = "seam.spike"
  case seamSwell = "seam.swell"
  case island = "seam.island"
  case colourStep = "colour.step"
  case colourShift = "colour.emd"
  case sharpnessDip = "sharp.dip_db"
  case sharpnessJump = "sharp.jump_db"
  case sharpnessPulse = "sharp.pulse_db"
  case ghostDip = "ghost.dip_db"
  case flashes = "flash.per_s"
  case redFlashes = "flash.red_per_s"
  case loopResidual = "loop.residual"
  case loopZoom = "loop.zoom"
  case loopShift = "loop.shift_px"
  case loopColour = "loop.colour"

  /// The largest value that passes.
  package var limit: Double { row.limit }
  /// What is measured, and its unit, in a few words.
  package var measure: String { row.measure }
  /// What a failure looks like.
  package var failure: String { row.failure }

  private typealias Row = (limit: Double, measure: String, failure: String)

  private var row: Row {
    switch self {
    case .zoomJump, .zoomPulse, .zoomJitter, .panJitter, .reversed, .rollJump: motionRow
    case .frozen, .skipped, .standing, .blank, .bare, .broken, .cutContent, .cutAdaptive: breakRow
    case .seamWorst, .seamSpike, .seamSwell, .island, .colourStep, .colourShift: joinRow
    case .loopResidual, .loopZoom, .loopShift, .loopColour: loopRow
    default: lookRow
    }
  }

  private var motionRow: Row {
    switch self {
    case .zoomJump: (0.08, "step of zoom speed / median speed", "the zoom suddenly goes faster or slower")
    case .zoomPulse: (0.05, "regular swing of zoom speed / median speed", "the zoom pumps")
    case .zoomJitter: (0.15, "shaking of the zoom at the side edge, px", "the picture trembles in size")
    case .panJitter: (0.15, "shaking of the picture's centre, px", "the picture trembles in place")
    case .reversed: (0, "share of frames that zoom the other way", "the zoom turns back")
    default: (0.08, "step of roll speed at the edge / zoom speed", "the roll suddenly goes faster or slower")
    }
  }

  private var breakRow: Row {
    switch self {
    case .frozen: (0, "frames that repeat the one before", "the film stands still for a moment")
    case .skipped: (0, "steps 1.7 times as long as those around and more", "the film stutters: frames are missing")
    case .standing: (0.5, "longest time in which nothing changes, s", "the film stands")
    case .blank: (0.5, "longest time in which there is nothing to see, s", "the picture is black, or of one colour")
    case .bare:
      (0.5, "longest time with 9 dB less contrast than around, s", "the screen is bare before something opens")
    case .broken: (0, "pairs that no single motion explains", "the picture becomes another one")
    case .cutContent: (0, "cuts: colours change by 27 of 255", "a cut")
    default: (0, "cuts: colours change 3 times as much as around", "a cut, or a flash")
    }
  }

  private var joinRow: Row {
    switch self {
    case .seamWorst: (2.5, "residual of the worst 1 % / median", "a join is seen at once")
    case .seamSpike: (1.8, "residual of one pair / median of its second", "a blink at a join")
    case .seamSwell: (1.6, "residual of 0.4 s / median", "a join is seen as it happens")
    case .island:
      (4, "rim all around that no picture has, dE", "an island with a rim of its own grows in the picture")
    case .colourStep: (0.7, "step of the mean colour, Lab dE", "brightness or tint jumps")
    default: (0.5, "shift of a Lab histogram", "contrast or colours jump")
    }
  }

  private var lookRow: Row {
    switch self {
    case .sharpnessDip: (2, "short fall of sharpness, dB", "the picture goes soft for a moment")
    case .sharpnessJump: (1, "lasting step of sharpness, dB", "the picture turns soft or sharp at once")
    case .sharpnessPulse: (1, "regular swing of sharpness, dB", "the picture goes soft and sharp in turns")
    case .ghostDip: (1, "short fall of local contrast, dB", "two pictures show through each other")
    case .flashes: (3, "flashes in the worst second", "flashing that can harm (BT.1702, WCAG 2.3.1)")
    default: (3, "saturated red flashes in the worst second", "red flashing that can harm (WCAG 2.3.1)")
    }
  }

  private var loopRow: Row {
    switch self {
    case .loopResidual: (1.5, "residual from last frame to first / ends' median", "the loop's start is seen")
    case .loopZoom:
      (0.1, "zoom from last frame to first, off the ends'", "the loop stops or leaps where it begins again")
    case .loopShift: (0.3, "shift from last frame to first, px", "the picture leaps aside where the loop begins again")
    default:
      (0.5, "step of the mean colour to the first frame, dE", "brightness or tint jumps where the loop begins again")
    }
  }
}
