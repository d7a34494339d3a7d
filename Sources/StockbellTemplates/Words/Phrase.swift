/// The phrases that Stockbell itself puts into letters; the raw value is the key in `words.{locale}.json`.
enum Phrase: String, CaseIterable, Sendable {
    case decimal, group, none, count, weekdays, months, date, time, ago, item, place, elsewhere, shelf, more, duplicate, held, footer
    case moneySymbol = "money.symbol"
    case moneyCode = "money.code"
    case unitOne = "unit.one"
    case unitOther = "unit.other"
    case dateYear = "date.year"
    case whenToday = "when.today"
    case whenYesterday = "when.yesterday"
    case whenTomorrow = "when.tomorrow"
    case whenDate = "when.date"
    case whenShort = "when.short"
    case whenShortYear = "when.short.year"
    case momentToday = "moment.today"
    case momentYesterday = "moment.yesterday"
    case momentTomorrow = "moment.tomorrow"
    case momentDate = "moment.date"
    case agoNow = "ago.now"
    case agoFuture = "ago.future"
    case spanMoment = "span.moment"
    case spanMinute = "span.minute"
    case spanMinutes = "span.minutes"
    case spanHour = "span.hour"
    case spanHours = "span.hours"
    case spanDay = "span.day"
    case spanDays = "span.days"
    case itemSKU = "item.sku"
    case elsewhereNone = "elsewhere.none"
    case elsewhereUnknown = "elsewhere.unknown"
    case places
    case placesNone = "places.none"
    case saysInStock = "says.in-stock"
    case shelfUnknown = "shelf.unknown"
    case shelfOut = "shelf.out"
    case shelfLow = "shelf.low"
    case shelfOK = "shelf.ok"
    case kindOutOfStock = "kind.out-of-stock"
    case kindLowStock = "kind.low-stock"
    case kindBackInStock = "kind.back-in-stock"
    case kindRefilled = "kind.refilled"
    case kindRestock = "kind.restock"
    case kindNotConfirmed = "kind.not-confirmed"
    case kindMismatch = "kind.mismatch"
    case kindMismatchOver = "kind.mismatch-over"
    case kindOver = "kind.over"
    case kindSummary = "kind.summary"
    case kindStorm = "kind.storm"
    case kindDigest = "kind.digest"
    case kindTrouble = "kind.trouble"
    case kindTest = "kind.test"
    case kindReminder = "kind.reminder"
    case kindEscalation = "kind.escalation"
    case summaryOut = "summary.out"
    case summaryLow = "summary.low"
    case summaryBack = "summary.back"
    case summaryTrouble = "summary.trouble"
    case troubleChannel = "trouble.channel"
    case troubleChannelFix = "trouble.channel.fix"
    case troubleAddress = "trouble.address"
    case troubleAddressFix = "trouble.address.fix"
    case troubleTemplate = "trouble.template"
    case troubleTemplateFix = "trouble.template.fix"
    case troubleTable = "trouble.table"
    case troubleTableFix = "trouble.table.fix"
    case reasonSoldOut = "reason.sold-out"
    case reasonSeasonal = "reason.seasonal"
    case reasonCountReset = "reason.count-reset"
    case reasonErrorCorrection = "reason.error-correction"
    case reasonSynchronisation = "reason.synchronisation"
    case troubleQuiet = "trouble.quiet"
    case troubleQuietFix = "trouble.quiet.fix"
    case troubleClock = "trouble.clock"
    case troubleClockFix = "trouble.clock.fix"
    case troubleReading = "trouble.reading"
    case troubleReadingFix = "trouble.reading.fix"
    case duplicateSMS = "duplicate.sms"
    case heldSMS = "held.sms"
    case overtakenOut = "overtaken.out"
    case overtakenLow = "overtaken.low"
    case overtakenBack = "overtaken.back"
    case groupNone = "group.none"
    case csvSeparator = "csv.separator"
    case csvColumns = "csv.columns"
    case csvNew = "csv.new"
    case csvOpen = "csv.open"
    case footerWhy = "footer.why"

    /// Parameters that other languages need and English does not: a trouble comes with its English words.
    var otherParameters: Set<String> {
        switch self {
        case .troubleChannel, .troubleChannelFix, .troubleAddress, .troubleAddressFix, .troubleTemplate, .troubleTemplateFix,
            .troubleTable, .troubleTableFix, .troubleQuiet, .troubleQuietFix, .troubleClock, .troubleClockFix,
            .troubleReading, .troubleReadingFix:
            ["name"]
        default: []
        }
    }

    /// How many parts, divided by `|`, the phrase must have; nil: it is one text.
    var parts: Int? {
        switch self {
        case .weekdays: 7
        case .months: 12
        case .csvColumns: 12
        default: nil
        }
    }
}
