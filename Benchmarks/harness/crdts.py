"""crdts.py loro|pycrdt PAIRS.json: what importing the other person's edits of an interview costs.

An interview is a map of fields, as these libraries' users would keep it. Two documents begin with
the same interview; each person's edits are one transaction; the second one's update (what changed
since the beginning) is imported into the first one's document. Only the import is timed.
"""

import json
import statistics
import sys
import time

ROUNDS = 5
# Documents that are in memory at once.
PAIRS = 1000


class Loro:
    def __init__(self):
        import loro
        self.library = loro

    def document(self, base, peer):
        document = self.library.LoroDoc()
        document.peer_id = peer
        fields = document.get_map("fields")
        for path, text in base:
            fields.insert(path, text)
        document.commit()
        return document.export(self.library.ExportMode.Snapshot())

    def opened(self, state, peer):
        document = self.library.LoroDoc()
        document.import_(state)
        document.peer_id = peer
        return document

    def edited(self, document, edits):
        before = document.oplog_vv
        fields = document.get_map("fields")
        for path, text in edits.items():
            fields.insert(path, text)
        document.commit()
        return document.export(self.library.ExportMode.Updates(before))

    def take(self, document, update):
        document.import_(update)

    def value(self, document, path):
        return document.get_deep_value()["fields"][path]


class Pycrdt:
    def __init__(self):
        import pycrdt
        self.library = pycrdt

    def document(self, base, peer):
        document = self.library.Doc(client_id=peer)
        document["fields"] = self.library.Map(dict(base))
        return document.get_update()

    def opened(self, state, peer):
        document = self.library.Doc(client_id=peer)
        document["fields"] = self.library.Map()
        document.apply_update(state)
        return document

    def edited(self, document, edits):
        before = document.get_state()
        fields = document["fields"]
        with document.transaction():
            for path, text in edits.items():
                fields[path] = text
        return document.get_update(before)

    def take(self, document, update):
        document.apply_update(update)

    def value(self, document, path):
        return document["fields"][path]


def main(name, path):
    library = {"loro": Loro, "pycrdt": Pycrdt}[name]()
    with open(path, encoding="utf-8") as file:
        pairs = json.load(file)[:PAIRS]
    ready = []
    for pair in pairs:
        state = library.document(pair["base"], 1)
        other = library.opened(state, 3)
        ready.append((state, pair, library.edited(other, pair["b"])))
    means = []
    for _ in range(ROUNDS):
        documents = []
        for state, pair, update in ready:
            document = library.opened(state, 2)
            library.edited(document, pair["a"])
            documents.append((document, update))
        start = time.perf_counter()
        for document, update in documents:
            library.take(document, update)
        means.append((time.perf_counter() - start) / len(documents))
    for (document, _), (_, pair, _) in zip(documents, ready):
        for field, text in (pair["b"] | pair["a"]).items():
            found = library.value(document, field)
            wanted = {pair["a"].get(field), pair["b"].get(field)} - {None}
            if found not in wanted:
                raise SystemExit(f"{field} is {found}, not {wanted}")
    print(json.dumps({"import_s": statistics.median(means)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
