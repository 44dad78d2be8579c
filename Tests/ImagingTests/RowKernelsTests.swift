import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `Row kernels` {
  @Test(arguments: PictureFormat.all)
  func `read and write every sample there and back`(format: PictureFormat) {
    let plane = Picture.random(CanvasSize(261, 3), format).planes[0]
    let copy = Plane(plane.size, bits: plane.bits)
    var row = [Float](repeating: 0, count: 261)
    row.withUnsafeMutableBufferPointer { row in
      for (from, count) in [(0, 261), (1, 7), (5, 256), (260, 1)] {
        RowKernels.read(plane, row: 1, from: from, count: count, into: row.baseAddress!)
        for x in 0..<count { #expect(Int(row[x]) == plane.sample(from + x, 1)) }
        RowKernels.write(row.baseAddress!, count: count, to: copy, row: 1, from: from)
      }
    }
    for x in 0..<261 {
      #expect(copy.sample(x, 1) == plane.sample(x, 1))
      #expect(copy.sample(x, 0) == 0 && copy.sample(x, 2) == 0)
    }
  }

  @Test(arguments: [8, 16]) func `round halves up and stay in range`(bits: Int) {
    let limit = Float(1 << bits - 1)
    var values: [Float] = [
      -1e30, -1, -0.5, -0.1, 0, 0.4999, 0.5, 0.5001, 1.5, 2.5, 3.5, limit - 0.5, limit, limit + 0.4, 1e30,
    ]
    for k in 0..<300 {
      let step = Float(k)
      values += [step * 0.25, limit - step * 0.25, step * 17.37] as [Float]
    }
    let plane = Plane(CanvasSize(values.count, 1), bits: bits)
    RowKernels.write(values, count: values.count, to: plane, row: 0, from: 0)
    for (x, value) in values.enumerated() {
      let nearest = (Double(value) + 0.5).rounded(.down)
      let expected = Int(min(max(nearest, 0), Double(limit)))
      #expect(plane.sample(x, 0) == expected, "\(value)")
    }
  }

  @Test func `write zero for what is no number`() {
    let plane = Plane(CanvasSize(1, 1))
    RowKernels.write([Float.nan], count: 1, to: plane, row: 0, from: 0)
    #expect(plane.sample(0, 0) == 0)
  }

  @Test func `blend by mask and by weight`() {
    let over: [Float] = [10, 20, 30, 40, 50, 60, 70, 80, 90]
    let mask: [Float] = [0, 0.25, 0.5, 0.75, 1, 0, 1, 0.5, 0.5]
    var base = [Float](repeating: 100, count: 9)
    base.withUnsafeMutableBufferPointer { RowKernels.blend(over, into: $0.baseAddress!, mask: mask, count: 9) }
    #expect(base == [100, 80, 65, 55, 50, 100, 70, 90, 95])
    base.withUnsafeMutableBufferPointer { RowKernels.blend(over, into: $0.baseAddress!, weight: 0.5, count: 9) }
    #expect(base == [55, 50, 47.5, 47.5, 50, 80, 70, 85, 92.5])
  }
}
