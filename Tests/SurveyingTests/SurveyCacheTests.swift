import Foundation
import Geometry
import Imaging
import Media
import Planning
import Surveying
import TestSupport
import Testing

/// Stills of nothing alike in a folder, and a folder in which is kept what was measured of them.
private struct Stills {
  let files: MediaFolder
  private let names: [String]

  init(_ count: Int) throws {
    files = try MediaFolder()
    let folder = files
    names = (0..<count).map { folder("still\($0).png") }
    for (number, name) in names.enumerated() {
      let scene = TexturedScene(CanvasSize(400, 250), seed: UInt64(60 + number))
      try writePNG(scene.seen(Similarity(scale: Point(x: 2, y: 0)), CanvasSize(128, 72)), to: name)
    }
  }

  var cache: SurveyCache { SurveyCache(folder: files("cache")) }
  var entries: [String] { (try? files.entries("cache")) ?? [] }

  /// Joined as said: pictures are looked for in one another only where `kind` leaves that open, because it takes long.
  func storyboard(
    _ numbers: [Int], kind: JoinWish.Kind = .nested, _ change: (inout Storyboard) -> Void = { _ in }
  ) -> Storyboard {
    var storyboard = Storyboard(files: numbers.map { names[$0] })
    for index in storyboard.scenes.indices { storyboard.scenes[index].join = JoinWish(kind: kind) }
    storyboard.canvas = CanvasWish(size: CanvasSize(64, 36), fps: Rational(25))
    storyboard.preset = .named("constant")
    change(&storyboard)
    return storyboard
  }

  func plan(_ storyboard: Storyboard, _ cache: SurveyCache) throws -> Plan { try Stills.plan(storyboard, cache) }

  /// The plan with everything measured, or found in a cache.
  static func plan(_ storyboard: Storyboard, _ cache: SurveyCache) throws -> Plan {
    let (whole, survey) = try Surveyor.survey(storyboard, cores: Cores(2), cache: cache)
    return try joined(whole, survey, cache: cache)
  }

  func bytes(_ entry: String) throws -> [UInt8] { try files.bytes("cache/\(entry)") }
  func write(_ bytes: [UInt8], _ entry: String) throws { _ = try files.write(bytes, "cache/\(entry)") }

  func remove(_ numbers: Int...) throws {
    for number in numbers { try FileManager.default.removeItem(atPath: names[number]) }
  }

  /// When an entry was used last.
  func used(_ entry: String) throws -> Date {
    let values = try FileManager.default.attributesOfItem(atPath: files("cache/\(entry)"))
    return try #require(values[.modificationDate] as? Date)
  }

  func setUsed(_ entry: String, secondsAgo: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -secondsAgo)], ofItemAtPath: files("cache/\(entry)"))
  }
}

@Suite struct `What was measured` {
  @Test func `is found again, and no file is opened for a join that is known`() throws {
    let stills = try Stills(2)
    let storyboard = stills.storyboard([0, 1], kind: .auto)
    let plan = try stills.plan(storyboard, stills.cache)
    #expect(stills.entries.map { String($0.prefix { $0 != "-" }) } == ["alignment", "join", "place"])
    #expect(plan.links.allSatisfy { $0.handOver != nil && $0.colour != nil })
    #expect(try stills.plan(storyboard, stills.cache) == plan)
    let (whole, survey) = try Surveyor.survey(storyboard, cores: Cores(1), cache: stills.cache) {
      Issue.record("\($0) is measured again")
    }
    try stills.remove(0, 1)
    #expect(try joined(whole, survey, cache: stills.cache) == plan)
    #expect(throws: MediaError.self) { try joined(whole, survey, cache: SurveyCache(folder: nil)) }
  }

