import Curl
import FoundationEssentials
import Synchronization
import Testing

@Suite("Mail on threads", .timeLimit(.minutes(1)))
struct MailThreadsTests {
    private let mail = MailThreads(count: 1)

    @Test func mailIsDeliveredAndItsDialogueTold() async {
        let server = SMTPServer { $0.extensions = ["SIZE 1000000", "8BITMIME"] }
        let response = await mail.perform(server.mail("Subject: x\r\n\r\n.dot\r\n..\r\nend\r\n"))
        #expect(response.code == 0 && response.status == 250 && response.error.isEmpty && !response.reusedConnection)
        #expect(response.replies.map(\.command) == ["", "EHLO", "MAIL", "RCPT", "DATA", "."])
        #expect(response.replies.map(\.code) == [220, 250, 250, 250, 354, 250])
        #expect(response.replies[1].lines == ["250-test", "250-SIZE 1000000", "250 8BITMIME"])
        #expect(response.replies.last?.text == "2.0.0 queued as 4711")
        // Without SIZE: it would let libcurl end the mail too early.
        #expect(server.commands == ["EHLO shop.example.com", "MAIL FROM:<a@example.com>", "RCPT TO:<b@example.com>", "DATA"])
        #expect(server.messages == [Array("Subject: x\r\n\r\n.dot\r\n..\r\nend\r\n".utf8)])
    }

    @Test(arguments: 1...8)
    func dotsStayWhatTheyWereOverAllBoundaries(seed: UInt64) async {
        var random = SeededGenerator(state: seed)
        var message = ""
        while message.utf8.count < 150_000 {
            message += String(repeating: ".", count: Int.random(in: 0...3, using: &random))
            message += String(repeating: "x", count: [0, 0, 1, 2, 70].randomElement(using: &random) ?? 0) + "\r\n"
        }
        let server = SMTPServer()
        let response = await mail.perform(server.mail(message))
        #expect(response.code == 0)
        #expect(server.messages == [Array(message.utf8)])
    }

    @Test func nullSenderIsAllowed() async {
        let server = SMTPServer()
        let response = await mail.perform(server.mail { $0.payload = .mail(from: "", recipient: "b@example.com", message: []) })
        #expect(response.code == 0 && server.commands.contains("MAIL FROM:<>"))
    }

    @Test func connectionAndLogInAreKept() async {
        let server = SMTPServer { $0.extensions = ["AUTH PLAIN LOGIN"] }
        let request = server.mail {
            $0.username = "me"
            $0.password = "pass word"
            $0.loginOptions = "AUTH=PLAIN"
        }
        let responses = [await mail.perform(request), await mail.perform(request)]
        #expect(responses.map(\.code) == [0, 0] && responses.map(\.wasAuthenticated) == [true, true])
        #expect(responses.map(\.reusedConnection) == [false, true] && server.connectionCount == 1)
        #expect(responses[1].replies.map(\.command) == ["MAIL", "RCPT", "DATA", "."])
        #expect(server.commands.filter { $0.hasPrefix("AUTH") } == ["AUTH PLAIN AG1lAHBhc3Mgd29yZA=="])
    }

    @Test(arguments: [
        ("XOAUTH2", "user=me@example.com\u{1}auth=Bearer t0ken\u{1}\u{1}"),
        ("OAUTHBEARER", "n,a=me@example.com,\u{1}host=127.0.0.1\u{1}port=PORT\u{1}auth=Bearer t0ken\u{1}\u{1}"),
    ])
    func tokenLogsIn(mechanism: String, words: String) async {
        let server = SMTPServer { $0.extensions = ["AUTH PLAIN LOGIN XOAUTH2 OAUTHBEARER"] }
        let request = server.bearer(mechanism)
        let response = await mail.perform(request)
        #expect(response.code == 0 && response.wasAuthenticated)
        let port = request.url.split(separator: ":").last?.prefix { $0 != "/" } ?? ""
        let sent = Data(words.replacing("PORT", with: port).utf8).base64EncodedString()
        #expect(server.commands[1] == "AUTH \(mechanism) \(sent)")
    }

