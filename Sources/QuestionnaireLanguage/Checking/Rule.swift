/// One thing that checking looks for; a file each under `Rules/`.
protocol Rule: Sendable {
  static var kind: FindingKind { get }
  static func check(_ context: CheckContext) -> [Finding]
}
