/// Where the models are of what every record has.
struct RecordSpaces {
  let knownAuthor, knownArea, records, replica, contextCount, contextRevision: Int
  let dotCount, dotReplica, dotRevision, author, role, time: Int
  let rowCount, rowIsMinted, ordinal: Int
  let cellState, sameDot, dot, entryCount, severalState: Int
  let missing, extraCount, byteCount: Int
  let decisionCount, decisionKind, round: Int
  let lineCount, lineRevision, lineStamp, lineChain: Int

  init<Coder: BitCoder>(in symbols: inout SymbolCoder<Coder>) {
    let number = SymbolCoder<Coder>.numberSpace
    let signed = SymbolCoder<Coder>.signedSpace
    knownAuthor = symbols.space(1)
    knownArea = symbols.space(1)
    records = symbols.space(number)
    replica = symbols.space(number)
    contextCount = symbols.space(number)
    contextRevision = symbols.space(signed)
    dotCount = symbols.space(number)
    dotReplica = symbols.space(number)
    dotRevision = symbols.space(number)
    author = symbols.space(number)
    role = symbols.space(1 << 8)
    time = symbols.space(signed)
    rowCount = symbols.space(number)
    rowIsMinted = symbols.space(1)
    ordinal = symbols.space(number)
    cellState = symbols.space(1 << (2 * CellState.bits))
    sameDot = symbols.space(1)
    dot = symbols.space(number)
    entryCount = symbols.space(number)
    severalState = symbols.space(1 << CellState.bits)
    missing = symbols.space(number)
    extraCount = symbols.space(number)
    byteCount = symbols.space(number)
    decisionCount = symbols.space(number)
    decisionKind = symbols.space(1 << 3)
    round = symbols.space(number)
    lineCount = symbols.space(number)
    lineRevision = symbols.space(signed)
    lineStamp = symbols.space(1)
    lineChain = symbols.space(1 << 2)
  }
}