    /// As Dovecot refuses them: XOAUTH2 by a challenge alone, the other one by a reply to the line that follows it.
    @Test(arguments: [("XOAUTH2", 334), ("OAUTHBEARER", 535)])
    func expiredTokenIsALogInThatIsRefused(mechanism: String, status: Int) async {
        let server = SMTPServer {
            $0.extensions = ["AUTH XOAUTH2 OAUTHBEARER"]
            $0.reactions["AUTH"] = .say("334 eyJzdGF0dXMiOiI0MDEifQ==")
            $0.reactions["line"] = .say("535 5.7.8 no")
        }
        let response = await mail.perform(server.bearer(mechanism))
        #expect(response.code == 67 && response.status == status && !response.wasAuthenticated && server.messages.isEmpty)
    }

    @Test func mechanismIsPinned() async {
        let server = SMTPServer {
            $0.extensions = ["AUTH PLAIN LOGIN CRAM-MD5"]
            $0.reactions["AUTH"] = .say("334 VXNlcm5hbWU6")
        }
        let response = await mail.perform(
            server.mail {
                $0.username = "me"
                $0.password = "geheim"
                $0.loginOptions = "AUTH=LOGIN"
            })
        #expect(response.code == 0 && response.wasAuthenticated && server.commands[1].hasPrefix("AUTH LOGIN"))
        #expect(response.replies.map(\.command).prefix(4) == ["", "EHLO", "AUTH", "AUTH"] && response.replies[2].lines == ["334"])
    }

    @Test(arguments: [("535 5.7.8 no", 535), ("454 4.7.0 later", 454)])
    func refusedLogInIsToldByItsStatus(reply: String, status: Int) async {
        let server = SMTPServer {
            $0.extensions = ["AUTH PLAIN"]
            $0.reactions["AUTH"] = .say(reply)
        }
        let response = await mail.perform(server.authenticated())
        #expect(response.code == 67 && response.status == status && !response.wasAuthenticated)
        #expect(response.replies.last == SMTPReply(command: "AUTH", lines: [reply]))
    }

    @Test func serverWithoutLogInGetsNoMail() async {
        let server = SMTPServer()
        for change: (inout CurlRequest) -> Void in [{ $0.username = "me" }, { $0.url.replace("127.0.0.1", with: "me:pw@127.0.0.1") }] {
            let response = await mail.perform(server.mail("Subject: t\r\n", change))
            #expect(response.code == 67 && response.status == 250 && !response.wasAuthenticated && response.error.contains("log-in"))
        }
        #expect(server.messages.isEmpty && !server.commands.contains { $0.hasPrefix("MAIL") })
    }

    @Test func serverThatRepeatsThePasswordIsNotQuoted() async {
        let server = SMTPServer {
            $0.extensions = ["AUTH PLAIN"]
            $0.reactions["AUTH"] = .say("535-no, not geheim\r\n535 nor AG1lAGdlaGVpbQ==")
        }
        let response = await mail.perform(server.authenticated())
        #expect(response.replies.last?.lines == ["535-no, not [removed]", "535 nor [removed]"])
    }

    @Test(arguments: [(SMTPServer.Reaction.say("454 4.7.0 later"), ["STARTTLS"], 454), (.say("220 unused"), [], 250)])
    func withoutSTARTTLSNothingIsSaid(reaction: SMTPServer.Reaction, extensions: [String], status: Int) async {
        let server = SMTPServer {
            $0.extensions = extensions
            $0.reactions["STARTTLS"] = reaction
        }
        let response = await mail.perform(server.mail { $0.tls = .required })
        #expect(response.code == 64 && response.status == status && !server.commands.contains { $0.hasPrefix("MAIL") })
    }

    @Test(arguments: [
        ("EHLO", "421 4.3.2 busy", 421), ("MAIL", "452 4.3.1 full", 452), ("MAIL", "530 5.7.0 first", 530), ("MAIL", "421 4.7.0 slower", 421),
        ("RCPT", "550 5.1.1 who?", 550), ("RCPT", "450 4.2.0 grey", 450), ("DATA", "554 5.5.1 no", 554),
    ])
    func refusalIsToldWithItsReply(verb: String, reply: String, status: Int) async {
        let server = SMTPServer { $0.reactions[verb] = .say(reply) }
        // Without TLS to ask for, libcurl would try HELO next.
        let response = await mail.perform(server.mail { $0.tls = verb == "EHLO" ? .required : .asURLSays })
        #expect(response.code != 0 && response.status == status && server.messages.isEmpty)
        // Not the reply to the farewell.
        #expect(response.replies.last == SMTPReply(command: verb, lines: [reply]))
        #expect(server.connectionCount == 1)
    }

