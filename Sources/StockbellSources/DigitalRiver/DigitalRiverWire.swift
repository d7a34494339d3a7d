/// A Digital River event as it stands in the body; every key may be absent, for a fragment is still a body.
struct DigitalRiverWire: Decodable {
    /// As much as is needed to know whether the rest concerns stock.
    struct Envelope: Decodable {
        let type: WireText?
    }

    struct Contents: Decodable {
        let object: StockObject?
        /// Lists only what changed.
        let previousAttributes: PreviousAttributes?
    }

    /// `timestamp` is left out on purpose: it ends in Z but is US Central time.
    struct StockObject: Decodable {
        let quantity: WireNumber?
        let products: [Product?]?
        let partNumber: WireText?
        let fulfiller: WireText?
        let allowBackOrder: WireFlag?
    }

    struct Product: Decodable {
        let productId: WireText?
    }

    struct PreviousAttributes: Decodable {
        let quantity: WireNumber?
    }

    let id: WireText?
    let data: Contents?
    let liveMode: WireFlag?
    let createdTime: WireTime?
}
