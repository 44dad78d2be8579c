import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering
import Surveying
import TestSupport
import Testing

/// Stills with transparent parts, drawn with what is behind them.
@Suite struct `A still that is see-through` {
  private let size = CanvasSize(160, 90)

  /// 320x180 of one colour, of which nothing is there where `isGone` says so.
  private func still(_ shots: TestShots, _ name: String, _ grey: UInt8, _ isGone: (Int, Int) -> Bool) throws -> String {
    let raw = (0..<180 * 320).flatMap { place -> [UInt8] in
      isGone(place % 320, place / 320) ? [0, 0, 0, 0] : [grey, grey, grey, 255]
    }
    let path = shots.folder + "/" + name
    try Data(raw).write(to: URL(fileURLWithPath: path + ".raw"))
    try ffmpeg("-f rawvideo -pix_fmt rgba -s 320x180 -i \(path).raw -frames:v 1 -pix_fmt rgba \(path)")
    return path
  }

  private func plan(_ shots: TestShots, _ files: [String]) throws -> Plan {
    let storyboard = shots.storyboard(files, size: size) { $0.preset = .named("constant") }
    let cache = SurveyCache(folder: nil)
    let (whole, survey) = try Surveyor.survey(storyboard, cores: Cores(2), cache: cache)
    let plan = try Planner.plan(whole, survey)
    return plan.joined(by: try JoinSurveyor.survey(plan, cores: Cores(2), cache: cache))
  }

  private func grey(_ level: Double) -> Double { 16 + 219 * level / 255 }

  @Test func `shows the next scene through its hole from the first frame on, and all of it there`() throws {
    try TestShots.with { shots in
      let around = try still(shots, "a.png", 200) { x, y in (120..<200).contains(x) && (60..<110).contains(y) }
      let plan = try plan(shots, [around, try shots.textured(2)])
      let link = plan.links[0]
      #expect(link.isThroughHole && plan.notes.contains { $0.contains("seen through its hole") })
      // The inner scene lies about the hole: no more than a tenth larger.
      #expect(link.portal.scale.length >= 50.0 / 180 && link.portal.scale.length < 50.0 / 180 * 1.1)
      #expect((link.portal.offset - Point(x: 0, y: -5.0 / 90)).length < 0.02)
      var bare = plan
      bare.links[0].colour = nil
      let renderer = try FrameRenderer(bare, format: .yuv444, cores: Cores(2))
      let frame = try renderer.frame(at: 0)
      let inner = try renderer.sceneAlone(try #require(plan.inward(plan.camera(at: FrameTime(0)))), at: FrameTime(0))
      for y in 0..<size.height {
        for x in 0..<size.width {
          let isHole = (62..<98).contains(x) && (32..<53).contains(y)
          let isAround = !(57..<103).contains(x) || !(27..<58).contains(y)
          let luma = frame.planes[0].sample(x, y)
          if isHole { #expect(abs(luma - inner.planes[0].sample(x, y)) <= 2) }
          if isAround { #expect(abs(Double(luma) - grey(200)) < 2, "\(x), \(y)") }
        }
      }
    }
  }

  @Test func `lets the scene around show through where its border is not covered`() throws {
    try TestShots.with { shots in
      let card = try still(shots, "b.png", 220) { x, _ in x < 100 }
      let plan = try plan(shots, [try shots.plain(40, "a.png"), card, try shots.plain(120, "c.png")])
      #expect(plan.scenes[1].showsAround && !plan.links[1].isThroughHole)
      #expect(plan.notes.contains { $0.contains("the scene around it shows through") })
      var bare = plan
      for link in bare.links.indices { bare.links[link].colour = nil }
      let renderer = try FrameRenderer(bare, format: .yuv444, cores: Cores(2))
      // A while after the card fills the canvas, when nothing of the hand-over is left.
      let fill = try #require(plan.curve.fill(ofPlace: 1))
      let later = (fill.frame..<plan.frameCount).first { plan.depth(at: FrameTime($0)).octaves > 0.8 }!
      let views = plan.views(at: FrameTime(later))
      let view = try #require(views.first { $0.place == 1 })
      #expect(views[0].place == 0)
      let frame = try renderer.frame(at: later)
      let edge = size.pixelsFromPlane(view.canvasFromScene(Point(x: (100.0 / 160 - 1) * 16 / 9, y: 0))).x
      #expect(edge > 8)
      for x in 0..<size.width where abs(Double(x) - edge) > 4 {
        let expected = Double(x) < edge ? 40 : grey(220)
        #expect(abs(Double(frame.planes[0].sample(x, 80)) - expected) < 2, "\(x) of \(edge)")
      }
    }
  }

  @Test func `is filled with what is beside it where nothing is behind it`() throws {
    try TestShots.with { shots in
      let card = try still(shots, "b.png", 220) { x, _ in x < 100 }
      let plan = try plan(shots, [card, try shots.plain(120, "c.png")])
      #expect(plan.notes.contains { $0.contains("filled with what is beside it") })
      let frame = try FrameRenderer(plan, format: .yuv444, cores: Cores(2)).frame(at: 0)
      #expect(abs(Double(frame.planes[0].sample(5, 45)) - grey(220)) < 2)
    }
  }

  @Test func `says so in its plan, which is read again`() throws {
    try TestShots.with { shots in
      let card = try still(shots, "b.png", 220) { x, y in x < 100 || ((150..<250).contains(x) && (50..<120).contains(y))
      }
      let plan = try plan(shots, [try shots.plain(40, "a.png"), card, try shots.textured(1)])
      #expect(plan.scenes[1].showsAround && plan.links[1].isThroughHole)
      #expect(try Plan(json: Data(try plan.json().utf8), file: nil) == plan)
    }
  }

  @Test func `opens elsewhere if a person says so`() throws {
    try TestShots.with { shots in
      let around = try still(shots, "a.png", 200) { x, y in (120..<200).contains(x) && (60..<110).contains(y) }
      var storyboard = shots.storyboard([around, try shots.textured(2)], size: size)
      storyboard.scenes[0].focus = Point(x: 0.8, y: 0.8)
      let (whole, survey) = try Surveyor.survey(storyboard, cores: Cores(2), cache: SurveyCache(folder: nil))
      let plan = try Planner.plan(whole, survey)
      #expect(!plan.links[0].isThroughHole && plan.links[0].octaves == 3)
    }
  }
}
