/// The way to a value from the top of a text: `["scenes", 2, "octaves"]` is `scenes[2].octaves`.
package struct JSONPath: Equatable, Sendable, ExpressibleByArrayLiteral {
  package enum Step: Equatable, Sendable {
    case key(String)
    case index(Int)
  }

  package var steps: [Step]

  package init(_ steps: [Step] = []) { self.steps = steps }
  package init(arrayLiteral steps: Step...) { self.steps = steps }

  package static func + (path: JSONPath, step: Step) -> JSONPath { JSONPath(path.steps + [step]) }
}

extension JSONPath.Step: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  package init(stringLiteral key: String) { self = .key(key) }
  package init(integerLiteral index: Int) { self = .index(index) }
}

extension JSONPath: CustomStringConvertible {
  package var description: String {
    steps.reduce("") { text, step in
      switch step {
      case .key(let key): text.isEmpty ? key : "\(text).\(key)"
      case .index(let index): "\(text)[\(index)]"
      }
    }
  }
}
