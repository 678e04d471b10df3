extension Questionnaire {
  /// The data files that it carries as trees, by name. All of them hold at most as many cells as one
  /// of them may.
  package var dataTrees: [String: Result<Tree, DataFileError>] {
    var trees: [String: Result<Tree, DataFileError>] = [:]
    var cells = 0
    for file in dataFiles where trees[file.name] == nil {
      do throws(DataFileError) {
        let tree = try file.tree()
        cells += tree.nodes.count
        guard cells <= DataFileLimits.cells else { throw DataFileError(.cells, file: file.name) }
        trees[file.name] = .success(tree)
      } catch {
        trees[file.name] = .failure(error)
      }
    }
    return trees
  }
}

extension DataFile {
  /// The file as the tree that `instance()` shows.
  package func tree() throws(DataFileError) -> Tree {
    do throws(DataFileError) {
      guard bytes.count <= DataFileLimits.fileBytes else { throw DataFileError(.fileBytes) }
      switch name.split(separator: ".").last?.lowercased() {
      case "csv": return try CSVTree.tree(bytes)
      case "geojson": return try GeoJSONTree.tree(bytes)
      case "xml": return try XMLDocumentTree.tree(bytes)
      default: throw DataFileError(.format)
      }
    } catch {
      var named = error
      named.file = name
      throw named
    }
  }
}
