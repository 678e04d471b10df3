"""A running server over TLS, and devices that synchronize with it by the commands that people give."""

import json
import re
import subprocess

from harness.counting import CountingProxy, handshake_records
from harness.processes import checked, once

AREA = "S-01"


def flat(interview):
    """An interview's answers by path, with those of its members."""
    found = {f"/data/{name}": value for name, value in interview["answers"].items()}
    for number, member in enumerate(interview["members"], start=1):
        found |= {f"/data/members[{number}]/{name}": value for name, value in member.items()}
    return found


class Service:
    """A running `campo-server` over TLS with one questionnaire, a counting proxy before it."""

    def __init__(self, place, folder, form):
        self.place, self.folder = place, folder
        self.data = folder / "server"
        self.authority = folder / "ca.pem"
        self._make_certificate()
        checked([place.campo_server, "publish", "--data", self.data, form])
        self.process = subprocess.Popen(
            [str(word) for word in (place.campo_server, "run", "--data", self.data, "--listen", "127.0.0.1:0",
                                    "--certificate", self.authority, "--key", folder / "ca.key")],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        port = int(self.process.stdout.readline().rsplit(":", 1)[1])
        self.port = port
        self.handshake = handshake_records(port, self.authority)
        self.proxy = CountingProxy(port)

    def _make_certificate(self):
        checked(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                 "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", self.folder / "ca.key",
                 "-out", self.authority])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def device(self, name):
        """A device that has the questionnaire and knows the server."""
        said = checked([self.place.campo_server, "enroll", "--data", self.data, "--name", name, "--role",
                        "enumerator", "--area", AREA]).output.decode("utf-8")
        device = Device(self, self.folder / f"{name}.campo")
        checked([self.place.campo, "init", device.store, "--server", f"https://127.0.0.1:{self.proxy.port}",
                 "--code", re.search(r"^\w{5}-\w{5}$", said, re.MULTILINE)[0], "--ca", self.authority])
        for _ in range(2):
            device.sync()
        return device

    def counted(self):
        """Bytes since the last call."""
        # The first encrypted record of a client ends its handshake.
        return sum(sum(one.up[1:]) + sum(one.down[self.handshake:]) for one in self.proxy.taken())


class Sync:
    """What one synchronization took, and what of it was responses, packed."""

    def __init__(self, taken, payload):
        self.bytes, self.payload = taken, payload


class Device:
    def __init__(self, service, store):
        self.service, self.store = service, store

    def sync(self):
        self.service.counted()
        said = checked([self.service.place.campo, "sync", self.store, "--lang", "en"]).output.decode("utf-8")
        payload = sum(int(size) for size in re.findall(r"Sending \d+ responses \((\d+) bytes\)", said))
        return Sync(self.service.counted(), payload)

    def interview(self, form, answers, *options):
        """Keeps the answers; returns the response's identity."""
        return self._played(form, answers, *options)["response"]

    def edit(self, form, response):
        """One answer of a response changed, and a synchronization."""
        self.interview(form, {"/data/viv_b01": 17}, "--response", response)
        return self.sync()

    def valid(self, form, interviews):
        """The interviews with a choice that exists for each that does not, and which had one."""
        scratch = Device(self.service, self.store.with_name("scratch.campo"))
        checked([self.service.place.campo, "init", scratch.store, "--name", "ana", "--area", AREA])
        found, broken = [], []
        for number, answers in enumerate(interviews):
            violations = scratch._played(form, answers)["violations"]
            if violations:
                broken.append(number)
                answers = answers | {violation["path"]: "1" for violation in violations}
                left = scratch._played(form, answers)["violations"]
                if left:
                    raise RuntimeError(f"an interview is still not valid: {left}")
            found.append(answers)
        return found, broken

    def _played(self, form, answers, *options):
        path = self.service.folder / "answers.json"
        path.write_text(json.dumps(answers), encoding="utf-8")
        run = once([self.service.place.campo, "interview", self.store, form, "--answers", path, "--format", "json",
                    *options])
        if run.status != 0:
            raise RuntimeError(f"campo interview exited {run.status}: {run.output[-2000:]!r}")
        return json.loads(run.output)
