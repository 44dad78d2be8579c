import Geometry

/// In files. A link of version 2 may have its alignment's agreement in `measured`.
extension Link: Codable {
  private enum Key: String, CodingKey {
    case portal, octaves, roll, seam, reach, kind, window, aligned, handOver, colour, measured, by
  }

  private struct Measured: Codable {
    var agreement: Double?
    var difference: Double?
    var matched: Double?
    var reason: String?
  }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    portal = try box.decode(Similarity.self, forKey: .portal)
    octaves = try box.decode(Double.self, forKey: .octaves)
    roll = try box.decode(Double.self, forKey: .roll)
    seam = try box.decode(Seam.self, forKey: .seam)
    reach = try box.decodeIfPresent(Double.self, forKey: .reach)
    kind = try box.decode(Kind.self, forKey: .kind)
    window = try box.decode(ClosedRange<Double>.self, forKey: .window)
    handOver = try box.decodeIfPresent(PlannedHandOver.self, forKey: .handOver)
    colour = try box.decodeIfPresent(LinkColour.self, forKey: .colour)
    by = try box.decode(String.self, forKey: .by)
    let found = try box.decodeIfPresent(Measured.self, forKey: .measured)
    measured = found.flatMap { found in
      guard let difference = found.difference, let matched = found.matched else { return nil }
      return JoinMeasure(difference: difference, matched: matched, reason: found.reason)
    }
    aligned =
      try box.decodeIfPresent(LinkAlignment.self, forKey: .aligned)
      ?? found?.agreement.map { LinkAlignment(agreement: $0) }
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(portal, forKey: .portal)
    try box.encode(octaves, forKey: .octaves)
    try box.encode(roll, forKey: .roll)
    try box.encode(seam, forKey: .seam)
    try box.encodeIfPresent(reach, forKey: .reach)
    try box.encode(kind, forKey: .kind)
    try box.encode(window, forKey: .window)
    try box.encodeIfPresent(aligned, forKey: .aligned)
    try box.encodeIfPresent(handOver, forKey: .handOver)
    try box.encodeIfPresent(colour, forKey: .colour)
    try box.encodeIfPresent(measured, forKey: .measured)
    try box.encode(by, forKey: .by)
  }
}
