import Geometry

/// The step from the last frame to the first, as any other step of the film's ends.
package enum LoopMeasures {
  package static func findings(_ series: FilmSeries, _ course: MotionCourse) -> [Finding] {
    guard let closing = series.closing else { return [] }
    let count = series.pairs.count
    let ends = (0..<count).filter { $0 < series.half || $0 >= count - series.half }
    let residuals = JoinMeasures.residuals(series, course)
    let residual = ends.map { residuals[$0] }.middleValue
    let zoom = ends.map { course.steadyZoom[$0] }.middleValue
    let centre = Point(x: ends.map { course.centre[$0].x }.middleValue, y: ends.map { course.centre[$0].y }.middleValue)
    let step = PortableMath.log2(closing.map.scale.length)
    return [
      Finding(.loopResidual, (closing.residual + JoinMeasures.floor) / residual, frame: 0),
      // A film that stands still may close its loop standing still.
      Finding(.loopZoom, min(9.99, abs(step - zoom) / max(abs(zoom), 0.02 / series.edge)), frame: 0),
      Finding(.loopShift, (closing.map.offset - centre).length, frame: 0),
      // Colours that change all along may go on doing so.
      Finding(.loopColour, max(0, closing.colourStep - ends.map { series.pairs[$0].colourStep }.middleValue), frame: 0),
    ]
  }
}
