"""Twenty interviews over slow links, beside what the link itself needs and beside one POST an interview."""

import http.client
import http.server
import json
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from xml.sax.saxutils import escape

from harness.place import Missing
from harness.processes import once
from harness.service import Service, flat
from harness.workload import interviews

SUMMARY = "20 interviews over GPRS, 3G and LTE (2 minutes)"

# kbit/s and milliseconds of a round trip.
LINKS = {"GPRS": (40, 600), "3G": (384, 150), "LTE": (10_000, 50)}
COUNT = 20
ROUNDS = 3
# TCP, TLS 1.3 and one request.
ROUND_TRIPS = 3
BESIDE_LINK = 1.25
BESIDE_XML = 8


def measure(place, table):
    if shutil.which("openssl") is None:
        raise Missing("no openssl command, to make a certificate with")
    folder = place.folder("links")
    form = place.shared("bench/medium.xlsx")
    answers = [flat(interview) for interview in interviews(place)[: COUNT * ROUNDS * len(LINKS)]]
    with Service(place, folder, form) as service:
        device = service.device("ana")
        valid, _ = device.valid(form, answers)
        for name, link in LINKS.items():
            runs = []
            for _ in range(ROUNDS):
                for one in valid[:COUNT]:
                    device.interview(form, one)
                valid = valid[COUNT:] + valid[:COUNT]
                runs.append(_synchronized(place, service, device, link))
            seconds, model = sorted(runs)[len(runs) // 2]
            table.at_most(f"{COUNT} interviews over {name}, beside the bare link", seconds, model, BESIDE_LINK, "s")
            xml = _posted(place, service, link, [_submission(one) for one in valid[:COUNT]])
            table.faster(f"{COUNT} interviews over {name}, beside a POST of XML each", seconds, xml, BESIDE_XML)


class Link:
    """A slow link before a port of this machine, as `../shared/bench` makes it."""

    def __init__(self, place, target, kilobits, round_trip):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, str(place.shared("bench/linkproxy.py")), str(self.port), str(target), str(kilobits),
             str(round_trip)],
            stdout=subprocess.PIPE, text=True)
        for _ in range(100):
            try:
                # Met by the server as somebody who says nothing.
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise RuntimeError("the slow link did not begin")

    def end(self):
        """What passed: bytes each way."""
        self.process.send_signal(signal.SIGTERM)
        return json.loads(self.process.communicate()[0])


def _synchronized(place, service, device, link):
    """Seconds of a synchronization, and those that the link alone needs for its bytes."""
    slow = Link(place, service.port, *link)
    run = once([place.campo, "sync", device.store, "--via", f"https://127.0.0.1:{slow.port}", "--ca",
                service.authority, "--lang", "en"])
    passed = slow.end()
    if run.status != 0:
        raise RuntimeError(f"campo sync exited {run.status}: {run.output[-2000:]!r}")
    kilobits, round_trip = link
    moved = (passed["up"] + passed["down"]) * 8 / (kilobits * 1000)
    return run.seconds[0], ROUND_TRIPS * round_trip / 1000 + moved


def _submission(answers):
    """An interview as the XML that a form of ODK is sent as."""
    tree = {}
    for path, value in answers.items():
        node = tree
        *groups, last = path.strip("/").split("/")[1:]
        for group in groups:
            node = node.setdefault(group, {})
        node[last] = value
    return f'<data id="medium" version="1">{_elements(tree)}</data>'.encode("utf-8")


def _elements(tree):
    written = []
    for name, value in tree.items():
        name = name.split("[")[0]
        text = _elements(value) if isinstance(value, dict) else escape(_text(value))
        written.append(f"<{name}>{text}</{name}>")
    return "".join(written)


def _text(value):
    return " ".join(value) if isinstance(value, list) else str(value)


def _posted(place, service, link, submissions):
    """Seconds that one connection takes for a POST an interview, each waiting for its answer."""
    server = _Server(("127.0.0.1", 0), _Receiver)
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(service.authority, service.folder / "ca.key")
    server.socket = server_side.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    slow = Link(place, server.server_address[1], *link)
    client_side = ssl.create_default_context(cafile=str(service.authority))
    start = time.perf_counter()
    connection = http.client.HTTPSConnection("127.0.0.1", slow.port, context=client_side)
    for submission in submissions:
        connection.request("POST", "/submission", _multipart(submission), {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "X-OpenRosa-Version": "1.0"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 201:
            raise RuntimeError(f"the receiver answered {answer.status}")
    seconds = time.perf_counter() - start
    connection.close()
    slow.end()
    server.shutdown()
    return seconds


BOUNDARY = "interview"


def _multipart(submission):
    head = (f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"xml_submission_file\"; "
            f"filename=\"interview.xml\"\r\nContent-Type: text/xml\r\n\r\n")
    return head.encode("ascii") + submission + f"\r\n--{BOUNDARY}--\r\n".encode("ascii")


class _Server(http.server.HTTPServer):
    def handle_error(self, request, client_address):
        """Of somebody who only looked whether the link is there: nothing is to be said."""


class _Receiver(http.server.BaseHTTPRequestHandler):
    """Takes submissions and keeps nothing: faster than any server that stores them."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = b'<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message/></OpenRosaResponse>'
        self.send_response(201)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass
