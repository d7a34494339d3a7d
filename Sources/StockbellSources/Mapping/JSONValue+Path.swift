import FoundationEssentials
import StockbellCore

extension JSONValue {
    /// The one value at the end of a path from here; nil where there is none, or null.
    func found(at path: JSONPath) -> JSONValue? {
        var value = self
        for step in path.steps {
            guard let next = value.next(step) else { return nil }
            value = next
        }
        return value.isNull ? nil : value
    }

    /// Every value at the end of a path from here, in the order of the text; nil where there is no list on the way.
    func all(at path: JSONPath) -> [JSONValue]? {
        var values = [self]
        var hasList = false
        for step in path.steps {
            if step == .each {
                let lists = values.compactMap { try? $0.elements }
                hasList = !lists.isEmpty
                values = lists.flatMap(\.self)
                if !hasList { return nil }
            } else {
                values = values.compactMap { $0.next(step) }
            }
        }
        return hasList ? values.filter { !$0.isNull } : nil
    }

    /// Nothing where it is of another shape than the path takes it for.
    private func next(_ step: JSONPath.Step) -> JSONValue? {
        switch step {
        case .member(let name): try? self[name]
        case .index(let index):
            if let elements = try? elements, elements.indices.contains(index) { elements[index] } else { nil }
        case .each: nil
        }
    }
}
