import Imaging
import TestSupport
import Testing

@Suite struct `The Lanczos kernel` {
  @Test func `agrees with its formula`() {
    for k in -40_000...40_000 {
      let x = Double(k) / 9_973
      #expect(abs(Lanczos.value(at: x) - Twin.lanczos(x)) < 2e-7)
    }
  }

  @Test func `is exact at whole numbers`() {
    #expect((-4...4).map { Lanczos.value(at: Double($0)) } == [0, 0, 0, 0, 1, 0, 0, 0, 0])
  }
}
