import Geometry

extension TakeFacts {
  /// What stands for facts that cannot be read.
  static let standing = TakeFacts(kind: .still, size: CanvasSize(1, 1), hash: "", times: .still)

  init(_ box: CheckedObject) {
    self.init(
      kind: box.field("kind", "a word", or: .still) { $0.choice() }, size: box.size("size", 1...65536),
      hash: box.word("hash"),
      times: box.field("times", "an object { … }", or: .still) { $0.object(FrameTimes.init) ?? nil })
  }
}

extension FrameTimes {
  /// Nil where frames do not come one after the other.
  fileprivate init?(_ box: CheckedObject) {
    if box["rate"] != nil {
      let (rate, count) = (box.rational("rate"), box.count("count"))
      guard rate.numerator > 0, count > 0 else {
        box.whole.complain("has frame times that are none, expected a positive rate and count")
        return nil
      }
      self.init(rate: rate, count: count)
    } else {
      let (timeBase, last) = (box.rational("timeBase"), box.count("lastTicks"))
      let ticks = box.field("ticks", "a list of whole numbers", or: [0]) { $0.counts() }
      guard timeBase.numerator > 0, ticks.first == 0, zip(ticks, ticks.dropFirst()).allSatisfy(<), last > 0 else {
        box.whole.complain(
          "has frame times that are none, expected a positive time base, and ticks that start at 0 and rise")
        return nil
      }
      self.init(timeBase: timeBase, ticks: ticks, lastTicks: last)
    }
  }
}
