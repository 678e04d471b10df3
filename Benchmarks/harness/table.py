"""The table of bars: printed as it grows, then kept as a TSV."""

COLUMNS = ("bar", "ours", "peer or limit", "ratio", "asked", "")
WIDTHS = (58, 12, 14, 9, 9, 6)


def quantity(value, unit):
    """A number with its unit, three digits, times in the unit that suits."""
    if unit != "s":
        number = f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
        return f"{number} {unit}".strip()
    for name, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return f"{value / size:.3g} {name}"
    return f"{value / 1e-9:.3g} ns"


class Table:
    def __init__(self):
        self.rows = []
        self.missed = 0
        self.left_out = 0

    def print_heading(self):
        self._print(COLUMNS)

    def faster(self, name, ours, peer, times):
        """A bar: `ours` seconds are at most 1/`times` of the peer's."""
        ratio = peer / ours
        self._add(name, ours, peer, "s", f"{ratio:.3g}×", f"≥ {times}×", ratio >= times)

    def at_most(self, name, ours, peer, times, unit="s"):
        """A bar: `ours` is at most so many times the peer's."""
        ratio = ours / peer
        self._add(name, ours, peer, unit, f"{ratio:.3g}×", f"≤ {times}×", ratio <= times)

    def beside(self, name, ours, peer, unit="s"):
        """A measure beside a peer's, without a bar."""
        self._add(name, ours, peer, unit, f"{peer / ours:.3g}×", "", None)

    def within(self, name, ours, limit, unit="s"):
        """A bar: at most the limit."""
        self._add(name, ours, limit, unit, f"{ours / limit:.3g}", "≤ 1", ours <= limit)

    def share(self, name, ours, whole, part):
        """A bar: `ours` is at most 1/`part` of the whole."""
        ratio = whole / ours
        self._add(name, ours, whole, "s", f"1/{ratio:.0f}", f"≤ 1/{part}", ratio >= part)

    def note(self, name, ours, unit="s"):
        """A measure without a bar."""
        self._add(name, ours, None, unit, "", "", None)

    def leave_out(self, name, reason):
        self.left_out += 1
        self.rows.append((name, "", "", "", "", f"left out: {reason}"))
        print(f"left out: {name}: {reason}", flush=True)

    def _add(self, name, ours, other, unit, ratio, asked, met):
        verdict = "" if met is None else "met" if met else "MISSED"
        self.missed += met is False
        beside = "" if other is None else quantity(other, unit)
        row = (name, quantity(ours, unit), beside, ratio, asked, verdict)
        self.rows.append(row)
        self._print(row)

    @staticmethod
    def _print(row):
        print("  ".join(text.ljust(width) for text, width in zip(row, WIDTHS)).rstrip(), flush=True)

    def write(self, folder, now, machine):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{now:%Y-%m-%d-%H%M}.tsv"
        lines = ["\t".join(COLUMNS[:5] + ("verdict",))] + ["\t".join(row) for row in self.rows]
        path.write_text(f"# {machine}\n" + "\n".join(lines) + "\n", encoding="utf-8")
        return path

    def exit_code(self):
        return 2 if self.left_out else 1 if self.missed else 0
