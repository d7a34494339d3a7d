import StockbellCore

extension SourceSection {
    /// The mapping that the section says, after the checks that need more than one key; nil where there is none.
    func settledMapping(for platform: Platform, at place: Place, _ reading: inout Reading) -> StockMapping? {
        guard platform == .mapping else {
            if let mapping { reading.error("is for \"platform\": \"mapping\"; leave it out", at: mapping.place) }
            return nil
        }
        guard let mapping else {
            if !reading.hasError(within: place) {
                reading.error(
                    "needs \"mapping\", such as \"mapping\": { \"item\": \"$.variant.sku\", \"quantity\": \"$.stock.available\" }", at: place)
            }
            return nil
        }
        let section = mapping.value
        checkQuantity(section, at: mapping.place, &reading)
        checkSignature(section, at: mapping.place, &reading)
        return StockMapping(
            events: section.events?.value, paths: section.paths.mapValues(\.value), kinds: kinds, signature: signature,
            timeZone: section.timeZone?.value)
    }

    private var kinds: StockMapping.Kinds? {
        guard let kind = mapping?.value.kind?.value, let path = kind.path, let values = kind.values else { return nil }
        return StockMapping.Kinds(path: path.value, values: values.value)
    }

    private var signature: StockMapping.Signature? {
        guard let signature = mapping?.value.signature?.value, let header = signature.header, let form = signature.form else { return nil }
        return StockMapping.Signature(header: header.value, form: form.value)
    }

    private func checkQuantity(_ section: MappingSection, at place: Place, _ reading: inout Reading) {
        guard section.quantity == nil, !reading.hasError(within: place) else { return }
        guard let values = section.kind?.value.values else {
            return reading.error("needs \"quantity\", such as \"quantity\": \"$.stock.available\"", at: place)
        }
        if let word = values.value.filter({ $0.value == .level || $0.value == .change }).keys.min() {
            reading.error("needs \"quantity\", for \(word.quoted) is a \(values.value[word]?.rawValue ?? "")", at: place)
        }
    }

    private func checkSignature(_ section: MappingSection, at place: Place, _ reading: inout Reading) {
        if let secret, section.signature == nil {
            let example = "\"signature\": { \"header\": \"x-signature-256\" }"
            reading.error("cannot be checked as long as \"mapping\" does not say where the signature is: \(example)", at: secret.place)
        } else if let signature = section.signature, secret == nil, !reading.hasError(within: place) {
            reading.error("needs the source's \"secret\"", at: signature.place)
        }
    }
}
