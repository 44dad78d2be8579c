import Foundation

/// A line that a command writes to stdout: a JSON object whose `type` says what it is.
enum CommandMessage: Equatable {
  case progress(Double)
  case log(String)
  case result(GeneratorReply)
  case error(CommandComplaint)
  /// Of a type that is not known here: a sign of life.
  case other

  /// A line that says it is a message, and is none: why.
  struct Malformed: Error, Equatable {
    let sentence: String
  }

  /// Nil when the line is no JSON object with a `type`. Throws `Malformed` for a result or an error that cannot be understood.
  init?(_ line: [UInt8]) throws(Malformed) {
    let data = Data(line)
    guard String(validating: line, as: UTF8.self) != nil,
      let type = try? JSONDecoder().decode(MessageType.self, from: data).type
    else { return nil }
    switch type {
    case "progress":
      let done = try? JSONDecoder().decode(Progress.self, from: data).done
      self = done.map { .progress(min(max($0, 0), 1)) } ?? .other
    case "log":
      let text = try? JSONDecoder().decode(Log.self, from: data).text
      self = text.map { .log($0) } ?? .other
    case "result": self = .result(try Self.parts(ResultParts.self, of: data).reply())
    case "error": self = .error(try Self.parts(CommandComplaint.self, of: data))
    default: self = .other
    }
  }

  private static func parts<Parts: Decodable>(_ type: Parts.Type, of data: Data) throws(Malformed) -> Parts {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch DecodingError.typeMismatch(_, let place), DecodingError.valueNotFound(_, let place) {
      let path = place.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: " ")
      throw Malformed(sentence: "\(path) is of the wrong type")
    } catch DecodingError.keyNotFound(let key, _) {
      throw Malformed(sentence: "it lacks \(key.stringValue)")
    } catch {
      throw Malformed(sentence: "it is not understood")
    }
  }
}

/// What a command says of its failure.
struct CommandComplaint: Equatable, Decodable {
  var message: String
  var retryable: Bool?
  /// In seconds.
  var retryAfter: Double?
  /// "refused", "unavailable" and "notAllowed" say what kind of failure it is; others are for people.
  var code: PlainText?
}

private struct MessageType: Decodable {
  let type: String
}

private struct Progress: Decodable {
  let done: Double
}

private struct Log: Decodable {
  let text: String
}

private struct ResultParts: Decodable {
  let still: String?
  let clip: String?
  let frames: [String]?
  let firstFrame: String?
  let metadata: [String: PlainText]?

  func reply() throws(CommandMessage.Malformed) -> GeneratorReply {
    let made: [GeneratorReply.Made] = [still.map { .still($0) }, clip.map { .clip($0) }, frames.map { .frames($0) }]
      .compactMap { $0 }
    guard made.count == 1 else {
      throw .init(sentence: "it names \(made.count) of still, clip and frames, expected one of them")
    }
    guard let fidelity = GeneratorReply.Fidelity(rawValue: firstFrame ?? "none") else {
      throw .init(sentence: "firstFrame is \"\(firstFrame ?? "")\", expected exact, close, loose or none")
    }
    var words: [String: String] = [:]
    for (key, value) in (metadata ?? [:]).sorted(by: { $0.key < $1.key }).prefix(100) where !value.text.isEmpty {
      words[String(key.prefix(100))] = String(value.text.prefix(4000))
    }
    return GeneratorReply(made[0], firstFrame: fidelity, metadata: words)
  }
}

/// A string, number or truth value as text; empty for everything else.
struct PlainText: Equatable, Decodable {
  let text: String

  init(_ text: String) { self.text = text }

  init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if let text = try? box.decode(String.self) {
      self.text = text
    } else if let truth = try? box.decode(Bool.self) {
      text = String(truth)
    } else if let whole = try? box.decode(Int.self) {
      text = String(whole)
    } else {
      text = (try? box.decode(Double.self)).map { String($0) } ?? ""
    }
  }
}
