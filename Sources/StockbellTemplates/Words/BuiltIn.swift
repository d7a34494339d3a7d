import FoundationEssentials

/// What Stockbell carries in itself: a letter of every kind, the layout of mails and the phrases, in English and German.
enum BuiltIn {
    /// File name → text, named as a shop's own files in `templates/`.
    static let files: [String: String] = [
        "_facts.md": text(PackageResources._facts_md),
        "_facts.de.md": text(PackageResources._facts_de_md),
        "digest.md": text(PackageResources.digest_md),
        "digest.de.md": text(PackageResources.digest_de_md),
        "digest.chat.md": text(PackageResources.digest_chat_md),
        "digest.de.chat.md": text(PackageResources.digest_de_chat_md),
        "escalation.md": text(PackageResources.escalation_md),
        "escalation.de.md": text(PackageResources.escalation_de_md),
        "layout.html": text(PackageResources.layout_html),
        "low-stock.md": text(PackageResources.low_stock_md),
        "low-stock.de.md": text(PackageResources.low_stock_de_md),
        "low-stock.chat.md": text(PackageResources.low_stock_chat_md),
        "low-stock.de.chat.md": text(PackageResources.low_stock_de_chat_md),
        "mismatch.md": text(PackageResources.mismatch_md),
        "mismatch.de.md": text(PackageResources.mismatch_de_md),
        "mismatch-over.md": text(PackageResources.mismatch_over_md),
        "mismatch-over.de.md": text(PackageResources.mismatch_over_de_md),
        "out-of-stock.md": text(PackageResources.out_of_stock_md),
        "out-of-stock.de.md": text(PackageResources.out_of_stock_de_md),
        "out-of-stock.chat.md": text(PackageResources.out_of_stock_chat_md),
        "out-of-stock.de.chat.md": text(PackageResources.out_of_stock_de_chat_md),
        "over.md": text(PackageResources.over_md),
        "over.de.md": text(PackageResources.over_de_md),
        "reminder.md": text(PackageResources.reminder_md),
        "reminder.de.md": text(PackageResources.reminder_de_md),
        "restock.md": text(PackageResources.restock_md),
        "restock.de.md": text(PackageResources.restock_de_md),
        "restock.chat.md": text(PackageResources.restock_chat_md),
        "restock.de.chat.md": text(PackageResources.restock_de_chat_md),
        "storm.md": text(PackageResources.storm_md),
        "storm.de.md": text(PackageResources.storm_de_md),
        "storm.chat.md": text(PackageResources.storm_chat_md),
        "storm.de.chat.md": text(PackageResources.storm_de_chat_md),
        "summary.md": text(PackageResources.summary_md),
        "summary.de.md": text(PackageResources.summary_de_md),
        "summary.chat.md": text(PackageResources.summary_chat_md),
        "summary.de.chat.md": text(PackageResources.summary_de_chat_md),
        "test.md": text(PackageResources.test_md),
        "test.de.md": text(PackageResources.test_de_md),
        "trouble.md": text(PackageResources.trouble_md),
        "trouble.de.md": text(PackageResources.trouble_de_md),
        "words.de.json": text(PackageResources.words_de_json),
        "words.en.json": text(PackageResources.words_en_json),
    ]

    /// The English phrases, whose parameters are the ones that every language has.
    static let englishPhrases: [String: String] =
        (try? JSONDecoder().decode([String: String].self, from: Data(PackageResources.words_en_json))) ?? [:]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
