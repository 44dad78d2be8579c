import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `A mood` {
  private static let size = CanvasSize(128, 72)

  private func draw(_ parameters: [String: Double], frame: Int = 0, loop: Int? = nil) throws -> Picture {
    let world = try #require(WorldCatalog.entry("dahlia")).make(
      WorldRecipe("dahlia", seed: Seed(2), parameters: parameters))
    return Pictures.draw(world, Pictures.view(Self.size, depth: 3, frame: frame, loop: loop), .yuv444)
  }

  /// Means of the planes, as offsets from black and from grey.
  private func means(_ parameters: [String: Double]) throws -> (luma: Double, blueness: Double, redness: Double) {
    let planes = try draw(parameters).planes.map { Pictures.mean(Pictures.samples($0).map(Double.init)) }
    return (planes[0] - 16, planes[1] - 128, planes[2] - 128)
  }

  private func chroma(_ parameters: [String: Double]) throws -> Double {
    let picture = try draw(parameters)
    return Pictures.mean(
      zip(Pictures.samples(picture.planes[1]), Pictures.samples(picture.planes[2])).map { blueness, redness in
        Point(x: Double(blueness - 128), y: Double(redness - 128)).length
      })
  }

  @Test func `that is as usual changes no bit`() throws {
    let usual = Dictionary(uniqueKeysWithValues: WorldCatalog.commonParameters.map { ($0.name, $0.usual) })
    #expect(Pictures.samples(try draw(usual)) == Pictures.samples(try draw([:])))
    #expect(Pictures.samples(try draw(["nothing": 3])) == Pictures.samples(try draw([:])))
  }

  @Test func `has names that no world uses otherwise, and ranges that hold what is usual`() {
    let names = WorldCatalog.commonParameters.map(\.name)
    #expect(Set(names).count == names.count)
    for parameter in WorldCatalog.commonParameters { #expect(parameter.range.contains(parameter.usual)) }
    for entry in WorldCatalog.entries {
      #expect(entry.parameters.allSatisfy { !names.contains($0.name) && $0.range.contains($0.usual) })
    }
  }

  @Test func `brightens and darkens`() throws {
    let usual = try means([:]).luma
    #expect(try means(["brightness": 0.7]).luma > usual * 1.15)
    #expect(try means(["brightness": -0.7]).luma < usual * 0.85)
  }

  @Test func `sets light and dark apart`() throws {
    func deviation(_ contrast: Double) throws -> Double {
      Pictures.deviation(Pictures.samples(try draw(["contrast": contrast]).planes[0]).map(Double.init))
    }
    #expect(try deviation(1.4) > deviation(1) * 1.05)
    #expect(try deviation(0.6) < deviation(1) * 0.95)
  }

  @Test func `warms and cools`() throws {
    let (usual, warm, cold) = (try means([:]), try means(["warmth": 1]), try means(["warmth": -1]))
    #expect(warm.blueness < usual.blueness - 3 && warm.redness > usual.redness + 3)
    #expect(cold.blueness > usual.blueness + 3 && cold.redness < usual.redness - 3)
    #expect(abs(warm.luma - usual.luma) < 12)
  }

  @Test func `takes colours away, down to black and white, or strengthens them`() throws {
    let usual = try chroma([:])
    #expect(try chroma(["colour": 0]) < 1.5)
    #expect(try chroma(["colour": 0.5]) < usual * 0.75)
    #expect(try chroma(["colour": 1.4]) > usual * 1.1)
  }

  @Test func `turns hues, and the whole way round changes nothing`() throws {
    let usual = try means([:])
    let turned = try means(["hue": 0.33])
    let apart = Point(x: turned.blueness, y: turned.redness) - Point(x: usual.blueness, y: usual.redness)
    #expect(apart.length > 8)
    let (there, back) = (try draw(["hue": 0.5]), try draw(["hue": -0.5]))
    let differences = zip(Pictures.samples(there.planes[0]), Pictures.samples(back.planes[0])).map { abs($0 - $1) }
    #expect(differences.max()! <= 1)
  }

  @Test func `moves the world faster, slower or not at all, and in a loop comes round`() throws {
    func samples(_ motion: Double, _ frame: Int, loop: Int? = nil) throws -> [Float] {
      let world = try #require(WorldCatalog.entry("dahlia")).make(
        WorldRecipe("dahlia", seed: Seed(2), parameters: ["motion": motion]))
      let light = Pictures.light(world, Pictures.view(Self.size, depth: 3, frame: frame, loop: loop))
      return (0..<Self.size.width * Self.size.height).map { light.green[$0] }
    }
    #expect(try samples(0, 0) == samples(0, 100))
    #expect(try samples(1, 0) != samples(1, 100))
    #expect(try samples(2, 50) == samples(1, 100))
    #expect(try samples(1.7, 13, loop: 900) == samples(1.7, 913, loop: 900))
    #expect(try samples(1.7, 13, loop: 900) != samples(1.7, 113, loop: 900))
  }

  @Test func `is held within its ranges, and mistakes are told`() throws {
    #expect(Pictures.samples(try draw(["brightness": 9])) == Pictures.samples(try draw(["brightness": 1])))
    func mistake(_ parameters: [String: Double], _ name: String = "agate") -> String? {
      WorldRecipe(name, seed: Seed(1), parameters: parameters).mistake
    }
    #expect(mistake(["brightness": 0.3]) == nil)
    #expect(mistake(["brightness": 2]) == "the world agate's brightness is 2.0, expected -1.0 … 1.0")
    #expect(mistake(["motion": .nan]) != nil)
    #expect(mistake([:], "atlantis") != nil)
  }
}