    @Test(arguments: [("421 4.3.2 busy", 421), ("554 5.3.2 no", 554)])
    func unfriendlyGreetingIsTold(reply: String, status: Int) async {
        let server = SMTPServer { $0.greeting = .sayAndHangUp(reply) }
        let response = await mail.perform(server.mail())
        #expect(response.code == 8 && response.status == status && response.replies.map(\.code) == [status])
        #expect(server.connectionCount == 1)
    }

    /// Not every server has done then with the sender and recipient that it was told.
    @Test(arguments: [("451 4.3.0 later", 451), ("554 5.7.1 spam", 554)])
    func refusalOfTheMessageIsToldAndItsConnectionNotUsedAgain(reply: String, status: Int) async {
        let server = SMTPServer { $0.reactions["."] = .say(reply) }
        let responses = [await mail.perform(server.mail()), await mail.perform(server.mail())]
        for response in responses {
            #expect(response.code == 8 && response.status == status && !response.error.isEmpty)
            #expect(response.replies.last == SMTPReply(command: ".", lines: [reply]))
        }
        #expect(server.connectionCount == 2 && responses.map(\.reusedConnection) == [false, false])
    }

    @Test func silenceAfterTheDotIs354() async {
        let server = SMTPServer { $0.reactions["."] = .hangUp }
        let response = await mail.perform(server.mail())
        #expect(response.code == 56 && response.status == 354 && server.connectionCount == 1)
        let slow = SMTPServer { $0.reactions["."] = .hang }
        let late = await mail.perform(slow.mail { $0.timeout = .milliseconds(300) })
        #expect(late.code == 28 && late.status == 354)
    }

    @Test func silenceBeforeTheMessageIsNot354() async {
        let server = SMTPServer { $0.reactions["DATA"] = .hangUp }
        let response = await mail.perform(server.mail())
        #expect(response.code == 56 && response.status == 250)
    }

    @Test(arguments: ["421 4.4.2 timeout\r\n", ""])
    func connectionThatWentStaleCostsNothing(lastWords: String) async {
        let server = SMTPServer()
        let first = await mail.perform(server.mail())
        server.hangUp(saying: lastWords)
        let second = await mail.perform(server.mail())
        #expect(first.code == 0 && second.code == 0 && second.status == 250 && !second.reusedConnection)
        #expect(server.connectionCount == 2 && server.messages.count == 2)
    }

    @Test func refusalOnAKeptConnectionIsNotTriedAgain() async {
        let server = SMTPServer { $0.laterReactions["MAIL"] = .say("550 5.7.1 enough") }
        _ = await mail.perform(server.mail())
        let response = await mail.perform(server.mail())
        #expect(response.code == 55 && response.status == 550 && response.reusedConnection && server.connectionCount == 1)
    }

    @Test(arguments: [("MAIL", SMTPServer.Reaction.say("421 4.4.2 too late")), ("MAIL", .hangUp), ("RCPT", .hangUp), ("DATA", .hangUp)])
    func keptConnectionThatFailsBeforeTheMessageIsReplaced(verb: String, reaction: SMTPServer.Reaction) async {
        let server = SMTPServer { $0.laterReactions[verb] = reaction }
        _ = await mail.perform(server.mail())
        let response = await mail.perform(server.mail())
        #expect(response.code == 0 && !response.reusedConnection && server.connectionCount == 2 && server.messages.count == 2)
    }

    @Test func keptConnectionThatFailsAfterTheMessageIsNotReplaced() async {
        let server = SMTPServer { $0.laterReactions["."] = .hangUp }
        _ = await mail.perform(server.mail())
        let response = await mail.perform(server.mail())
        #expect(response.code == 56 && response.status == 354 && response.reusedConnection && server.connectionCount == 1)
    }

    @Test func staleIsOnlyWhatCannotHaveBeenTaken() {
        var response = CurlResponse(code: 56, reusedConnection: true)
        #expect(response.isOfStaleConnection)
        response.status = 550
        #expect(!response.isOfStaleConnection)
        response.status = 354
        response.replies = [SMTPReply(command: "DATA", lines: ["354 go on"])]
        #expect(!response.isOfStaleConnection)
        response = CurlResponse(code: 55, status: 421, replies: [SMTPReply(command: "MAIL", lines: ["421 bye"])], reusedConnection: true)
        #expect(response.isOfStaleConnection)
        response.reusedConnection = false
        #expect(!response.isOfStaleConnection)
    }

