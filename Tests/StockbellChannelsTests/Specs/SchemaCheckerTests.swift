import Testing

/// The checker itself: a judge that says yes to everything would be worse than none.
@Suite struct SchemaCheckerTests {
    private let schema: [String: Any] = [
        "type": "object", "required": ["text"],
        "properties": [
            "text": ["type": "string", "minLength": 1, "maxLength": 3], "kind": ["enum": ["a", "b"]], "mark": ["const": "x"],
            "count": ["type": "integer", "minimum": 1, "maximum": 9], "flag": ["type": ["boolean", "null"]],
            "list": ["type": "array", "maxItems": 2, "items": ["$ref": "#/parts/word"]], "named": ["$ref": "Word"],
            "either": ["oneOf": [["type": "null"], ["$ref": "#/parts/word"]]], "all": ["allOf": [["type": "string"], ["pattern": "^[0-9]+$"]]],
        ] as [String: Any],
    ]

    private func mistakes(_ text: String) throws -> [String] {
        let root: [String: Any] = ["parts": ["word": ["type": "string"]], "schemas": ["Word": ["type": "string"]]]
        return try SpecFile(root: root).mistakes(in: Array(text.utf8), by: schema)
    }

    @Test(arguments: [
        #"{"text":"abc"}"#, #"{"text":"é👩‍"}"#, #"{"text":"a","kind":"b","mark":"x","count":9,"flag":true,"list":["x"],"named":"y"}"#,
        #"{"text":"a","flag":null,"either":null}"#, #"{"text":"a","either":"x","all":"12"}"#,
    ])
    func takesWhatFits(_ text: String) throws { #expect(try mistakes(text) == []) }

    @Test(arguments: [
        ("{}", "body: lacks text"), (#"{"text":1}"#, "body.text: is integer, not string"), (#"{"text":"abcd"}"#, "body.text: has 4, more than 3"),
        (#"{"text":""}"#, "body.text: has 0, fewer than 1"), (#"{"text":"a","x":1}"#, "body.x: is unknown"),
        (#"{"text":"a","mark":"y"}"#, "body.mark: is not x"), (#"{"text":"a","count":1.5}"#, "body.count: is number, not integer"),
        (#"{"text":"a","count":true}"#, "body.count: is boolean, not integer"), (#"{"text":"a","count":10}"#, "body.count: is more than 9.0"),
        (#"{"text":"a","flag":1}"#, "body.flag: is integer, not boolean or null"),
        (#"{"text":"a","list":["x",2]}"#, "body.list[1]: is integer, not string"),
        (#"{"text":"a","list":["x","y","z"]}"#, "body.list: has 3, more than 2"), (#"{"text":"a","named":1}"#, "body.named: is integer, not string"),
        (#"{"text":"a","either":1}"#, "body.either: is integer, not null"), (#"{"text":"a","all":"x"}"#, "body.all: does not match ^[0-9]+$"),
        ("[]", "body: is array, not object"),
    ])
    func saysWhatDoesNot(_ text: String, _ mistake: String) throws { #expect(try mistakes(text) == [mistake]) }

    @Test func anEnumIsClosed() throws { #expect(try mistakes(#"{"text":"a","kind":"c"}"#).count == 1) }
}
