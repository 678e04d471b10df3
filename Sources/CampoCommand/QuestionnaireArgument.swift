import ArgumentParser
import Campo
import CommandLanguage
import Foundation
import Interviewing
import QuestionnaireLanguage

/// A questionnaire as people name it: a file, or one that the store holds.
struct QuestionnaireArgument: ParsableArguments {
  @Argument(
    help: help(
      es: "El cuestionario: un archivo, o su id o hash en el almacén.",
      en: "The questionnaire: a file, or its id or hash in the store."))
  var questionnaire: String

  /// Reads and keeps a file; else looks in the store.
  func find(in client: SurveyClient) throws -> CompiledQuestionnaire {
    guard FileManager.default.fileExists(atPath: questionnaire) else {
      return try client.questionnaire(named: questionnaire)
    }
    return try client.keep(Questionnaire(file: questionnaire))
  }
}
