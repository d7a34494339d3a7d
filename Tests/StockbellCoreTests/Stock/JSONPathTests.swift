import StockbellCore
import Testing

@Suite struct JSONPathTests {
    @Test(
        arguments: [
            ("$", .body, []), ("@", .event, []), ("$.variant.sku", .body, [.member("variant"), .member("sku")]),
            ("@['a b'][\"c\"][0]", .event, [.member("a b"), .member("c"), .index(0)]), ("$.items[*]", .body, [.member("items"), .each]),
            ("$[*].lines[*]", .body, [.each, .member("lines"), .each]), ("$.article-no.größe_2", .body, [.member("article-no"), .member("größe_2")]),
            (#"$['it\'s']['\\']"#, .body, [.member("it's"), .member("\\")]), ("$['']", .body, [.member("")]),
        ] as [(String, JSONPath.Root, [JSONPath.Step])])
    func aPathIsItsSteps(text: String, root: JSONPath.Root, steps: [JSONPath.Step]) throws {
        let path = try JSONPath(text)
        #expect(path.root == root && path.steps == steps && path.text == text)
        #expect(path.isPlural == text.contains("*"))
    }

    @Test(
        arguments: [
            ("", "begins with neither"), ("stock", "begins with neither"), (".stock", "begins with neither"), ("$stock", "has \"s\" where"),
            ("$..stock", "every step must be named"), ("$.", "no name behind"), ("$.a b", "has \" \" where"), ("$.*", "write [*]"),
            ("$[", "neither a position"), ("$[]", "neither a position"), ("$[-1]", "neither a position"), ("$[1", "without its \"]\""),
            ("$[1,2]", "without its \"]\""), ("$[?@.a]", "neither a position"), ("$[9999999]", "neither a position"),
            ("$['a", "without its other one"),
            (#"$['\n']"#, "has a \"\\\""), ("$[*", "without its \"]\""), ("$" + String(repeating: ".a", count: 33), "deeper than 32"),
        ])
    func whatIsNoPathIsSaidWhy(text: String, reason: String) {
        let mistake = #expect(throws: JSONPath.Mistake.self) { try JSONPath(text) }
        #expect(mistake?.reason.contains(reason) == true, "\(mistake?.reason ?? "")")
    }
}
