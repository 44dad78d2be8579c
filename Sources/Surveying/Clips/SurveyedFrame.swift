import Continuity
import Imaging

/// What is kept of a frame until its neighbours are measured.
struct SurveyedFrame: Sendable {
  let grey: GreyImage
  let frame: MotionFrame
  let look: PictureLook

  static let mostWidth = 640

  init(_ picture: Picture) {
    grey = GreyImage(picture, mostWidth: Self.mostWidth)
    frame = MotionFrame(grey)
    look = PictureLook(picture)
  }
}
