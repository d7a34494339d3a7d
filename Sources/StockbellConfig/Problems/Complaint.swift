/// Why a value cannot be used, and what to write; the reader adds the place.
struct Complaint: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
