import Foundation
import Geometry
import Planning

/// A join's survey in a file.
struct KeptJoin: Codable {
  private let handOver: KeptHandOver?
  /// Why there is no hand-over, if one was looked for.
  private let nothing: String?
  private let toInner: ColourMap
  private let toOuter: ColourMap
  private let difference: Double
  private let matched: Double
  private let score: JoinScore?
  private let reason: String?

  init(_ survey: JoinSurvey) {
    switch survey.handOver {
    case .along(let found): (handOver, nothing) = (KeptHandOver(found), nil)
    case .nothing(let why): (handOver, nothing) = (nil, why)
    case .needless: (handOver, nothing) = (nil, nil)
    }
    (toInner, toOuter) = (survey.colours.toInner, survey.colours.toOuter)
    (difference, matched, reason) = (survey.colours.difference, survey.colours.matched, survey.colours.reason)
    score = survey.score
  }

  var survey: JoinSurvey {
    JoinSurvey(
      handOver: handOver.map { .along($0.handOver) } ?? nothing.map { .nothing($0) } ?? .needless,
      colours: MeasuredColours(
        toInner: toInner, toOuter: toOuter, difference: difference, matched: matched, reason: reason),
      score: score)
  }
}

/// A hand-over whose maps are plain bytes.
private struct KeptHandOver: Codable {
  private let arrival: KeptMap
  private let mist: KeptMap?
  private let pole: Point
  private let begins: Double
  private let ends: Double
  private let softness: Double

  init(_ handOver: HandOver) {
    (arrival, mist) = (KeptMap(handOver.arrival), handOver.mist.map(KeptMap.init))
    (pole, begins, ends, softness) = (handOver.pole, handOver.begins, handOver.ends, handOver.softness)
  }

  var handOver: HandOver {
    HandOver(arrival: arrival.map, mist: mist?.map, pole: pole, begins: begins, ends: ends, softness: softness)
  }
}

private struct KeptMap: Codable {
  private let rows: Int
  private let columns: Int
  private let innermost: Double
  private let octavesPerRow: Double
  /// Big-endian numbers of 16 bits.
  private let times: Data

  init(_ map: ArrivalMap) {
    (rows, columns) = (map.rowCount, map.columnCount)
    (innermost, octavesPerRow) = (map.innermost, map.octavesPerRow)
    times = map.times.map(\.bigEndian).withUnsafeBytes { Data($0) }
  }

  var map: ArrivalMap {
    let numbers = times.withUnsafeBytes { bytes in
      (0..<bytes.count / 2).map {
        UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self))
      }
    }
    return ArrivalMap(
      rowCount: rows, columnCount: columns, innermost: innermost, octavesPerRow: octavesPerRow, times: numbers)
  }
}
