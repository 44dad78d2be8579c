import Geometry

/// Rows of a canvas out of a small field of light that is stretched over it.
struct FieldRows {
  private let field: LightField?
  private let columns: [Float]
  private let scale: Float
  private let top: Float
  private let rows: Row
  private var held = -2
  /// Where the upper one of the two rows held begins.
  private var upper = 0

  private final class Row {
    let samples: UnsafeMutablePointer<Float>
    init(_ count: Int) {
      samples = .allocate(capacity: count)
      samples.initialize(repeating: 0, count: count)
    }
    deinit { samples.deallocate() }
  }

  var isEmpty: Bool { field == nil }

  /// - Parameter field: nil is darkness everywhere. Its middle is the canvas's middle, and its height the canvas's height.
  init(_ field: LightField?, _ size: CanvasSize) {
    let (width, height) = (Double(field?.width ?? 1), Double(field?.height ?? 1))
    let scale = height / Double(size.height)
    self.init(field, size, scale: scale, shift: Point(x: width / 2 - scale * Double(size.width) / 2, y: 0))
  }

  /// A canvas point in pixels, times the scale, plus the shift, is where it lies in the field.
  init(_ field: LightField?, _ size: CanvasSize, scale: Double, shift: Point) {
    self.field = field
    self.scale = Float(scale)
    top = Float(shift.y)
    columns = (0..<size.width).map { Float((Double($0) + 0.5) * scale + shift.x) }
    // Two rows of the field in three planes, what lies between both, and room for a vector at the end.
    rows = Row(9 * size.width + 16)
  }

  mutating func move(to y: Int) {
    guard let field else { return }
    let place = min(max(0, (Float(y) + 0.5) * scale + top - 0.5), Float(field.height - 1))
    let first = Int(place)
    let t = place - Float(first)
    let count = 3 * columns.count
    if first != held {
      // The next row down is there already as the lower of the two.
      if first == held + 1 {
        upper = count - upper
      } else {
        field.stretch(row: first, columns: columns, into: rows.samples + upper)
      }
      field.stretch(row: first + 1, columns: columns, into: rows.samples + (count - upper))
      held = first
    }
    let (a, b, sum) = (rows.samples + upper, rows.samples + (count - upper), rows.samples + 2 * count)
    for i in 0..<count { sum[i] = a[i] + (b[i] - a[i]) * t }
  }

  var red: UnsafePointer<Float> { UnsafePointer(rows.samples + 6 * columns.count) }
  var green: UnsafePointer<Float> { UnsafePointer(rows.samples + 7 * columns.count) }
  var blue: UnsafePointer<Float> { UnsafePointer(rows.samples + 8 * columns.count) }
}
