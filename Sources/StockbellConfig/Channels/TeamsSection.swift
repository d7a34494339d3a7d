import StockbellCore

/// A channel of type teams.
struct TeamsSection: ChannelKeys {
    static let type = ChannelType.teams

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?

    static let about = About(
        "channel-teams", at: "`channels.*` of type `teams`",
        "A workflow of Teams that starts \"When a Teams webhook request is received\". Its address is its name alone: `buyers`.")

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL("an https:// URL"), \.url, .required, "The URL of the workflow, which is a secret.", example: "${TEAMS_BUYERS}")
        ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        guard let url else { return nil }
        basics.checkSecrecy(of: url, secret: "the URL is the secret", &reading)
        let host = url.value.address.host.lowercased()
        if host.hasSuffix("webhook.office.com") {
            let advice = "make a workflow that starts \"When a Teams webhook request is received\", and enter its URL"
            reading.error("is a connector of Office 365, and Microsoft has switched those off; \(advice)", at: url.place)
        } else if [".logic.azure.com", ".api.powerplatform.com"].contains(where: host.hasSuffix), !url.value.text.contains("sig=") {
            reading.error("lacks the part \"sig=…\" that is its signature; copy the workflow's URL whole", at: url.place)
        }
        return .teams(TeamsSettings(url: Secret(url.value.text)))
    }
}
