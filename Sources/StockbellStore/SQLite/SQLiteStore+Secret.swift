import GRDB
import StockbellCore

extension SQLiteStore {
    private static let secretBytes = 32

    /// A secret of this store by its name: 32 bytes of chance, made when it is first asked for, and kept from then on.
    ///
    /// Whoever has the file, or a copy of it, has the secret.
    package func secret(_ name: String) throws -> [UInt8] {
        try StoreTrouble.mapping(path) {
            try pool.write { db in
                try db.run(
                    "INSERT INTO secret (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING",
                    { parameters in
                        parameters.text(name)
                        parameters.bytes(Self.chance())
                    })
                return try db.rows("SELECT value FROM secret WHERE name = ?1", [name]) { $0.bytes() ?? [] }.first ?? []
            }
        }
    }

    private static func chance() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<secretBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
