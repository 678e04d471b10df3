extension Record {
  /// The files that its answers name, those of every side of a conflict; one may come twice.
  public var attachments: [Attachment] {
    var found: [Attachment] = []
    for (_, register) in registers {
      for item in register {
        if case .attachment(let attachment) = item.value { found.append(attachment) }
      }
    }
    return found
  }
}
