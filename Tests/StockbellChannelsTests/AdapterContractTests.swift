import Testing

@Suite struct AdapterContractTests {
    @Test(arguments: AdapterUnderTest.all)
    func sendsTheSameBytesAgainAndKnowsADelivery(_ subject: AdapterUnderTest) throws {
        try AdapterContract.sendsAndEnds(subject)
    }

    @Test(
        arguments: AdapterUnderTest.all,
        [
            "<!channel>", "<@U012345>", "@everyone", "@here", "[x](http://evil.example)", "a_b_c *bold* ~gone~", "`a_b*`", "<b>bold</b> & co",
            "x <https://evil.example|shop>", "👩‍👩‍👧‍👦 Café Crème – 10 €", ":tada: 10:30:45", ".dot", "..", "...---...", "From here", "{\"a\":\"\\\"}",
            "> quote", "%0d%0a=3D&to=+1",
        ])
    func keepsNamesAsNames(_ subject: AdapterUnderTest, _ name: String) throws {
        try AdapterContract.keepsNamesAsNames(subject, name)
    }

    @Test(arguments: AdapterUnderTest.all)
    func neverNamesASecret(_ subject: AdapterUnderTest) throws {
        try AdapterContract.keepsSecrets(subject)
    }

    @Test(arguments: AdapterUnderTest.all)
    func namesWhatToMend(_ subject: AdapterUnderTest) throws {
        try AdapterContract.namesWhatToMend(subject)
    }

    @Test(arguments: AdapterUnderTest.all, ["\r\n", "\n", "\r", "\0", "\u{0B}", "\u{7F}"])
    func refusesInjection(_ subject: AdapterUnderTest, _ control: String) throws {
        try AdapterContract.refusesInjection(subject, control)
    }

    @Test(arguments: AdapterUnderTest.all)
    func shortensWithGrace(_ subject: AdapterUnderTest) throws {
        try AdapterContract.shortensWithGrace(subject)
    }
}
