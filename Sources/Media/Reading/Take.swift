import Geometry

/// A take's file.
package enum Take {
  /// What the file is. Stills are judged by their header; clips by their packets, and decoded as far as these leave doubts.
  package static func facts(of path: String) throws -> TakeFacts {
    LastLogLine.listen()
    if NumberedPictures(path) == nil, let header = try StillHeader.read(InputFile(path)) {
      return TakeFacts(
        kind: .still, size: header.orientation.upright(header.size), hash: try hash(ofFile: path), times: .still)
    }
    let index = try ClipIndex.read(path)
    return TakeFacts(
      kind: index.count == 1 ? .still : .clip, size: index.size, hash: try hash(ofFile: path), times: index.times)
  }
}
