import Geometry

extension TakeName {
  /// A file that is really called so is itself.
  init(_ name: String) { self.init(name, isFile: PathBytes.exists) }

  static func name(_ file: String, part: Int) -> String { "\(file)#\(part)" }
}
