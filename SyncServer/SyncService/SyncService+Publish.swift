internal import Interviewing
public import Messages
public import QuestionnaireLanguage
public import SQLiteStore
internal import SyncProtocol

/// Why a questionnaire was not published.
public enum PublishError: ExplainedError {
  /// Its check found errors; all its findings are here.
  case findings([Finding])
  /// It reads and checks well, and does not run: a defect of Campo.
  case doesNotRun(any ExplainedError)
  case tooLarge(limit: Int)
  case store(StoreError)

  public var code: String {
    switch self {
    case .findings: "PUBLISH-FINDINGS"
    case .doesNotRun(let error): error.code
    case .tooLarge: "PUBLISH-TOO-LARGE"
    case .store(let error): error.code
    }
  }

  public var message: Message {
    switch self {
    case .findings(let findings):
      Message(
        es: "El cuestionario no se publicó. Hallazgos con error: \(findings.errors.count); "
          + "corríjalos.",
        en: "The questionnaire was not published. Findings that are errors: "
          + "\(findings.errors.count); correct them.")
    case .doesNotRun(let error): error.message
    case .tooLarge(let limit):
      Message(
        es: "El cuestionario pasa de \(limit) bytes y no se publicó; divídalo.",
        en: "The questionnaire exceeds \(limit) bytes and was not published; split it.")
    case .store(let error): error.message
    }
  }
}

/// A questionnaire that devices are offered from now on.
public struct Publication: Hashable, Sendable {
  public var definition: StoredDefinition
  /// Findings that do not forbid its use.
  public var findings: [Finding]
  /// Records that waited for it and were checked now.
  public var rechecked: Int
}

extension SyncService {
  /// Publishes a questionnaire, with the data files that it carries. Repeating it changes nothing.
  public func publish(_ form: Questionnaire) throws(PublishError) -> Publication {
    let findings = Checker.check(form)
    guard findings.errors.isEmpty else { throw .findings(findings) }
    do { _ = try CompiledQuestionnaire(form) } catch { throw .doesNotRun(error) }
    let canonical = form.canonicalBytes
    guard canonical.count <= SyncLimits.definitionBytes else {
      throw .tooLarge(limit: SyncLimits.definitionBytes)
    }
    let definition = StoredDefinition(
      hash: form.canonicalHash, name: form.id, version: form.version, title: form.title,
      bytes: canonical)
    do {
      try store.put(definition, published: true)
      let rechecked = try recheck(definition: definition.hash)
      return Publication(definition: definition, findings: findings, rechecked: rechecked)
    } catch {
      throw .store(error)
    }
  }
}

extension [Finding] {
  var errors: [Finding] { filter { $0.severity == .error } }
}
