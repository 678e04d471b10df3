"""Whole processes, measured side by side: one of each in turn, so that a slow moment hits all."""

import os
import statistics
import subprocess
import time


class Run:
    """What one command did, over all rounds."""

    def __init__(self):
        self.seconds = []
        self.peak_bytes = 0
        self.status = 0
        self.output = b""

    @property
    def median(self):
        return statistics.median(self.seconds)


def interleaved(commands, rounds):
    """Runs named commands `rounds` times in turn, after one round that is not counted."""
    runs = {name: Run() for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            once(command, runs[name], counts=number > 0)
    return runs


def once(command, run=None, counts=True):
    """Runs a command and notes its time and its own peak of memory."""
    run = run or Run()
    read, write = os.pipe()
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=write, stderr=write)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        run.output = stream.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = run.status = os.waitstatus_to_exitcode(status)
    if counts:
        run.seconds.append(seconds)
        run.peak_bytes = max(run.peak_bytes, usage.ru_maxrss * 1024)
    return run


def checked(command):
    """As `once`, of a command that must succeed."""
    run = once(command)
    if run.status != 0:
        tail = run.output.decode("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{' '.join(str(word) for word in command)} exited {run.status}:\n{tail}")
    return run
