public import Messages

extension TransportError {
  public var message: Message {
    switch self {
    case .badAddress(let url):
      Message(
        es: "«\(url)» no es una dirección de servidor; escríbala como https://servidor:puerto.",
        en: "“\(url)” is not a server's address; write it as https://server:port.")
    case .noNetwork(let host):
      Message(
        es: "No hay red para llegar a \(host). Lo guardado sigue aquí; sincronice con señal.",
        en: "There is no network to reach \(host). Your work is kept; sync when there is a signal.")
    case .nameNotResolved(let host):
      Message(
        es: "No se encuentra el servidor \(host): no hay red, o el nombre está mal escrito.",
        en: "The server \(host) cannot be found: there is no network, or its name is misspelt.")
    case .refused(let host):
      Message(
        es: "\(host) no acepta conexiones: el servidor está apagado o el puerto es otro.",
        en: "\(host) accepts no connections: the server is down or its port is another.")
    case .timeout(let host):
      Message(
        es: "\(host) no respondió a tiempo. Nada se perdió; inténtelo donde la señal sea mejor.",
        en: "\(host) did not answer in time. Nothing was lost; try where the signal is better.")
    case .connectionLost(let host):
      Message(
        es: "La conexión con \(host) se cortó. Nada se perdió; sincronice de nuevo para seguir.",
        en: "The connection to \(host) was cut. Nothing was lost; sync again to go on.")
    case .proxy(let detail):
      Message(
        es: "El proxy no dejó pasar la conexión (\(detail)); revise la dirección del proxy.",
        en: "The proxy did not let the connection pass (\(detail)); check the proxy's address.")
    case .responseTooLarge(let limit):
      Message(
        es: "La respuesta supera \(limit) bytes y se descartó; avise a la oficina.",
        en: "The answer exceeds \(limit) bytes and was dropped; tell the office.")
    case .cancelled:
      Message(
        es: "Se canceló. Nada se perdió; sincronice de nuevo para seguir.",
        en: "Cancelled. Nothing was lost; sync again to go on.")
    case .noLibrary(let detail):
      Message(
        es: """
          Falta libcurl en este equipo, o está dañada (\(detail)). Nada se perdió; instálela (en \
          Debian: apt install libcurl4) y sincronice de nuevo.
          """,
        en: """
          libcurl is missing from this machine, or damaged (\(detail)). Nothing was lost; install \
          it (on Debian: apt install libcurl4) and sync again.
          """)
    case .engine(let detail):
      Message(
        es: "La conexión falló: \(detail).", en: "The connection failed: \(detail).")
    case .certificate, .certificateDates, .authorityFile, .captivePortal: identityMessage
    case .status(let status, let host): Self.statusMessage(status, host: host)
    }
  }

  /// Where whoever answered could not be shown to be the server.
  private var identityMessage: Message {
    switch self {
    case .certificateDates(let host):
      Message(
        es: """
          Según el reloj de este equipo, el certificado de \(host) no vale hoy. Corrija fecha y \
          hora; si están bien, el certificado venció: avise a la oficina.
          """,
        en: """
          By this device's clock, the certificate of \(host) is not valid today. Set the date and \
          time; if they are right, the certificate has expired: tell the office.
          """)
    case .authorityFile(let path):
      Message(
        es: "No se pueden leer los certificados de confianza en «\(path)»; revise la ruta.",
        en: "The trusted certificates in “\(path)” cannot be read; check the path.")
    case .captivePortal(let host, let contentType):
      Message(
        es: """
          Respondió otro en lugar de \(host) (\(contentType)): esta red pide iniciar sesión. Abra \
          un navegador, entre a la red y sincronice de nuevo.
          """,
        en: """
          Somebody else answered in place of \(host) (\(contentType)): this network wants a \
          log-in. Open a browser, log in to the network and sync again.
          """)
    case .certificate(let host, let problem):
      Message(
        es: """
          No se pudo comprobar que \(host) sea el servidor (\(problem.message.spanish)). No se envió nada. Revise \
          la dirección; si la oficina tiene autoridad propia, dé su archivo con --ca.
          """,
        en: """
          \(host) could not be shown to be the server (\(problem.message.english)). Nothing was sent. Check the \
          address; if the office has an authority of its own, give its file with --ca.
          """)
    default: preconditionFailure("not about identity")
    }
  }

  private static func statusMessage(_ status: Int, host: String) -> Message {
    switch status {
    case 401, 403:
      Message(
        es: "\(host) no reconoce este equipo; pida un código nuevo e inscríbalo otra vez.",
        en: "\(host) does not know this device; ask for a new code and enrol it again.")
    case 407:
      Message(
        es: "El proxy pide usuario y clave; póngalos en la dirección del proxy.",
        en: "The proxy wants a user and password; put them into the proxy's address.")
    case 413:
      Message(
        es: "Lo enviado es más grande de lo que \(host) acepta de una vez; avise a la oficina.",
        en: "What was sent is larger than \(host) accepts at once; tell the office.")
    case 500...:
      Message(
        es: "El servidor \(host) falló (\(status)). Nada se perdió; inténtelo más tarde.",
        en: "The server \(host) failed (\(status)). Nothing was lost; try later.")
    default:
      Message(
        es: "\(host) respondió con el estado \(status); revise la dirección del servidor.",
        en: "\(host) answered with status \(status); check the server's address.")
    }
  }
}
