/// One value of a JSON document, with the way to it.
struct JSONValue {
    let document: JSONDocument
    let index: Int

    var node: JSONNode { document.nodes[index] }
    var isNull: Bool { node.kind == .null }

    /// The member of an object; nil where it is absent or null.
    ///
    /// - Throws: Unreadable where this is no object.
    subscript(key: String) -> JSONValue? {
        get throws(Unreadable) {
            let member = try member(key)
            return member?.isNull == true ? nil : member
        }
    }

    /// The first of several members that is there and no null; nil where none is.
    subscript(keys: String...) -> JSONValue? {
        get throws(Unreadable) {
            for key in keys {
                if let member = try self[key] { return member }
            }
            return nil
        }
    }

    /// The member of an object, a null too, by which some platforms say something; nil where it is absent.
    ///
    /// - Throws: Unreadable where this is no object.
    func member(_ key: String) throws(Unreadable) -> JSONValue? {
        guard node.kind == .object else { throw hasWrongShape }
        var child = index + 1
        while child < node.next {
            if document.isKey(document.nodes[child], key) { return JSONValue(document: document, index: child + 1) }
            child = document.nodes[child + 1].next
        }
        return nil
    }

    /// What an array holds, nulls included.
    ///
    /// - Throws: Unreadable where this is no array.
    var elements: [JSONValue] {
        get throws(Unreadable) {
            guard node.kind == .array else { throw hasWrongShape }
            var elements: [JSONValue] = []
            var child = index + 1
            while child < node.next {
                elements.append(JSONValue(document: document, index: child))
                child = document.nodes[child].next
            }
            return elements
        }
    }

    /// The way to it as people write it: `data.object.products[0].productId`; "the body" for the whole.
    var name: String {
        let nodes = document.nodes
        var name = ""
        var container = 0
        while container != index {
            var child = container + 1
            if nodes[container].kind == .object {
                while nodes[child + 1].next <= index { child = nodes[child + 1].next }
                name += (name.isEmpty ? "" : ".") + String(decoding: document.utf8(nodes[child]), as: UTF8.self)
                container = child + 1
            } else {
                var position = 0
                while nodes[child].next <= index {
                    child = nodes[child].next
                    position += 1
                }
                name += "[\(position)]"
                container = child
            }
        }
        return name.isEmpty ? "the body" : name
    }

    private var hasWrongShape: Unreadable { Unreadable("\(name) has the wrong shape") }
}
