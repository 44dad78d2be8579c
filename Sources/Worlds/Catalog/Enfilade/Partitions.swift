import Geometry

/// Where the walls between the rooms stand, in octaves from the world's first picture.
///
/// They are evenly spaced, but for the few in front of an opening, which make way so that the last of them stands exactly where the next
/// scene is to be seen through its door.
struct Partitions {
  let spacing: Double
  /// The number of the wall with the opening in it, and how far that wall and those before it are moved.
  private let last: Int
  private let shift: Double

  init(spacing: Double) { self.init(spacing: spacing, last: .max, shift: 0) }

  private init(spacing: Double, last: Int, shift: Double) {
    self.spacing = spacing
    self.last = last
    self.shift = shift
  }

  /// The same with an opening in the wall whose front stands at `place`.
  func opening(at place: Double) -> Partitions {
    let last = (place / spacing).rounded()
    return Partitions(spacing: spacing, last: Int(last), shift: place - last * spacing)
  }

  /// The place of the front of a wall.
  func place(_ number: Int) -> Double {
    Double(number) * spacing + shift * max(0, 1 - abs(Double(last) - Double(number)) / 3)
  }

  /// The first wall that stands at or beyond a place.
  func first(beyond place: Double) -> Int {
    var number = Int((place / spacing).rounded(.down)) - 1
    while self.place(number) < place { number += 1 }
    return number
  }

  /// Where the wall with the opening in it stands; nowhere near if there is none.
  var lastPlace: Double { Double(last) * spacing + shift }

  /// Whether a wall would stand in the next scene.
  func isBeyond(_ number: Int) -> Bool { number > last }

  /// Whether the next scene is behind this wall.
  func isLast(_ number: Int) -> Bool { number == last }
}
