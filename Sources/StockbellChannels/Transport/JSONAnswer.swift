import Curl

/// An answer of a service that speaks JSON, with what its body says; how to judge it is the service's own matter.
protocol JSONAnswer {
    associatedtype Body: Decodable

    /// - Parameter body: nil where the answer has another form.
    init(response: CurlResponse, judgement: HTTPJudgement, body: Body?)
}

extension JSONAnswer {
    init(_ response: CurlResponse, judgement: HTTPJudgement) {
        self.init(response: response, judgement: judgement, body: response.json(Body.self))
    }
}
