"""Whether a synchronization costs a server with many responses more than one with few."""

from bars.growth import Stores

SUMMARY = "a synchronization with ten changes, servers of 1,000, 100,000 and 1,000,000 responses (3 minutes, and 20 to make them)"

FEW, MANY = 1_000, (100_000, 1_000_000)
TIMES_AS_MUCH = 1.2

NAMES = {"hand": "hand ten corrections in", "get": "get ten corrections"}


def measure(place, table):
    stores = Stores(place)
    copies = [stores.copy(size)[1] for size in (FEW, *MANY)]
    found = place.measures("flat", place.shared("bench/medium.xlsx"), *copies)
    for size in MANY:
        for name, label in NAMES.items():
            table.at_most(f"{label} with {size:,} responses on the server, beside {FEW:,}",
                          found[f"{name}_{size}"] / 1e9, found[f"{name}_{FEW}"] / 1e9, TIMES_AS_MUCH)
