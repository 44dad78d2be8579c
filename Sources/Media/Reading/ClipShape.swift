internal import CFFmpeg
import Geometry

/// How a clip's pictures stand: what its container says, else what its first picture says.
func clipOrientation(_ demuxer: Demuxer, _ first: Frame) -> Orientation {
  if let matrix = everzoomDisplayMatrix(demuxer.stream) { return Orientation(displayMatrix: matrix) }
  guard let side = av_frame_get_side_data(first.pointer, AV_FRAME_DATA_DISPLAYMATRIX), side.pointee.size >= 36
  else { return .upright }
  return UnsafeRawPointer(side.pointee.data!).withMemoryRebound(to: Int32.self, capacity: 9, Orientation.init)
}

/// A constant rate where the times are one to within their own rounding, else the times themselves.
func frameTimes(_ pictures: [Int64], _ packets: PacketList, _ demuxer: Demuxer) -> FrameTimes {
  let base = demuxer.stream.pointee.time_base
  let timeBase = Rational(Int(base.num), max(1, Int(base.den)))
  guard areSound(pictures), timeBase.numerator > 0 else {
    return FrameTimes(rate: averageRate(demuxer), count: pictures.count)
  }
  let ticks = pictures.map { Int($0 - pictures[0]) }
  let steps = zip(ticks.dropFirst(), ticks).map(-)
  let middleStep = steps.isEmpty ? 0 : steps.sorted()[steps.count / 2]
  for rate in [demuxer.stream.pointee.avg_frame_rate, demuxer.stream.pointee.r_frame_rate] {
    guard rate.num > 0, rate.den > 0 else { continue }
    let rate = Rational(Int(rate.num), Int(rate.den))
    if isConstant(ticks, timeBase, rate) { return FrameTimes(rate: rate, count: ticks.count) }
  }
  if middleStep > 0, case let rate = Rational(timeBase.denominator, timeBase.numerator * middleStep),
    isConstant(ticks, timeBase, rate)
  {
    return FrameTimes(rate: rate, count: ticks.count)
  }
  if ticks.count == 1 { return FrameTimes(rate: averageRate(demuxer), count: 1) }
  let last = packets.lastDuration > 0 ? Int(packets.lastDuration) : middleStep
  return FrameTimes(timeBase: timeBase, ticks: ticks, lastTicks: last)
}

/// Whether the times are known, rise, and are no further apart than numbers can say.
private func areSound(_ pictures: [Int64]) -> Bool {
  let limit: Int64 = 1 << 50
  return pictures.allSatisfy { -limit < $0 && $0 < limit } && zip(pictures, pictures.dropFirst()).allSatisfy(<)
}

/// Whether frame i starts at i / rate, to within a tick and a quarter of a frame.
private func isConstant(_ ticks: [Int], _ timeBase: Rational, _ rate: Rational) -> Bool {
  let ticksPerFrame = 1 / (rate.value * timeBase.value)
  let slack = min(1.000001, ticksPerFrame / 4)
  return ticks.count > 1
    && ticks.indices.allSatisfy { abs(Double(ticks[$0]) - Double($0) * ticksPerFrame) <= slack }
}

private func averageRate(_ demuxer: Demuxer) -> Rational {
  let rates = [demuxer.stream.pointee.avg_frame_rate, demuxer.stream.pointee.r_frame_rate]
  let rate = rates.first { $0.num > 0 && $0.den > 0 }
  return rate.map { Rational(Int($0.num), Int($0.den)) } ?? Rational(25)
}
