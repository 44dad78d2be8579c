import Imaging

/// Takes the finished frames of a film in order.
package protocol FrameSink: AnyObject {
  /// What pictures the sink wants.
  var format: PictureFormat { get }
  /// Takes the next frame; it must have the film's size and the sink's format.
  func write(_ picture: Picture) throws
  /// Completes the film and puts it under its name. Nothing can be written afterwards.
  func finish() throws
  /// Gives the film up and removes what was written of it. After `finish()` it does nothing.
  func cancel()
}
