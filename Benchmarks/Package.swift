// swift-tools-version: 6.2
import PackageDescription

// What `make bench` measures inside one process; `campo` itself is built with it, in one tree.
let package = Package(
  name: "campo-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "campo", path: "..")],
  targets: [
    .executableTarget(
      name: "Measure",
      dependencies: [
        .product(name: "Interviewing", package: "campo"),
        .product(name: "Replication", package: "campo"),
        .product(name: "campo", package: "campo"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ])
  ]
)
