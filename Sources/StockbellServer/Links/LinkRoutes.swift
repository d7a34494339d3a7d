import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import StockbellCore

/// `/ack`, `/snooze`, `/explain` and `/i`: GET shows a page, and only POST, which its buttons send, does anything.
///
/// Mail scanners and the previews of chats follow links. The token is the authority: there is no login, and so nothing for a foreign page to abuse.
struct LinkRoutes {
    let desk: LinkDesk
    let now: @Sendable () -> Date
    let logger: Logger

    private static let cookie = "stockbell-name"
    /// How long a browser remembers a name: a year.
    private static let remembered = 365 * 86_400
    private static let snooze = Duration.seconds(4 * 3600)

    var routes: [Route] {
        Set(LinkToken.Action.allCases.map(\.path)).sorted().flatMap { path in
            let shown = Route(path: .under("/" + path), method: .get) { request, text in await answer(request, text, path, acts: false) }
            let done = Route(path: .under("/" + path), method: .post) { request, text in await answer(request, text, path, acts: true) }
            return path == LinkToken.Action.explain.path ? [shown] : [shown, done]
        }
    }

    private func answer(_ request: Request, _ text: String, _ path: String, acts: Bool) async -> Response {
        do {
            switch try await desk.find(text, path: path, now: now()) {
            case .forged:
                return Self.page(
                    LinkPage.message(
                        "en", "This link leads nowhere", "It is cut short, or Stockbell did not make it. · Dieser Link ist unvollständig oder falsch."
                    ),
                    .notFound)
            case .expired:
                return Self.page(
                    LinkPage.message(
                        "en", "This link is too old", "Please use a later message. · Dieser Link ist zu alt, bitte eine spätere Nachricht nehmen."),
                    .gone)
            case .found(let matter):
                return try await acts ? act(request, matter) : Self.page(page(matter, Self.name(in: request)).html, .ok)
            }
        } catch {
            logger.error("a page of a link could not be made", metadata: ["error": "\(error)"])
            return Self.trouble
        }
    }

    private static var trouble: Response {
        page(
            LinkPage.message(
                "en", "Not now, please",
                "Stockbell cannot do this at the moment; please try again. · Im Moment geht das nicht, bitte noch einmal versuchen."),
            .serviceUnavailable)
    }

    private func page(_ matter: LinkedMatter, _ name: String?, done: LinkForm.Button? = nil) -> LinkPage {
        let words = LinkWords(locale: matter.department.locale, zone: matter.department.timeZone, zones: desk.zones)
        return LinkPage(matter: matter, words: words, name: name, done: done, now: now())
    }

    private func act(_ request: Request, _ matter: LinkedMatter) async throws -> Response {
        var request = request
        let body: ByteBuffer
        do {
            body = try await request.collectBody(upTo: LinkForm.maximumBytes)
        } catch is NIOTooManyBytesError {
            return Response(status: .contentTooLarge)
        }
        let form = LinkForm(body.readableBytesView)
        let shown = form.name ?? Self.name(in: request)
        guard let button = form.button, let order = matter.order(Self.act(button, form.name ?? matter.department.name), by: form.name) else {
            return Self.page(page(matter, shown).html, .badRequest)
        }
        guard matter.incident?.isOpen == true else { return Self.page(page(matter, shown).html, .conflict) }
        guard await desk.order(order) else { return Self.trouble }
        let after = try await desk.again(matter)
        guard after.incident?.isOpen == true else { return Self.page(page(after, shown).html, .conflict) }
        // It was taken, but could not be written.
        guard Self.isDone(order.act, after.care, by: now()) else { return Self.trouble }
        var response = Self.page(page(after, form.remembers ? shown : nil, done: button).html, .ok)
        if button == .own { response.headers[.setCookie] = Self.cookie(form.remembers ? form.name : nil) }
        return response
    }

    private static func act(_ button: LinkForm.Button, _ name: String) -> CareOrder.Act {
        switch button {
        case .own: .own(name)
        case .snooze: .snooze(snooze)
        case .restock: .snoozeUntilRestock
        case .wake: .wake
        }
    }

    private static func isDone(_ act: CareOrder.Act, _ care: Care?, by now: Date) -> Bool {
        switch act {
        case .own: care?.owner != nil
        case .snooze, .snoozeUntil, .snoozeUntilRestock: care?.snooze?.holds(at: now) ?? false
        case .wake: care?.snooze == nil
        }
    }

    // MARK: - What a browser gets

    private static func page(_ html: String, _ status: HTTPResponse.Status) -> Response {
        var response = Response.content(Array(html.utf8), type: "text/html; charset=utf-8", status: status)
        for field in SecurityHeaders.fields(for: .form) { response.headers.append(field) }
        return response
    }

    private static func name(in request: Request) -> String? {
        for cookies in request.headers[values: .cookie] {
            for pair in cookies.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == Self.cookie else { continue }
                return CareOrder.name(LinkForm.text(parts[1].utf8))
            }
        }
        return nil
    }

    /// nil: the browser forgets it.
    private static func cookie(_ name: String?) -> String {
        "\(cookie)=\(name.map(LinkForm.encoded) ?? ""); Path=/; Max-Age=\(name == nil ? 0 : remembered); HttpOnly; SameSite=Lax"
    }
}
