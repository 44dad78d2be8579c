import Geometry
import Planning
import Testing
import Worlds

/// What is taken where several say something, or nobody does.
@Suite struct `A wish` {
  private func plan(_ change: (inout Storyboard) -> Void) throws -> Plan {
    var storyboard = Storyboard(files: ["a.png", "b.png", "c.png"])
    change(&storyboard)
    return try Shots.plan(storyboard)
  }

  private func speeds(_ plan: Plan) -> [Double] {
    plan.waypoints.filter { $0.octaves == 0 }.map { $0.speed * plan.framesPerSecond.value }
  }

  @Test func `for octaves is the scene's, else the storyboard's, else the world's own, else three`() throws {
    let plan = try plan {
      $0.scenes.insert(SceneWish(.world("agate")), at: 1)
      $0.scenes[2].octaves = 5
    }
    let own = try #require(WorldCatalog.entry("agate")).octaves
    #expect(plan.links.map(\.octaves) == [3, own, 5])
    let given = try self.plan {
      $0.scenes.insert(SceneWish(.world("agate")), at: 1)
      $0.scenes[2].octaves = 5
      $0.octaves = 2
    }
    #expect(given.links.map(\.octaves) == [2, 2, 5])
  }

  @Test func `for octaves is known before anything is measured`() throws {
    var storyboard = Storyboard(files: ["a.png", "b.png"])
    storyboard.scenes.append(SceneWish(.world("stair")))
    storyboard.scenes[0].octaves = 1.5
    let own = try #require(WorldCatalog.entry("stair")).octaves
    #expect(try storyboard.outlinedOctaves() == [1.5, 3, own])
    #expect(try Storyboard(files: ["a.png"]).outlinedOctaves() == [2])
    #expect(storyboard.canvasSize == CanvasSize(1920, 1080))
  }

  @Test func `for speed wins over the preset's, and a preset that is named over a world's own`() throws {
    let named = try plan { $0.preset = .named("constant") }
    let preset = try PresetLibrary.choice("constant").preset()
    #expect(speeds(named).allSatisfy { abs($0 - preset.speed) < 1e-9 })
    let given = try plan {
      $0.preset = .named("constant"); $0.speed = 0.8
    }
    #expect(speeds(given).allSatisfy { abs($0 - 0.8) < 1e-9 })
    let entry = try #require(WorldCatalog.entry("agate"))
    func seconds(_ change: (inout Storyboard) -> Void) throws -> Double {
      let plan = try plan {
        $0.scenes = ["agate", "agate", "agate"].map { SceneWish(.world($0)) }
        change(&$0)
      }
      let fills = plan.waypoints.filter { $0.octaves == 0 }.map { plan.moment(clock: $0.time).frames }
      return (fills[1] - fills[0]) / plan.framesPerSecond.value
    }
    let ease = PresetLibrary.usual.ease.start / 2
    #expect(abs(try seconds { _ in } - ease - entry.octaves / entry.speed) < 1e-6)
    #expect(abs(try seconds { $0.preset = .named("constant") } - entry.octaves / preset.speed) < 1e-6)
  }

  @Test func `for a roll is the scene's, else the preset's for its octaves, the same way on the screen in and out`()
    throws
  {
    var preset = Preset()
    preset.roll = 0.02
    let inward = try plan {
      $0.preset = .inline(preset); $0.scenes[1].roll = 0.3
    }
    #expect(inward.links.map(\.roll) == [0.06, 0.3])
    let outward = try plan {
      $0.preset = .inline(preset); $0.scenes[1].roll = 0.3; $0.direction = .out
    }
    #expect(outward.links.map(\.roll) == [-0.3, -0.06])
  }

  @Test func `that is for clips is refused for stills, in the storyboard's words`() {
    for change in [{ $0.from = 1 }, { $0.to = 1 }, { $0.reverse = true }] as [(inout SceneWish) -> Void] {
      let problem = #expect(throws: Problems.self) { try plan { change(&$0.scenes[1]) } }
      #expect(problem?.description.contains("scenes[1]") == true)
      #expect(problem?.description.contains("is for clips") == true)
    }
  }
}