    @Test func idleConnectionIsClosedWithAFarewell() async {
        let server = SMTPServer { $0.reactions["QUIT"] = .hang }
        let threads = MailThreads(count: 1, idleSeconds: 1)
        #expect(await threads.perform(server.mail()).code == 0)
        await server.wait(for: "QUIT")
        let start = ContinuousClock.now
        threads.shutdown()
        // The farewell is not answered, and nobody waits for it.
        #expect(start.duration(to: .now) < .seconds(20))
    }

    @Test func cancellationIsPromptAndTellsHowFarItCame() async {
        let server = SMTPServer { $0.reactions["."] = .hang }
        let request = server.mail()
        let response = await withTaskGroup(of: CurlResponse.self) { group in
            group.addTask { await mail.perform(request) }
            await server.wait(for: ".")
            group.cancelAll()
            return await group.next()
        }
        #expect(response?.code == 42 && response?.status == 354)
        // The thread is free again.
        let other = SMTPServer()
        #expect(await mail.perform(other.mail()).code == 0)
    }

    @Test func waitingMailIsCancelledWithoutItsTurn() async {
        let busy = SMTPServer { $0.reactions["EHLO"] = .hang }
        let other = SMTPServer()
        let (first, second) = (busy.mail(), other.mail())
        await withTaskGroup(of: Void.self) { group in
            group.addTask { #expect(await mail.perform(first).code == 42) }
            await busy.wait(for: "EHLO")
            let waiting = await withTaskGroup(of: CurlResponse.self) { group in
                group.addTask { await mail.perform(second) }
                group.cancelAll()
                return await group.next()
            }
            #expect(waiting?.code == 42)
            group.cancelAll()
        }
        #expect(other.connectionCount == 0)
    }

    @Test func shutdownAnswersWhatFliesAndWhatWaits() async {
        let server = SMTPServer { $0.reactions["RCPT"] = .hang }
        let codes = Mutex<[Int32]>([])
        for _ in 0..<3 {
            mail.start(server.mail()) { response in codes.withLock { $0.append(response.code) } }
        }
        await server.wait(for: "RCPT")
        let start = ContinuousClock.now
        mail.shutdown()
        #expect(codes.withLock { $0 } == [42, 42, 42])
        #expect(start.duration(to: .now) < .seconds(20))
        #expect(await mail.perform(server.mail()).code == 42)
        #expect(server.connectionCount == 1)
    }

    @Test func asManyAtOnceAsThereAreThreads() async {
        let stuck = SMTPServer { $0.reactions["."] = .hang }
        let quick = SMTPServer()
        let threads = MailThreads(count: 2)
        let (first, second) = (stuck.mail(), quick.mail())
        await withTaskGroup(of: CurlResponse.self) { group in
            group.addTask { await threads.perform(first) }
            await stuck.wait(for: ".")
            #expect(await threads.perform(second).code == 0)
            group.cancelAll()
        }
    }

    @Test func eachServerHasItsOwnConnection() async {
        let servers = (0..<12).map { _ in SMTPServer() }
        for server in servers + servers { #expect(await mail.perform(server.mail()).code == 0) }
        #expect(servers.allSatisfy { $0.messages.count == 2 })
    }

    @Test func privateNetworkIsRefused() async {
        let server = SMTPServer()
        let response = await mail.perform(server.mail { $0.allowPrivateNetwork = false })
        #expect(response.code == 7 && response.isPrivateAddressRefused && server.connectionCount == 0)
    }

    @Test func onlyMailIsCarried() async {
        #expect(await mail.perform(CurlRequest(url: "smtp://127.0.0.1/", allowPrivateNetwork: true)).code == 43)
        let server = SMTPServer()
        #expect(await mail.perform(server.mail { $0.url.replace("smtp:", with: "http:") }).code == 1)
    }

    @Test func invalidMailIsNotSent() async {
        let server = SMTPServer()
        let response = await mail.perform(
            server.mail { $0.payload = .mail(from: "a@example.com>\r\nRSET", recipient: "b@example.com", message: []) })
        #expect(response.code == 43 && response.error == CurlRequestError.sender.description && server.connectionCount == 0)
    }
}

extension SMTPServer {
    fileprivate func bearer(_ mechanism: String) -> CurlRequest {
        mail {
            $0.username = "me@example.com"
            $0.bearer = "t0ken"
            $0.loginOptions = "AUTH=\(mechanism)"
        }
    }

    fileprivate func authenticated() -> CurlRequest {
        mail {
            $0.username = "me"
            $0.password = "geheim"
            $0.loginOptions = "AUTH=PLAIN"
        }
    }
}
