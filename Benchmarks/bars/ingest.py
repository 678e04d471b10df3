"""What a running server takes in, over HTTP, with the load on the same cores, and what a kill leaves of it."""

import pathlib
import signal
import statistics
import subprocess
import time

from harness.workload import interviews_file

SUMMARY = "durable ingest at a running server, its memory, and kills in the middle (4 minutes)"

PART_OF_RAW_ROWS = 0.4
PART_OF_RAW_SINGLES = 0.3
MEMORY_MIB = 300
ROUNDS = 3

BATCH = 100
BATCH_DEVICES, BATCH_REQUESTS = 8, 5
RAW_INTERVIEWS = BATCH_DEVICES * BATCH_REQUESTS * BATCH
SINGLE_DEVICES, SINGLE_REQUESTS = 200, 20
CONNECTED = 2_000
# The share of a load that is through when the server is killed.
KILL_AT = 0.4


def measure(place, table):
    form, interviews = place.shared("bench/medium.xlsx"), interviews_file(place)
    kinds = {
        "batches": Load(place, form, interviews, BATCH_DEVICES, BATCH_REQUESTS, BATCH),
        "singles": Load(place, form, interviews, SINGLE_DEVICES, SINGLE_REQUESTS, 1),
    }
    found = {kind: [] for kind in kinds}
    raw = []
    for _ in range(ROUNDS):
        raw.append(place.measures("ingest-raw", interviews, place.folder("ingest-raw"), RAW_INTERVIEWS))
        for kind, load in kinds.items():
            found[kind].append(load.run())
    report(table, f"an interview in batches of {BATCH} of {BATCH_DEVICES} devices, beside raw rows of answers",
           found["batches"], each(raw, "rows_s"), PART_OF_RAW_ROWS)
    report(table, f"an interview a request of {SINGLE_DEVICES} devices, beside a raw transaction each",
           found["singles"], each(raw, "singles_s"), PART_OF_RAW_SINGLES)
    crowd = Load(place, form, interviews, SINGLE_DEVICES, SINGLE_REQUESTS // 2, 1, CONNECTED).run()
    table.within(f"memory with {CONNECTED:,} devices connected", crowd["memory_mib"], MEMORY_MIB, "MiB")
    for kind, load in kinds.items():
        acknowledged, lost = load.killed(statistics.median(one["seconds"] for one in found[kind]) * KILL_AT)
        table.note(f"killed in the middle of {kind}: acknowledged by then", acknowledged, "")
        table.within("… of them lost", lost, 0.5, "")


def each(raw, name):
    """Seconds an interview."""
    return statistics.median(one[name] for one in raw) / RAW_INTERVIEWS


def report(table, name, runs, raw, part):
    ours = statistics.median(one["seconds"] / one["interviews"] for one in runs)
    table.faster(name, ours, raw, part)
    for quantile in ("p50_s", "p99_s"):
        table.note(f"… {quantile[:3]} of a request", statistics.median(one[quantile] for one in runs))


class Load:
    """Devices that hand interviews over to a server of their own."""

    def __init__(self, place, form, interviews, devices, requests, each, connected=None):
        self.place, self.form, self.interviews = place, form, interviews
        self.numbers = (devices, connected or devices, requests, each)

    def run(self):
        """What the load found, all of which must have been acknowledged, and the server's peak of memory."""
        folder, process, port = self._server()
        try:
            found = self.place.measures(*self._sending(folder, port))
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        finally:
            process.terminate()
            process.wait()
        if found["acknowledged"] != found["interviews"]:
            raise RuntimeError(f"not everything was acknowledged: {found}")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return found | {"memory_mib": int(peak.split()[1]) / 1024}

    def killed(self, after):
        """Kills the server so many seconds after the load began: how much it had acknowledged, and how much of
        that it lost."""
        folder, process, port = self._server()
        words = [str(word) for word in (self.place.measuring, *self._sending(folder, port))]
        sending = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        sending.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()
        sending.communicate()
        if sending.returncode != 0:
            raise RuntimeError("the load did not end well")
        found = self.place.measures("ingest-count", self.form, folder)
        if not 0 < found["acknowledged"] < self.numbers[0] * self.numbers[2] * self.numbers[3]:
            raise RuntimeError(f"the kill came before or after all: {found}")
        return found["acknowledged"], found["acknowledged"] - found["held"]

    def _server(self):
        folder = self.place.folder("ingest")
        self.place.measures("ingest-begin", self.form, folder, self.numbers[1])
        process = subprocess.Popen(
            [str(self.place.campo_server), "run", "--data", str(folder / "server"), "--listen", "127.0.0.1:0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        return folder, process, int(process.stdout.readline().rsplit(":", 1)[1])

    def _sending(self, folder, port):
        return ("ingest-send", self.form, self.interviews, folder, port, *self.numbers)
