import Foundation

/// A range of values along a length, with round numbers on the way.
struct PlotAxis {
  let range: ClosedRange<Double>
  let length: Double
  /// From one round number to the next: 1, 2 or 5 times a power of ten.
  let step: Double

  /// At most about as many ticks as asked.
  init(_ range: ClosedRange<Double>, length: Double, ticks: Int) {
    self.range = range
    self.length = length
    let rough = (range.upperBound - range.lowerBound) / Double(ticks)
    let power = pow(10, log10(rough).rounded(.down))
    step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
  }

  func place(of value: Double) -> Double {
    (value - range.lowerBound) / (range.upperBound - range.lowerBound) * length
  }

  var ticks: [Double] {
    let first = Int((range.lowerBound / step).rounded(.up))
    let last = Int((range.upperBound / step).rounded(.down))
    return first <= last ? (first...last).map { Double($0) * step } : []
  }
}

/// A coordinate to a hundredth.
func svgNumber(_ x: Double) -> String { plain((x * 100).rounded() / 100) }

/// A number with as many decimals as its steps need.
func svgLabel(_ x: Double, step: Double) -> String {
  fixed(x, max(0, Int((-log10(step)).rounded(.up))))
}

func svgText(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .filter { !($0.unicodeScalars.first!.value < 32) }
}
