import GRDB
import SQLiteStore
import Testing

/// What is asked often must not read every record.
@Suite struct QueryPlanTests {
  let folder = TemporaryFolder()

  @Test(arguments: [
    "SELECT count(*) FROM record WHERE unsent = 1",
    "SELECT n, id, state FROM record WHERE unsent = 1 AND n > 5 ORDER BY n",
    "SELECT n FROM record WHERE id = x'00'",
    "SELECT max(revision) FROM seal WHERE replica = 1",
    "SELECT entry FROM seal WHERE record = x'00'",
    "SELECT sequence FROM feed WHERE area = 1 AND sequence > 5 ORDER BY sequence",
    "SELECT writes FROM pending WHERE record = 1 ORDER BY place DESC LIMIT 1",
    """
    SELECT record.n, last.place FROM record LEFT JOIN pending AS last ON last.record = record.n
    WHERE record.id = x'00' ORDER BY last.place DESC LIMIT 1
    """,
  ])
  func frequentQueriesUseAnIndex(sql: String) throws {
    let store = try Store.create(at: folder.path, environment: TestWorld().environment)
    try store.close()
    let queue = try DatabaseQueue(path: folder.path + "/campo.sqlite")
    let plan = try queue.read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
    }
    let readsAll = plan.contains { $0.hasPrefix("SCAN") && !$0.contains("INDEX") }
    #expect(!readsAll && !plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
  }
}
