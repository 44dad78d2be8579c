import Imaging
import TestSupport
import Testing

@Suite struct `The transfer curve` {
  @Test func `agrees with its formula`() {
    for k in -14_000...14_000 {
      let light = Double(k) / 10_000
      #expect(abs(Double(TransferCurve.encoded(Float(light))) - Twin.encoded(light)) < 1e-6)
      #expect(abs(TransferCurve.light(light) - Twin.light(light)) < 1e-12)
    }
  }

  @Test func `rises all along`() {
    var last = TransferCurve.encoded(0)
    for k in 1...20_000 {
      let next = TransferCurve.encoded(Float(k) / 20_000)
      #expect(next > last)
      last = next
    }
  }
}
