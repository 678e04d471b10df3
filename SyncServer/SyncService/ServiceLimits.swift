internal import SyncProtocol

/// How often one may ask, in a minute, and how much at once. They hold back who tries codes or tokens, and
/// a program that asks without end; nobody who works: 2,000 devices may sit behind one address.
public enum ServiceLimits {
  static let windowMilliseconds: Int64 = 60_000
  /// Wrong enrolment codes from one address: a whole training session mistypes fewer.
  public static let wrongCodes: Int64 = 120
  /// Requests without a good token from one address: a team whose permissions ended makes fewer.
  public static let wrongTokens: Int64 = 3_000
  /// Requests of one enrolment.
  public static let requests: Int64 = 6_000
  /// Requests of a hub, which asks for all its devices.
  public static let hubRequests: Int64 = 60_000
  /// Exchanges of one enrolment that wait while one is under way: a device makes one after the other, and
  /// asks anew where it lost the answer.
  public static let waitingExchanges = 8
  /// What whoever is refused because the server is busy is told to wait.
  public static let busySeconds = 5
  /// What the checks of the records of one exchange may take, in steps of evaluation, some ten seconds of
  /// one core: a batch of 250 households takes a tenth. Further records wait for the next exchange.
  public static let checkWork = 50_000_000
  /// Bytes of requests held over the whole server while they are read and carried out.
  public static let bodyBytes = 32 << 20
  /// Of these, those of one enrolment: the largest request.
  public static let ownBodyBytes = SyncLimits.requestBytes
  /// The first bytes of each request are not counted: with all connections open they are 64 MiB.
  public static let freeBodyBytes = 16 << 10
  /// How long the body of a request may come: as long as a device's patience.
  public static let bodySeconds = 300
  /// Addresses, and enrolments, that are told apart at once.
  static let rateKeys = 10_000
}
