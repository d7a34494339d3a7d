import Hummingbird
import StockbellCore

/// The paths that tell how Stockbell is: `/healthz` that the process answers, `/readyz` that it can keep what it is sent, or why not.
struct HealthRoutes {
    let intake: any Intake

    var routes: [Route] {
        [
            Route(path: .exact("/healthz"), method: .get) { _, _ in .text("ok\n") },
            Route(path: .exact("/readyz"), method: .get) { [intake] _, _ in
                if let trouble = await intake.trouble() { return .text(trouble + "\n", status: .serviceUnavailable) }
                return .text("ok\n")
            },
        ]
    }
}
