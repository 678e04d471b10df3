// swift-tools-version: 6.2
import PackageDescription

// Every target of ours is compiled with the same settings; see Docs/Style.md.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "campo",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Campo", targets: ["Campo"]),
    // The questionnaire engine on its own
    .library(
      name: "Interviewing", targets: ["QuestionnaireLanguage", "Interviewing", "Replication"]),
    // Records and their merge on their own
    .library(name: "Replication", targets: ["Replication", "RecordCoding"]),
    // Records as they travel
    .library(name: "RecordPacking", targets: ["RecordPacking"]),
    // What a server decides, without HTTP, and the store behind it
    .library(name: "SyncService", targets: ["SyncService", "SyncProtocol", "SQLiteStore"]),
    .executable(name: "campo", targets: ["CampoCommand"]),
    .executable(name: "campo-server", targets: ["App"]),
    .executable(name: "campo-demo", targets: ["CampoDemo"]),
    .executable(name: "campo-simulate", targets: ["SimulateCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // System libraries
    // libcurl is loaded when it is first needed, not linked.
    .target(name: "CCurl"),
    // What SQLite offers to C only; linked by GRDB.
    .target(name: "CSQLite"),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Pure core
    library("Messages"),
    library("Replication"),
    library(
      "QuestionnaireLanguage",
      [
        "Messages", "CLibZip", "CLibXML2", crypto,
        .product(name: "Yams", package: "Yams"),
      ]),
    library("Interviewing", ["Messages", "QuestionnaireLanguage", "Replication", "CZlib"]),
    library("RecordCoding", ["Messages", "Replication"]),
    library("SyncProtocol", ["Messages", "Replication", "RecordCoding", crypto]),
    library(
      "RecordPacking",
      [
        "Messages", "QuestionnaireLanguage", "Interviewing", "Replication", "RecordCoding",
        "SyncProtocol", crypto,
      ]),
    library(
      "DataExport", ["Messages", "QuestionnaireLanguage", "Interviewing", "Replication"]),

    // I/O at the rim
    library(
      "SQLiteStore",
      [
        "CSQLite", "Messages", "Replication", "RecordCoding", "SyncProtocol", crypto,
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    library("CommandLanguage", ["Messages", arguments]),
    library("CurlTransport", ["Messages", "CCurl"]),
    library(
      "Campo",
      [
        "Messages", "QuestionnaireLanguage", "Interviewing", "Replication", "RecordCoding",
        "RecordPacking", "SyncProtocol", "SQLiteStore", "CurlTransport", "DataExport", crypto,
      ]),
    .executableTarget(
      name: "CampoCommand",
      dependencies: [
        "CommandLanguage", "Messages", "Campo", "QuestionnaireLanguage", "Interviewing",
        "Replication",
        "RecordCoding", "SyncProtocol", "SQLiteStore", "DataExport", arguments,
      ],
      swiftSettings: settings),

    // What the demonstration and the tests start and connect
    library("Processes"),

    // Days of fieldwork told on one machine; drives the two executables
    .executableTarget(
      name: "CampoDemo",
      dependencies: [
        "Messages", "Processes", "QuestionnaireLanguage", "Interviewing", "Replication", arguments,
      ],
      swiftSettings: settings),

    // Server
    .target(
      name: "SyncService",
      dependencies: [
        "Messages", "QuestionnaireLanguage", "Interviewing", "Replication", "RecordCoding",
        "RecordPacking", "SyncProtocol", "SQLiteStore", crypto,
      ],
      path: "SyncServer/SyncService",
      swiftSettings: settings),
    .target(
      name: "Hub",
      dependencies: [
        "Messages", "Campo", "CurlTransport", "Replication", "RecordCoding", "SyncProtocol",
        "SQLiteStore", "SyncService",
      ],
      path: "SyncServer/Hub",
      swiftSettings: settings),
    .executableTarget(
      name: "App",
      dependencies: [
        "CommandLanguage", "Hub", "Campo",
        "SyncService", "SyncProtocol", "SQLiteStore", "QuestionnaireLanguage", "Replication",
        "Messages", arguments,
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdHTTP2", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      path: "SyncServer/App",
      swiftSettings: settings),

    // Tests
    tests("QuestionnaireLanguageTests", ["QuestionnaireLanguage", "Messages"]),
    tests(
      "InterviewingTests",
      ["Interviewing", "QuestionnaireLanguage", "Replication", "Messages"]),
    tests(
      "CorpusAgreementTests",
      ["QuestionnaireLanguage", "Interviewing", "Replication", "Messages", "CZlib"]),
    tests(
      "DataExportTests", ["DataExport", "QuestionnaireLanguage", "Replication", "Interviewing"]),
    tests(
      "CampoTests",
      [
        "Campo", "SQLiteStore", "SyncProtocol", "QuestionnaireLanguage", "Interviewing",
        "Replication", "RecordCoding", "DataExport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests("CampoCommandTests", ["CampoCommand", "CommandLanguage"]),
    tests(
      "EndToEndTests",
      [
        "CampoCommand", "App", "CampoDemo", "Interviewing", "QuestionnaireLanguage", "CZlib",
        "SQLiteStore", "SyncProtocol", "Replication", "Processes",
      ]),
    tests("SyncProtocolTests", ["SyncProtocol", "Messages", "Replication", "RecordCoding"]),
    tests(
      "SyncServiceTests",
      [
        "SyncService", "Campo", "Hub", "SyncProtocol", "SQLiteStore", "CurlTransport",
        "QuestionnaireLanguage", "RecordPacking", "Replication", "RecordCoding", "Messages", crypto,
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "ServerTests",
      [
        "App", "Campo", "SyncProtocol", "SQLiteStore", "CurlTransport", "QuestionnaireLanguage",
        "Interviewing", "Replication", "Messages", "Processes",
      ]),
    tests(
      "RecordPackingTests",
      [
        "RecordPacking", "QuestionnaireLanguage", "Interviewing", "Replication", "RecordCoding",
        "SyncProtocol", "ReplicationOracle", crypto,
      ]),
    tests("CurlTransportTests", ["CurlTransport", "CCurl", "Processes"]),

    // Hostile input: what a fuzzer runs, and every test run repeats on what was found
    .target(
      name: "FuzzTargets",
      dependencies: [
        "QuestionnaireLanguage", "Interviewing", "Replication", "Messages", "RecordPacking",
        "SyncProtocol",
      ],
      path: "Tests/Fuzzing/FuzzTargets", swiftSettings: settings),
    tests("FuzzTargetsTests", ["FuzzTargets"]),

    // Whole fleets under a seed: Docs/Simulation.md
    .target(
      name: "Simulation",
      dependencies: [
        "Campo", "CurlTransport", "Hub", "Interviewing", "QuestionnaireLanguage", "RecordCoding",
        "Replication", "ReplicationOracle", "SQLiteStore", "SyncProtocol", "SyncService", crypto,
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Tests/Simulation", exclude: ["Mutations"], swiftSettings: settings),
    .executableTarget(
      name: "SimulateCommand", dependencies: ["Simulation", "ReplicationOracle", arguments],
      path: "Tests/SimulateCommand", swiftSettings: settings),
    tests("SimulationTests", ["Simulation"]),

    // Tests of the replicated core and its store
    .target(
      name: "ReplicationOracle", dependencies: ["Replication", "RecordCoding"],
      path: "Tests/ReplicationOracle", swiftSettings: settings),
    tests("ReplicationTests", ["Replication", "RecordCoding", "ReplicationOracle"]),
    tests("RecordCodingTests", ["Replication", "RecordCoding", "Messages"]),
    tests(
      "SQLiteStoreTests",
      [
        "SQLiteStore", "Replication", "RecordCoding", "SyncProtocol", "Messages", "Processes",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
  ]
)

// Only a build for fuzzing can link this: see Scripts/fuzz.sh.
if Context.environment["CAMPO_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "FuzzRunner", dependencies: ["FuzzTargets"], path: "Tests/Fuzzing/FuzzRunner",
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
}
