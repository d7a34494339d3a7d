import CCurl

/// Sends mails one after the other; lives on its thread.
struct MailWorker {
    /// More servers than this at once, and all connections are closed.
    private static let maxSessions = 8

    private let queue: MailQueue
    private let desk: MailDesk
    private let idleSeconds: Int
    private var sessions: [MailSession.Key: MailSession] = [:]

    init(queue: MailQueue, desk: MailDesk, idleSeconds: Int) {
        self.queue = queue
        self.desk = desk
        self.idleSeconds = idleSeconds
    }

    /// Returns when the queue is closed.
    mutating func run() {
        while true {
            switch queue.next(idleSeconds: sessions.isEmpty ? nil : idleSeconds) {
            case .job(let job): job.completion(response(to: job))
            case .idle: closeSessions()
            case .closed:
                closeSessions()
                return
            }
        }
    }

    private mutating func response(to job: MailQueue.Job) -> CurlResponse {
        do throws(CurlRequestError) {
            try job.request.validate()
        } catch {
            return CurlResponse(unsent: CURLE_BAD_FUNCTION_ARGUMENT, error: error.description)
        }
        guard let session = session(for: job.request) else {
            return CurlResponse(unsent: CURLE_FAILED_INIT, error: CurlLibrary.sentence(for: Int32(CURLE_FAILED_INIT)))
        }
        guard desk.begin(job.ticket, isUnwanted: { job.ticket.isCancelled || queue.isClosed }) else {
            return CurlResponse(unsent: CURLE_ABORTED_BY_CALLBACK, error: CurlLibrary.sentence(for: Int32(CURLE_ABORTED_BY_CALLBACK)))
        }
        defer { desk.end() }
        let response =
            session.send(job.request) ?? CurlResponse(unsent: CURLE_BAD_FUNCTION_ARGUMENT, error: CurlRequestError.payload.description)
        // Postfix that refuses a message after its dot still holds its sender and recipient, and libcurl says no RSET: the next MAIL would be refused.
        if response.code != 0 { closeSessions() }
        return response
    }

    private mutating func session(for request: CurlRequest) -> MailSession? {
        let key = MailSession.Key(request)
        if let session = sessions[key] { return session }
        if sessions.count >= Self.maxSessions { closeSessions() }
        sessions[key] = MailSession(sockets: desk.sockets, idleSeconds: idleSeconds)
        return sessions[key]
    }

    private mutating func closeSessions() {
        desk.sockets.stopReading()
        sessions = [:]
    }
}