  @Test func `is measured again when anything that matters is different`() throws {
    let stills = try Stills(3)
    func joins() -> Int { stills.entries.count { $0.hasPrefix("join-") } }
    _ = try stills.plan(stills.storyboard([0, 1]), stills.cache)
    #expect(joins() == 1)
    let others: [(inout Storyboard) -> Void] = [
      { $0.octaves = 2 }, { $0.canvas.size = CanvasSize(64, 40) }, { $0.direction = .out },
      { $0.scenes[0].focus = Point(x: 0.4, y: 0.6) },
      { $0.scenes[1].crop = CropWish(x: 0, y: 0, width: 0.5, height: 0.5) },
      { $0.scenes[0].join?.octaves = 0.5 },
      { $0.canvas.size = CanvasSize(40, 64) },
      // Seen at the same place and size, but less of it.
      {
        $0.canvas.size = CanvasSize(40, 64)
        $0.scenes[1].crop = CropWish(x: 0.1, y: 0, width: 0.8, height: 1)
      },
    ]
    for (number, change) in others.enumerated() {
      let plan = try stills.plan(stills.storyboard([0, 1], change), stills.cache)
      #expect(joins() == 2 + number)
      #expect(try stills.plan(stills.storyboard([0, 1], change), SurveyCache(folder: nil)) == plan)
    }
  }

  @Test func `of stills does not depend on when they are seen`() throws {
    let stills = try Stills(2)
    _ = try stills.plan(stills.storyboard([0, 1]), stills.cache)
    let known = stills.entries
    let fast = stills.storyboard([0, 1]) {
      $0.speed = 2
      $0.canvas.fps = Rational(50)
    }
    let plan = try stills.plan(fast, stills.cache)
    #expect(stills.entries == known)
    #expect(try stills.plan(fast, SurveyCache(folder: nil)) == plan)
  }

  @Test func `of worlds depends on the moment and on every number of the recipe`() throws {
    let stills = try Stills(1)
    var worlds = stills.storyboard([0])
    worlds.scenes = [SceneWish(.world("agate")), worlds.scenes[0]]
    worlds.scenes[0].join = JoinWish(kind: .nested, octaves: 0.8)
    func joins() -> Int { stills.entries.count { $0.hasPrefix("join-") } }
    let plan = try stills.plan(worlds, stills.cache)
    #expect(plan.links[0].measured != nil && joins() == 1)
    #expect(try stills.plan(worlds, stills.cache) == plan && joins() == 1)
    worlds.speed = 1
    _ = try stills.plan(worlds, stills.cache)
    #expect(joins() == 2)
    worlds.seed = 2
    _ = try stills.plan(worlds, stills.cache)
    #expect(joins() == 3)
  }

  @Test func `needs no folder`() throws {
    let stills = try Stills(2)
    let storyboard = stills.storyboard([0, 1])
    let plan = try stills.plan(storyboard, SurveyCache(folder: nil))
    // Below a file nothing can be written, nor read.
    let file = try stills.files.write([1], "file")
    #expect(try stills.plan(storyboard, SurveyCache(folder: file + "/cache")) == plan)
    #expect(try stills.plan(storyboard, SurveyCache(folder: file)) == plan)
    #expect(try stills.files.bytes("file") == [1])
  }

  @Test func `is the same for many at once`() throws {
    let stills = try Stills(3)
    let storyboard = stills.storyboard([0, 1, 2])
    let plan = try stills.plan(storyboard, SurveyCache(folder: nil))
    let folder = stills.files("cache")
    Cores(4).forEach(0..<8) { _ in
      let again = try? Stills.plan(storyboard, SurveyCache(folder: folder))
      #expect(again == plan)
    }
    #expect(try stills.plan(storyboard, stills.cache) == plan)
  }
}

@Suite struct `An entry of the cache that is damaged` {
  private let stills: Stills
  private let storyboard: Storyboard
  private let plan: Plan

  init() throws {
    stills = try Stills(2)
    storyboard = stills.storyboard([0, 1])
    plan = try stills.plan(storyboard, stills.cache)
  }

