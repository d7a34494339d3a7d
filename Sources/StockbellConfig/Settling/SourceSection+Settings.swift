import StockbellCore

extension SourceSection {
    /// The source that the section says, after the checks that need more than one key; nil when its platform is not known.
    ///
    /// - Parameter publicURL: How the world reaches us, without a slash at the end.
    func settings(named name: String, publicURL: String?, at place: Place, _ reading: inout Reading) -> SourceSettings? {
        guard let platform = platform?.value else { return nil }
        checkProof(by: platform, at: place, &reading)
        let registered = platform == .square ? notificationURL?.value ?? publicURL.map { "\($0)/events/\(name)" } : nil
        if let notificationURL, platform != .square {
            reading.warn("is for Square, which signs it, and does nothing for \(platform.name)", at: notificationURL.place)
        } else if platform == .square, let secret, registered == nil, !reading.hasError(within: place) {
            reading.error(
                "signs the URL that Square posts to as well; say \"publicURL\" at the top of the file, or \"notificationURL\" here", at: secret.place)
        }
        if let delta, delta.value != .auto, platform != .enad {
            reading.warn("is for Enad's deltas and does nothing for \(platform.name)", at: delta.place)
        }
        let access = settledAccess(for: platform, at: place, &reading)
        let mapping = settledMapping(for: platform, at: place, &reading)
        return SourceSettings(
            name: name, platform: platform, secrets: secret?.value ?? [], expectedHeaders: expectHeader?.value ?? [],
            isUnsigned: unsigned?.value ?? false,
            testEvents: testEvents?.value ?? .mark, firstSight: firstSight?.value ?? .summary, follows: follows?.value,
            mismatchAfter: mismatchAfter?.value ?? .seconds(1800), delta: delta?.value ?? .auto, quietAfter: quietAfter?.value.after ?? .learned,
            burst: reasons?.value.burst?.value,
            mapping: mapping, sample: sample?.value, notificationURL: registered,
            storeHash: platform == .bigcommerce ? storeHash?.value : nil, access: access, sweep: sweep?.value ?? .seconds(86400))
    }

    /// A source proves who it is, or the shop has said in so many words that it does not.
    private func checkProof(by platform: Platform, at place: Place, _ reading: inout Reading) {
        if let secret, !platform.signsBodies {
            reading.error(
                "\(platform.name) signs nothing, so a secret cannot be checked; "
                    + "let it send a header and name that in \"expectHeader\": { \"x-api-key\": \"…\" }",
                at: secret.place)
            return
        }
        let isUnsigned = unsigned?.value ?? false
        let hasProof = secret != nil || expectHeader != nil
        if isUnsigned, hasProof, let unsigned {
            reading.error("cannot go with \"secret\" or \"expectHeader\"; leave it out, and they are checked", at: unsigned.place)
        } else if !isUnsigned, !hasProof, !reading.hasError(within: place) {
            let way = platform.signsBodies ? "\"secret\": \"…\" or " : ""
            reading.error("anybody could post to it; add \(way)\"expectHeader\": { \"x-api-key\": \"…\" }, or say \"unsigned\": true", at: place)
        }
    }
}
