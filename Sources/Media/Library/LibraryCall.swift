internal import CFFmpeg
import Geometry
import Glibc

/// The code of a library call if it is not an error, which is thrown otherwise.
@discardableResult
func check(_ code: Int32, _ call: String) throws -> Int32 {
  guard code >= 0 else { throw MediaError.fault(call, code) }
  return code
}

/// What a library call made, if it made it.
func made<T>(_ thing: T?, _ call: String) throws -> T {
  guard let thing else { throw MediaError.fault(call, -ENOMEM) }
  return thing
}

/// A C string in a buffer as a String; what is no text in it is carried as in paths.
func text(_ buffer: [CChar]) -> String {
  PathBytes.text(buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)))
}
