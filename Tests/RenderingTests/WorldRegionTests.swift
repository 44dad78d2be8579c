import Continuity
import Geometry
import Imaging
import Planning
import Rendering
import Surveying
import Testing

/// The part of the canvas that a world is drawn on: beside it its picture is whatever the memory held.
@Suite struct `A world that grows in a still` {
  @Test(arguments: [1, 2, 3]) func `is drawn wherever it is seen`(number: Int) throws {
    try TestShots.with { shots in
      var storyboard = shots.storyboard([try shots.textured(number)], size: CanvasSize(160, 90)) {
        $0.preset = .named("constant")
      }
      storyboard.scenes.append(SceneWish(.world(["agate", "rose", "stair"][number - 1])))
      let cache = SurveyCache(folder: nil)
      let (whole, survey) = try Surveyor.survey(storyboard, cores: Cores(2), cache: cache)
      #expect(survey.places[0]?.isEmpty == false)
      let planned = try Planner.plan(whole, survey)
      let plan = planned.joined(by: try JoinSurveyor.survey(planned, cores: Cores(2), cache: cache))
      let renderer = try FrameRenderer(plan, format: .yuv444, cores: Cores(2))
      var (looked, largest) = (0, 0)
      for frame in stride(from: 0, to: plan.frameCount, by: 2) {
        guard let view = plan.views(at: FrameTime(frame)).first(where: { $0.place == 1 }),
          case .handOver(let handOver)? = view.entrance
        else { continue }
        let region = renderer.region(of: view)
        let mask = ArrivalMask(
          handOver, octaves: view.octaves, sceneFromCanvas: view.canvasFromScene.inverse, pole: handOver.pole,
          border: nil, presence: 1, canvas: plan.size)
        var row = [Float](repeating: 0, count: 2 * plan.size.width)
        for y in 0..<plan.size.height {
          mask.opacities(x: 0.5, y: Double(y) + 0.5, spacing: 1, count: plan.size.width, into: &row)
          for x in 0..<plan.size.width where row[x] > 0 {
            looked += 1
            #expect(region.columns.contains(x) && region.rows.contains(y), "frame \(frame): \(x), \(y)")
          }
        }
        largest = max(largest, region.columns.count * region.rows.count)
      }
      #expect(looked > 10_000 && largest == plan.size.width * plan.size.height)
    }
  }
}
