public import Replication

extension Registers {
  /// The entries as plain dictionaries, for an oracle to take apart.
  public var byKey: [RegisterKey: [Dot: AnswerValue]] {
    Dictionary(
      uniqueKeysWithValues: map { key, register in
        (key, Dictionary(uniqueKeysWithValues: register.map { ($0.dot, $0.value) }))
      })
  }
}