  /// Where a byte is changed: in the head's name, version, key and hash, in the content's beginning, middle and end.
  private static let places: [@Sendable (_ head: Int, _ count: Int) -> Int] = [
    { _, _ in 0 }, { _, _ in 9 }, { _, _ in 13 }, { head, _ in head - 2 }, { head, _ in head - 1 },
    { head, _ in head }, { head, _ in head + 1 }, { head, count in (head + count) / 2 }, { _, count in count - 40 },
    { _, count in count - 1 },
  ]

  private static let cuts: [@Sendable (_ bytes: [UInt8]) -> [UInt8]] = [
    { _ in [] }, { Array($0.prefix(1)) }, { Array($0.prefix(40)) }, { Array($0.prefix($0.count / 2)) },
    { Array($0.dropLast()) }, { $0 + [0] }, { $0 + $0 }, { Array($0.dropFirst()) },
    { [UInt8](repeating: 0, count: $0.count) },
    { Array(String(decoding: $0, as: UTF8.self).replacing("everzoom 1", with: "everzoom 2").utf8) },
  ]

  /// Damages every entry; the same plan is made, and the entries are as they were.
  private func expectRepaired(_ damage: ([UInt8]) -> [UInt8]) throws {
    let entries = stills.entries
    let sound = try entries.map { try stills.bytes($0) }
    for (entry, bytes) in zip(entries, sound) { try stills.write(damage(bytes), entry) }
    #expect(try stills.plan(storyboard, stills.cache) == plan)
    #expect(try entries.map { try stills.bytes($0) } == sound)
  }

  @Test(arguments: places.indices) func `in a byte is one that is not there`(place: Int) throws {
    #expect(stills.entries.count == 2)
    try expectRepaired { bytes in
      var damaged = bytes
      damaged[Self.places[place](bytes.firstIndex(of: 10)! + 1, bytes.count)] ^= 4
      return damaged
    }
  }

  @Test(arguments: cuts.indices) func `in its length or version is one that is not there`(cut: Int) throws {
    try expectRepaired(Self.cuts[cut])
  }

  @Test func `by having another's name is one that is not there`() throws {
    _ = try stills.plan(stills.storyboard([1, 0]), stills.cache)
    let entries = stills.entries
    #expect(entries.count == 4)
    let sound = try entries.map { try stills.bytes($0) }
    for (entry, bytes) in zip(entries, sound.reversed()) { try stills.write(bytes, entry) }
    #expect(try stills.plan(storyboard, stills.cache) == plan)
    #expect(try stills.plan(stills.storyboard([1, 0]), stills.cache) != plan)
    #expect(try entries.map { try stills.bytes($0) } == sound)
  }
}

@Suite struct `The cache's size` {
  @Test func `is kept by letting go what was used least recently`() throws {
    let stills = try Stills(4)
    func join(_ a: Int, _ b: Int, limit: Int) throws -> String {
      let before = Set(stills.entries)
      _ = try stills.plan(stills.storyboard([a, b]), SurveyCache(folder: stills.files("cache"), limit: limit))
      return try #require(stills.entries.first { $0.hasPrefix("join-") && !before.contains($0) })
    }
    let first = try join(0, 1, limit: 1 << 30)
    let second = try join(1, 2, limit: 1 << 30)
    try stills.setUsed(first, secondsAgo: 3600)
    try stills.setUsed(second, secondsAgo: 1800)
    // What is found is used.
    _ = try stills.plan(stills.storyboard([0, 1]), stills.cache)
    #expect(try stills.used(first) > stills.used(second))
    let size = try stills.bytes(first).count
    let third = try join(2, 3, limit: 5 * size / 2)
    #expect(stills.entries.contains(first) && stills.entries.contains(third) && !stills.entries.contains(second))
  }

  @Test func `is small for each join: its arrival times are bytes`() throws {
    let stills = try Stills(2)
    let plan = try stills.plan(stills.storyboard([0, 1]), stills.cache)
    let entry = try #require(stills.entries.first { $0.hasPrefix("join-") })
    #expect(try stills.bytes(entry).count < 2 * plan.arrivals.reduce(0) { $0 + $1.times.count } + 3000)
  }
}
