/// provisional
package struct TakeFacts: Hashable, Codable, Sendable {
  package enum Kind: String, Codable, Sendable { case still, clip }
  package var kind: Kind
  package var size: CanvasSize
  package var hash: String
  package var frameCount: Int
  package var times: FrameTimes
}
package struct FrameTimes: Hashable, Codable, Sendable {
  package var duration: Double
  package func index(at seconds: Double) -> Int { 0 }
}
