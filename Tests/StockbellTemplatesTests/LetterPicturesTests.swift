import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct LetterPicturesTests {
    private static func load(_ layout: String, _ pictures: [String: [UInt8]], path: String = "layout.html") throws -> LetterBook {
        try LetterBook.load(
            folder: "templates", files: [path: layout], pictures: LetterPictures(pictures), routing: Fixture.routing(Fixture.department()),
            channels: Fixture.channels, surroundings: Fixture.surroundings
        ).book
    }

    private static func errors(_ layout: String, _ pictures: [String: [UInt8]]) -> [String] {
        do {
            _ = try load(layout, pictures)
            return []
        } catch {
            return (error as? LetterProblems)?.errors.map(\.description) ?? ["\(error)"]
        }
    }

    @Test func aLayoutsPictureGoesWithTheMail() throws {
        let layout = "<html>\n<img src=\"cid:logo\" alt=\"\"><img src='cid:logo'>{{content}}</html>"
        let book = try Self.load(layout, ["logo.PNG": [1, 2, 3], "other.gif": [4]])
        let mail = try book.render(Fixture.order(.outOfStock))
        #expect(mail.pictures == [Message.Picture(name: "logo", type: "image/png", bytes: [1, 2, 3])])
        #expect(mail.html?.contains("cid:logo") == true)
        #expect(try book.render(Fixture.order(.outOfStock, channel: Fixture.chat)).pictures == [])
        #expect(try Fixture.load().render(Fixture.order(.outOfStock)).pictures == [])
    }

    @Test func aDepartmentsOwnPictureIsTakenBefore() throws {
        let book = try Self.load("<img src=\"cid:logo\">{{content}}", ["logo.png": [1], "purchasing/logo.jpg": [2]])
        #expect(try book.render(Fixture.order(.outOfStock)).pictures == [Message.Picture(name: "logo", type: "image/jpeg", bytes: [2])])
    }

    @Test func whatIsMissingOrTooLargeIsAnErrorWithItsLine() {
        #expect(
            Self.errors("<p>\n<img src=\"cid:logo\">{{content}}", ["logo.svg": [1]]) == [
                "templates/layout.html:2: \"cid:logo\" shows nothing: there is no logo.png, .jpg or .gif in the folder"
            ])
        #expect(
            Self.errors("<img src=\"cid:logo\">{{content}}", ["logo.png": [UInt8](repeating: 0, count: 200_001)]) == [
                "templates/layout.html:1: logo.png is larger than 200 KB, and every mail would carry it"
            ])
    }
}
