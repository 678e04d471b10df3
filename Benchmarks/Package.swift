// swift-tools-version: 6.2
import PackageDescription

// What `make bench` measures inside one process; `campo` and `campo-server` are built with it, in one tree.
let package = Package(
  name: "campo-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "campo", path: ".."),
    // For its bare SQLite, which stands beside ours
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .executableTarget(
      name: "Measure",
      dependencies: [
        .product(name: "Campo", package: "campo"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Interviewing", package: "campo"),
        .product(name: "RecordPacking", package: "campo"),
        .product(name: "Replication", package: "campo"),
        .product(name: "SyncService", package: "campo"),
        .product(name: "campo", package: "campo"),
        .product(name: "campo-server", package: "campo"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ])
  ]
)
