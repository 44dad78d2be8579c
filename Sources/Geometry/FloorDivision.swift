/// The remainder of a division by a positive number, 0 ..< b.
///
///     floorMod(-1, 3)   // 2
package func floorMod(_ a: Int, _ b: Int) -> Int {
  let r = a % b
  return r < 0 ? r + b : r
}

/// The quotient that goes with `floorMod`.
///
///     floorDiv(-1, 3)   // -1
package func floorDiv(_ a: Int, _ b: Int) -> Int { (a - floorMod(a, b)) / b }
