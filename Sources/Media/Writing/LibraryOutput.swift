/// Where FFmpeg writes by itself, as a muxer does that has to go back in what it has written.
protocol LibraryOutput {
  /// For people.
  var name: String { get }
  /// For FFmpeg: a protocol and what it opens, such as file:film.mp4.part.
  var address: String { get }
  /// FFmpeg has closed it: these bytes follow what it wrote, and then it is complete.
  func finish(adding appendix: [UInt8]) throws
  /// FFmpeg has closed it, and it is given up.
  func remove()
}
