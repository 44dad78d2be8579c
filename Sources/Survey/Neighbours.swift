import Geometry
import Imaging
import Planning

/// Takes that follow one another: how one picture lies in the other, and where one can open in the other.
struct Neighbours {
  private let storyboard: Storyboard
  private let cores: Cores

  init(_ storyboard: Storyboard, _ cores: Cores) {
    self.storyboard = storyboard
    self.cores = cores
  }

  func measure(_ survey: inout Survey) throws {}
}
