import StockbellCore
import Testing

@Suite struct DomainNameTests {
    /// Half of them are RFC 3492 section 7.1's, in lower case.
    @Test(arguments: [
        ("example.com", "example.com"), ("Example.COM", "Example.COM"), ("", ""),
        ("bücher.example", "xn--bcher-kva.example"), ("BÜCHER.Example", "xn--bcher-kva.example"),
        // The same with the accent as a character of its own.
        ("bu\u{308}cher.example", "xn--bcher-kva.example"), ("café.fr", "xn--caf-dma.fr"), ("cafe\u{301}.fr", "xn--caf-dma.fr"),
        ("straße.de", "xn--strae-oqa.de"), ("faß.example", "xn--fa-hia.example"), ("ελλάδα.gr", "xn--hxakic4aa.gr"),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"), ("例え。テスト", "xn--r8jz45g.xn--zckzah"), ("中国.icom.museum", "xn--fiqs8s.icom.museum"),
        ("việtnam.example", "xn--vitnam-jk8b.example"),
        ("他们为什么不说中文.example", "xn--ihqwcrb4cv8a8dqg056pqjye.example"),
        ("למההםפשוטלאמדבריםעברית.example", "xn--4dbcagdahymbxekheh6e0a7fei0b.example"),
        ("pročprostěnemluvíčesky.example", "xn--proprostnemluvesky-uyb24dma41a.example"),
        ("3年b組金八先生.example", "xn--3b-ww4c5e180e575a65lsy2b.example"),
        ("ليهمابتكلموشعربي؟x", nil), ("bü cher.example", nil), ("bücher!.example", nil), ("\u{301}bü.example", nil), ("ａｂｃ.example", nil),
        ("bü\u{200B}cher.example", nil), ("👩‍👩‍👧‍👦.example", nil), ("bü\0.example", nil), ("bü\r\n.example", nil),
    ])
    func isWrittenInASCII(_ name: String, _ ascii: String?) {
        #expect(DomainName.ascii(name) == ascii)
    }

    @Test func aLabelThatIsTooLongIsNone() {
        #expect(DomainName.ascii(String(repeating: "ü", count: 56)) != nil)
        #expect(DomainName.ascii(String(repeating: "ü", count: 64)) == nil)
        #expect(DomainName.ascii(String(repeating: "ü", count: 10_000)) == nil)
    }
}
