/// The median of positive numbers to one part in sixteen, from a histogram of their leading bits.
enum RoughMedian {
  static func of(_ values: UnsafeBufferPointer<Float>) -> Float {
    // Sign, eight bits of exponent and four of the fraction: a positive number's bits rise with it.
    let shift: UInt32 = 19
    var counts = [Int32](repeating: 0, count: 1 << 12)
    counts.withUnsafeMutableBufferPointer { counts in
      for value in values { counts[Int(value.bitPattern >> shift) & 0xFFF] &+= 1 }
    }
    var left = values.count / 2
    for (bin, count) in counts.enumerated() {
      left -= Int(count)
      if left < 0 { return Float(bitPattern: UInt32(bin) << shift + UInt32(1) << (shift - 1)) }
    }
    return 0
  }
}
