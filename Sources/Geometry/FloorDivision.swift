/// The remainder of a division, 0 ..< b.
///
///     floorMod(-1, 5)   // 4
package func floorMod(_ a: Int, _ b: Int) -> Int {
  let r = a % b
  return r < 0 ? r + b : r
}

/// The quotient that goes with `floorMod`.
///
///     floorDiv(-1, 5)   // -1
package func floorDiv(_ a: Int, _ b: Int) -> Int { (a - floorMod(a, b)) / b }
