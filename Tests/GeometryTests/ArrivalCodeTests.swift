import Geometry
import Testing

@Suite struct `The code of an arrival map` {
  private static func map(_ rows: Int, _ columns: Int, _ time: (Int, Int) -> UInt16) -> ArrivalMap {
    ArrivalMap(
      rowCount: rows, columnCount: columns, innermost: -5, octavesPerRow: 0.03,
      times: (0..<rows * columns).map { time($0 / columns, $0 % columns) })
  }

  /// A smooth spiral with a border across it.
  private static let smooth = map(60, 128) { row, column in
    let sine = PortableMath.sineAndCosine(turns: Double(column) / 128 + Double(row) / 90).sine
    return UInt16(20000 + 300 * Double(row) + 9000 * sine + (column > 40 + row / 3 ? 15000 : 0))
  }

  private static let maps: [(String, ArrivalMap)] = [
    ("smooth", smooth),
    ("rounded", smooth.rounded),
    ("black", map(20, 30) { _, _ in 0 }),
    ("white", map(20, 30) { _, _ in .max }),
    ("a board", map(16, 16) { ($0 + $1) % 2 == 0 ? 0 : .max }),
    ("the smallest", map(2, 2) { UInt16($0 * 40000 + $1) }),
    ("narrow", map(300, 2) { UInt16(($0 * 977 + $1) & 0xFFFF) }),
    ("low", map(2, 300) { UInt16(($1 * 977 + $0) & 0xFFFF) }),
  ]

  private static func random(_ number: Int) -> ArrivalMap {
    let seed = Seed(3).at("map", number)
    let bits = seed.at("bits").pick(1..<17)
    return map(seed.at("rows").pick(2..<40), seed.at("columns").pick(2..<70)) { row, column in
      UInt16(seed.at("time", row, column).pick(0..<1 << bits) << (16 - bits))
    }
  }

  private static func decoded(_ bytes: [UInt8], _ map: ArrivalMap) -> [UInt16]? {
    ArrivalCode.times(bytes, rowCount: map.rowCount, columnCount: map.columnCount)
  }

  @Test func `comes back exactly, whatever the map`() {
    for (name, map) in Self.maps + (0..<60).map({ ("random \($0)", Self.random($0)) }) {
      #expect(Self.decoded(ArrivalCode.bytes(map), map) == map.times, "\(name)")
    }
  }

  @Test func `is short for a map that is rounded, and not much longer than any map`() {
    #expect(ArrivalCode.bytes(Self.smooth.rounded).count < Self.smooth.times.count * 2 / 8)
    let noise = Self.map(64, 64) { UInt16(Seed(1).at("noise", $0, $1).pick(0..<65536)) }
    #expect(ArrivalCode.bytes(noise).count < noise.times.count * 2 * 11 / 10)
  }

  @Test func `is refused where it is damaged`() {
    let map = Self.smooth.rounded
    let bytes = ArrivalCode.bytes(map)
    for round in 0..<300 {
      let seed = Seed(8).at("damage", round)
      var damaged = bytes
      damaged[seed.at("place").pick(0..<bytes.count)] ^= UInt8(seed.at("bits").pick(1..<256))
      #expect(Self.decoded(damaged, map) == nil)
    }
  }

  @Test func `is refused where it is cut off, or of another map`() {
    let map = Self.smooth.rounded
    let bytes = ArrivalCode.bytes(map)
    for count in [0, 1, 3, 4, 5, 9, bytes.count / 2, bytes.count - 1] {
      #expect(Self.decoded(Array(bytes.prefix(count)), map) == nil, "\(count) bytes")
    }
    #expect(ArrivalCode.times(bytes, rowCount: map.columnCount, columnCount: map.rowCount) == nil)
    #expect(ArrivalCode.times(bytes, rowCount: 4096, columnCount: 4096) == nil)
    #expect(ArrivalCode.times(bytes, rowCount: 1, columnCount: 0) == nil)
  }

  @Test func `of random bytes is a map of the right size or none`() {
    for round in 0..<200 {
      let seed = Seed(9).at("bytes", round)
      let bytes = (0..<seed.at("count").pick(0..<400)).map { UInt8(seed.at("byte", $0).pick(0..<256)) }
      #expect(ArrivalCode.times(bytes, rowCount: 9, columnCount: 7).map { $0.count == 63 } ?? true)
    }
  }
}

@Suite struct `An arrival map that is rounded` {
  @Test func `differs by a 2048th, or an eighth of the change beside it`() {
    for round in 0..<30 {
      let seed = Seed(6).at("map", round)
      let slope = PortableMath.exp2(Double(round) / 3)
      let map = ArrivalMap(
        rowCount: 40, columnCount: 64, innermost: -5, octavesPerRow: 0.03,
        times: (0..<40 * 64).map { i in
          let way = abs(Double(i % 64) - 32) + Double(i / 64) * 0.7 + seed.at("cell", i).unit
          return UInt16(min(way * slope, 65535))
        })
      let rounded = map.rounded
      func time(_ row: Int, _ column: Int) -> Double { Double(rounded.times[row * 64 + column]) }
      for row in 1..<40 {
        for column in 1..<63 {
          let beside = [
            time(row, column - 1), time(row - 1, column - 1), time(row - 1, column), time(row - 1, column + 1),
          ]
          let change = beside.max()! - beside.min()!
          let off = abs(Double(map.times[row * 64 + column]) - time(row, column))
          #expect(off <= min(max(32, change / 8), 128), "slope \(slope), \(row), \(column)")
        }
      }
      #expect(rounded.rounded == rounded)
    }
  }
}
