/// What the people of the demonstration tend to answer, by the question's name. Invented: it says
/// nothing of any place.
enum Plausibility {
  /// Weights of choices; a choice that is offered and not named here weighs `unnamedWeight`.
  static let choiceWeights: [String: [String: Double]] = [
    "contact_result": ["contact": 18, "nobody_home": 1.5, "refused_door": 0.5],
    "consent": ["yes": 24, "no": 1],
    "area_type": ["urban": 3, "rural": 2],
    "list_complete": ["yes": 1, "no": 0],
    "selected_present": ["yes": 20, "no": 1],
    "tenure": ["owned": 6, "rented": 3, "lent": 1],
    "safe_day": [
      "very_safe": 4, "fairly_safe": 5, "unsafe": 2, "very_unsafe": 1, "never_goes": 0.2,
    ],
    "safe_dark": [
      "very_safe": 2, "fairly_safe": 4, "unsafe": 3, "very_unsafe": 2, "never_goes": 1,
    ],
    "privacy": ["alone": 6, "children": 3, "adults": 1],
    "reported": ["yes": 1, "no": 3],
    "official_contact": ["yes": 1, "no": 2],
    "bribe_asked": ["yes": 1, "no": 12],
    "bribe_paid": ["yes": 1, "no": 15],
    "moved": ["yes": 1, "no": 40],
    "injured": ["yes": 1, "no": 6],
    "incident_place": ["street": 5, "transport": 3, "dwelling": 3, "shop": 2, "other": 0],
    "completion": ["completed": 3, "attempted": 1],
  ]

  static let unnamedWeight = 0.1

  /// Screeners: how likely the event is in five years, and how likely it then is in the last one.
  static let fiveYearRates: [String: Double] = [
    "car_theft": 0.02, "motorcycle_theft": 0.04, "bicycle_theft": 0.06,
    "from_vehicle_theft": 0.07, "burglary": 0.09, "vandalism": 0.08, "robbery": 0.16,
    "personal_theft": 0.14, "fraud": 0.10, "extortion": 0.08, "threat": 0.09, "assault": 0.04,
  ]
  static let withinAYear = 0.45

  static let numbers: [String: ClosedRange<Int>] = [
    "members": 1...7, "years_here": 1...18, "offenders": 1...4, "days_lost": 0...5,
    "protection_cost": 10...400, "loss": 15...900,
  ]

  /// How many times, for those to whom it happened: mostly once.
  static let eventCounts: [Double] = [8, 2, 1]

  static let shareOfWomen = 0.52
  static let agesOfHeads = 24...78
  static let agesOfOthers = 0...72
  static let youngRelatives = ["child", "child", "child", "grandchild", "other_relative"]
  static let grownRelatives = ["partner", "partner", "child", "parent", "other_relative"]
  static let difficulties = ["none": 12, "some": 4, "a_lot": 1, "cannot": 0.2]

  /// Of questions with several answers: how often none, and how many at most.
  static let noneRate = 0.3
  static let mostChoices = 3

  static let women = ["Ana", "Rosa", "Marta", "Karla", "Elena", "Sonia", "Gloria", "Ema", "Delmy"]
  static let men = ["Luis", "José", "Óscar", "Pedro", "Julio", "Iván", "Noé", "Mario", "René"]

  /// An answer that is not a value, where the question admits it.
  static let missingRate = 0.03
  /// A required question that the enumerator forgot; the server will say so.
  static let forgottenRate = 0.001
}
