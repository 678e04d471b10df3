/// How often one may ask, in a minute. They hold back who tries codes or tokens, and a program that asks
/// without end; nobody who works: 2,000 devices may sit behind one address.
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
  /// Addresses, and enrolments, that are told apart at once.
  static let rateKeys = 10_000
}
