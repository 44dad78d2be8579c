/// What a take's file is, as values: all that a plan needs to know of it without opening it.
package struct TakeFacts: Hashable, Codable, Sendable {
  package enum Kind: String, Hashable, CaseIterable, Codable, Sendable {
    case still, clip
  }

  package let kind: Kind
  /// Size as people see it: upright, with square pixels.
  package let size: CanvasSize
  /// A hash of the file's bytes, in hexadecimal.
  package let hash: String
  /// When each frame comes on screen; a still has one frame.
  package var times: FrameTimes

  package init(kind: Kind, size: CanvasSize, hash: String, times: FrameTimes) {
    self.kind = kind
    self.size = size
    self.hash = hash
    self.times = times
  }

  /// How many frames decode; 1 for a still.
  package var frameCount: Int { times.count }
}
