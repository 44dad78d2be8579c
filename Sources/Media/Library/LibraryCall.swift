internal import CFFmpeg
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

/// A C string in a buffer as a String.
func text(_ buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
