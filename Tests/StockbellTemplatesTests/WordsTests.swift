import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct WordsTests {
    /// The English phrases, marked, as a shop would translate them.
    private var french: String {
        BuiltIn.files["words.en.json", default: ""].replacing("today at {time}", with: "aujourd’hui à {time}").replacing(
            "\"pcs\"", with: "\"pièces\"")
    }

    @Test func aThirdLanguageIsOneFile() throws {
        let routing = Fixture.routing(Fixture.department("achats", locale: "fr-CH"))
        let (book, warnings) = try Fixture.loadWithWarnings(["words.fr.json": french], routing)
        #expect(warnings.isEmpty)
        let message = try book.render(Fixture.order(.outOfStock, locale: "fr-CH", department: "achats"))
        #expect(message.plain.contains("aujourd’hui à 09:14, from 7 pièces"))
    }

    @Test func aLanguageWithoutWordsIsWarnedOfAndReadsEnglish() throws {
        let routing = Fixture.routing(Fixture.department("achats", locale: "fr"))
        let (book, warnings) = try Fixture.loadWithWarnings([:], routing)
        #expect(
            warnings.map(\.description) == ["templates/words.fr.json: there are no phrases for the locale \"fr\" of achats: English ones are used"])
        #expect(try book.render(Fixture.order(.outOfStock, locale: "fr", department: "achats")).plain.contains("today at 09:14"))
    }

    @Test func aFileMayOverrideSomeOfTheBuiltInWords() throws {
        let book = try Fixture.load(["words.de-AT.json": #"{ "unit.other": "Stk." }"#])
        #expect(try book.render(Fixture.order(.lowStock, locale: "de-AT")).subject.hasSuffix("noch 4 Stk."))
        #expect(try book.render(Fixture.order(.lowStock, locale: "de")).subject.hasSuffix("noch 4 Stück"))
    }

    @Test func everyMistakeInAWordsFileIsToldAtOnce() {
        let errors = Fixture.errors(["words.de.json": #"{ "tody": "x", "months": "Januar|Februar", "ago": "vor {spann}", "none": "{x}" }"#])
        #expect(
            errors == [
                "templates/words.de.json: \"ago\" has no parameter {spann}; it has {span}",
                "templates/words.de.json: \"months\" must have 12 parts, divided by |",
                "templates/words.de.json: \"none\" has no parameter {x}; it has none",
                "templates/words.de.json: unknown phrase \"tody\"",
            ])
        #expect(Fixture.errors(["words.de.json": "[1]"]) == ["templates/words.de.json: must be one JSON object whose values are all texts"])
        #expect(
            Fixture.errors(["words.fr.json": #"{ "group": " " }"#]).first?.hasPrefix("templates/words.fr.json: lacks \"decimal\", \"none\"") == true)
        #expect(Fixture.errors(["words.de.json": #"{ "shelf.unknwon": "x" }"#]).first?.hasSuffix("did you mean \"shelf.unknown\"?") == true)
    }

    @Test func bothBuiltInLanguagesHaveEveryPhrase() throws {
        for name in ["words.en.json", "words.de.json"] {
            let words = try Words.read(BuiltIn.files[name, default: ""], locale: "x", over: nil)
            for phrase in Phrase.allCases { #expect(!words(phrase).isEmpty, "\(name) \(phrase.rawValue)") }
        }
    }

    @Test func aValueIsNeverSearchedForParameters() throws {
        let words = try Words.read(BuiltIn.files["words.en.json", default: ""], locale: "en", over: nil)
        #expect(words(.itemSKU, ["name": "{sku}", "sku": "A"]) == "{sku} (A)")
    }
}
