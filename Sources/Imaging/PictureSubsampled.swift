import Geometry

extension Picture {
  /// This 4:4:4 picture as 4:2:0: chroma is filtered by [1 2 1] / 4 across, about the left luma column where it is sited, and by
  /// [1 1] / 2 down. A 4:2:0 picture is returned as it is.
  package func subsampled(cores: Cores) -> Picture {
    guard format.chroma == .full else { return self }
    let half = PictureFormat(.half, bits: format.bits)
    let chroma = (1...2).map { plane in
      let halved = Plane(half.planeSize(plane, of: size), bits: format.bits, cleared: false)
      let full = planes[plane]
      cores.forEachBand(of: halved.height, height: 32) { rows in
        for y in rows { full.halveRows(2 * y, min(2 * y + 1, full.height - 1), into: halved, row: y) }
      }
      return halved
    }
    return Picture(size, half, planes: [planes[0]] + chroma)
  }
}

extension Plane {
  fileprivate func halveRows(_ y: Int, _ below: Int, into half: Plane, row: Int) {
    let room = (width + 32) & ~15
    Scratch.withFloats(2 * room) { scratch in
      let (a, b) = (scratch + 8, scratch + room + 8)
      RowKernels.read(self, row: y, from: 0, count: width, into: a)
      RowKernels.read(self, row: below, from: 0, count: width, into: b)
      ChromaSiting.halve(a, b, count: width)
      RowKernels.write(a, count: half.width, to: half, row: row, from: 0)
    }
  }
}
