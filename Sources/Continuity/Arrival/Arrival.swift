import Geometry

/// How an inner scene may open in an outer one.
package enum Arrival: Sendable {
  case along(HandOver)
  /// There is nothing to follow; says why.
  case nothing(String)
}
