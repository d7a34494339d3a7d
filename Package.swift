// swift-tools-version:6.2
import Foundation
import PackageDescription

/// Settings once, for every target.
///
/// `treatAllWarnings` keeps a warning from becoming furniture.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func target(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio: [Target.Dependency] = ["NIOCore", "NIOPosix", "NIOHTTP1"].map { .product(name: $0, package: "swift-nio") }

/// glibc's malloc takes a tenth more time for the same work; where jemalloc is not installed it does.
let hasJemalloc = FileManager.default.fileExists(atPath: "/usr/include/jemalloc/jemalloc.h")

let package = Package(
    name: "stockbell",
    products: [.executable(name: "stockbell", targets: ["stockbell"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    // In layer order, bottom first: a target may import what it lists here and nothing else (checked in CI).
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CCMark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CSQLiteOptions", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    ] + (hasJemalloc ? [.systemLibrary(name: "CJemalloc", pkgConfig: "jemalloc", providers: [.apt(["libjemalloc-dev"])])] : []) + [
        target("Curl", ["CCurl"]),
        target("JSON5"),
        target("StockbellCore"),

        target("StockbellCatcher", ["StockbellCore", logging, lifecycle] + nio),
        target("StockbellChannels", ["StockbellCore", "Curl", crypto, cryptoExtras]),
        target("StockbellConfig", ["StockbellCore", "JSON5"]),
        target("StockbellEngine", ["StockbellCore", collections, logging, lifecycle]),
        target("StockbellServer", ["StockbellCore", crypto, hummingbird, lifecycle, logging] + nio),
        target("StockbellSources", ["StockbellCore", crypto]),
        target(
            "StockbellStore",
            [
                "StockbellCore", "CSQLiteOptions", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        target(
            "StockbellTemplates",
            ["StockbellCore", "CCMark", .product(name: "Mustache", package: "swift-mustache")],
            resources: [.embedInCode("Letters")]),

        target(
            "StockbellApp",
            [
                "StockbellCore", "StockbellCatcher", "StockbellChannels", "StockbellConfig", "StockbellEngine",
                "StockbellServer", "StockbellSources", "StockbellStore", "StockbellTemplates", "Curl", logging, lifecycle,
                signals,
            ]),
        .executableTarget(
            name: "stockbell",
            dependencies: [
                "StockbellApp", "StockbellCore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ] + (hasJemalloc ? ["CJemalloc"] : []),
            swiftSettings: settings),

        target("StockbellTesting", ["StockbellCore"]),
        // A disk for tests that loses its power and fails on demand, as a VFS of the same SQLite that GRDB uses.
        .target(name: "CFaultVFS", path: "Tests/CFaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),

        tests("CurlTests", ["Curl"]),
        tests("JSON5Tests", ["JSON5"]),
        tests(
            "StockbellAppTests",
            ["StockbellApp", "StockbellConfig", "StockbellCore", "StockbellEngine", "StockbellSources", "StockbellStore", "StockbellTesting"]),
        tests("StockbellCatcherTests", ["StockbellCatcher", "StockbellCore", lifecycle, logging] + nio),
        tests("StockbellChannelsTests", ["StockbellChannels", "StockbellCore", "Curl", "CCMark", crypto, cryptoExtras]),
        tests("StockbellConfigTests", ["StockbellConfig", "StockbellCore", "JSON5"]),
        tests("StockbellCoreTests", ["StockbellCore", "StockbellTesting"]),
        tests("StockbellEngineTests", ["StockbellEngine", "StockbellCore", "StockbellStore", "StockbellTesting", logging]),
        tests("StockbellServerTests", ["StockbellServer", "StockbellCore", lifecycle, logging] + nio),
        tests("StockbellSourcesTests", ["StockbellSources", "StockbellCore", crypto]),
        tests("StockbellStoreTests", ["StockbellStore", "StockbellCore", "StockbellTesting", "CFaultVFS"]),
        tests("StockbellTemplatesTests", ["StockbellTemplates", "StockbellCore"]),
        tests("SimulationTests", ["StockbellEngine", "StockbellCore", "StockbellStore", "StockbellTesting", heap]),
        tests("EndToEndTests", ["stockbell", "StockbellChannels", "StockbellCore", "StockbellTesting", "Curl"] + nio),
    ]
)
