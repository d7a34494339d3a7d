import CCurl

/// The loop itself: lives on its thread, and nothing of it is seen by another.
struct LoopThread: ~Copyable {
    private let multi: MultiHandle
    private let inbox: LoopInbox
    private let userAgent: String
    private var flying: [UnsafeMutableRawPointer: Transfer] = [:]
    private var spare: [Transfer] = []
    private var finished: [(CurlResponse, LoopInbox.Completion)] = []

    init?(inbox: LoopInbox, userAgent: String, connections: Int) {
        guard let multi = MultiHandle(connections: connections) else { return nil }
        self.multi = multi
        self.inbox = inbox
        self.userAgent = userAgent
    }

    /// Returns when the inbox is closed, and everything is answered.
    mutating func run() {
        inbox.setWaker(multi.waker)
        while true {
            let (orders, isClosed) = inbox.takeAll()
            for order in orders { obey(order) }
            if multi.perform() != CURLM_OK { finishAll(CURLE_FAILED_INIT) }
            collectFinished()
            if isClosed { finishAll(CURLE_ABORTED_BY_CALLBACK) }
            report()
            if isClosed { break }
            if multi.poll() != CURLM_OK { finishAll(CURLE_FAILED_INIT) }
        }
        inbox.setWaker(nil)
    }

    private mutating func obey(_ order: LoopInbox.Order) {
        switch order {
        case .start(let ticket, let request, let completion): start(ticket, request, completion)
        case .cancel(let ticket):
            // Rare, so there is no second index.
            if let transfer = flying.values.first(where: { $0.ticket == ticket }) { finish(transfer, CURLE_ABORTED_BY_CALLBACK) }
        }
    }

    private mutating func start(_ ticket: UInt64, _ request: CurlRequest, _ completion: @escaping LoopInbox.Completion) {
        do throws(CurlRequestError) {
            try request.validate()
            if case .mail = request.payload { throw .payload }
        } catch {
            finished.append((CurlResponse(unsent: CURLE_BAD_FUNCTION_ARGUMENT, error: error.description), completion))
            return
        }
        guard let transfer = spare.popLast() ?? Transfer() else {
            finished.append((CurlResponse(unsent: CURLE_FAILED_INIT, error: CurlLibrary.sentence(for: Int32(CURLE_FAILED_INIT))), completion))
            return
        }
        do throws(CurlFailure) {
            try transfer.prepare(request, ticket: ticket, userAgent: userAgent, then: completion)
            guard multi.add(transfer.handle) == CURLM_OK else { throw CurlFailure(code: CURLE_FAILED_INIT) }
            flying[transfer.handle.pointer] = transfer
        } catch {
            if let result = transfer.finish(error.code) { finished.append(result) }
        }
    }

    private mutating func collectFinished() {
        while let (handle, code) = multi.nextFinished() {
            if let transfer = flying[handle] { finish(transfer, code) }
        }
    }

    private mutating func finishAll(_ code: CURLcode) {
        for transfer in flying.values { finish(transfer, code) }
    }

    private mutating func finish(_ transfer: Transfer, _ code: CURLcode) {
        multi.remove(transfer.handle)
        flying[transfer.handle.pointer] = nil
        if let result = transfer.finish(code) { finished.append(result) }
        spare.append(transfer)
    }

    private mutating func report() {
        let results = finished
        finished.removeAll(keepingCapacity: true)
        for (response, completion) in results { completion(response) }
    }
}
