"""A TCP proxy that counts what TLS 1.3 carries after its handshake, and a reference handshake."""

import socket
import ssl
import threading

HEADER = 5
APPLICATION = 23
SECONDS = 60


def records(stream):
    """Whole records of TLS as they come: their type and their bytes."""
    waiting = b""
    while piece := stream.recv(65536):
        waiting += piece
        while len(waiting) >= HEADER:
            size = HEADER + int.from_bytes(waiting[3:5], "big")
            if len(waiting) < size:
                break
            yield waiting[0], waiting[:size]
            waiting = waiting[size:]


class Counts:
    """Of one connection: the sizes of its encrypted records, each way."""

    def __init__(self):
        self.up, self.down = [], []


class CountingProxy:
    """Hands every byte on and keeps the sizes of the records."""

    def __init__(self, target):
        self.target = target
        self.connections = []
        self.pumps = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.target))
            counts = Counts()
            self.connections.append(counts)
            for source, sink, sizes in ((client, server, counts.up), (server, client, counts.down)):
                source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                pump = threading.Thread(target=self._pump, args=(source, sink, sizes), daemon=True)
                self.pumps.append(pump)
                pump.start()

    @staticmethod
    def _pump(source, sink, sizes):
        try:
            for kind, record in records(source):
                if kind == APPLICATION:
                    sizes.append(len(record))
                sink.sendall(record)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            # The other side is gone: what was sent was counted.
            pass

    def taken(self):
        """The connections since the last call, once every one of them has ended."""
        for pump in self.pumps:
            pump.join(SECONDS)
        self.pumps = []
        found, self.connections = self.connections, []
        return found


def handshake_records(port, authority):
    """How many encrypted records of a server belong to the handshake, its session tickets included:
    those that bring no byte to somebody who says no more than HTTP/2 begins with."""
    context = ssl.create_default_context(cafile=str(authority))
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.set_alpn_protocols(["h2"])
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = context.wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
    encrypted = carrying = 0
    with socket.create_connection(("127.0.0.1", port)) as stream:
        stream.settimeout(SECONDS)
        is_open = _advance(session)
        stream.sendall(outgoing.read())
        for kind, record in records(stream):
            encrypted += kind == APPLICATION
            incoming.write(record)
            if not is_open and _advance(session):
                is_open = True
                # Preface and empty settings.
                session.write(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes((0, 0, 0, 4, 0, 0, 0, 0, 0)))
            if outgoing.pending:
                stream.sendall(outgoing.read())
            if is_open and _reads(session):
                carrying = 1
                break
    return encrypted - carrying


def _advance(session):
    try:
        session.do_handshake()
        return True
    except ssl.SSLWantReadError:
        return False


def _reads(session):
    try:
        return bool(session.read(65536))
    except ssl.SSLWantReadError:
        return False
