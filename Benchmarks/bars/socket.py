"""What a synchronization takes at the socket, after the handshake of TLS 1.3, both ways."""

import shutil

from harness.place import Missing
from harness.service import Service, flat
from harness.workload import interviews

SUMMARY = "bytes of a synchronization at the socket (1 minute)"

NOTHING = 450
EDIT = 800
OVERHEAD = 700
BATCH = 100


def measure(place, table):
    if shutil.which("openssl") is None:
        raise Missing("no openssl command, to make a certificate with")
    folder = place.folder("socket")
    form = place.shared("bench/medium.xlsx")
    answers = [flat(interview) for interview in interviews(place)[:BATCH]]
    with Service(place, folder, form) as service:
        ana = service.device("ana")
        valid, broken = ana.valid(form, answers)
        edited = ana.interview(form, valid[0])
        ana.sync()
        table.within("a synchronization with nothing to do", ana.sync().bytes, NOTHING, "bytes")
        table.within("one edited answer, in all", ana.edit(form, edited).bytes, EDIT, "bytes")
        batch(service, form, table, valid)
        # As the workload has them, most choose what the questionnaire does not offer.
        device, responses = batch(service, form, table, answers, broken)
        if broken:
            sync = device.edit(form, responses[broken[0]])
            table.note("one edited answer where a choice is broken, in all", sync.bytes, "bytes")


def batch(service, form, table, answers, broken=()):
    """A hundred new responses at once, from a device of their own."""
    device = service.device(f"ana{len(broken)}")
    responses = [device.interview(form, one) for one in answers]
    sync = device.sync()
    overhead = sync.bytes - sync.payload
    if broken:
        table.note(f"… of which {len(broken)} are not valid, beside the payload", overhead, "bytes")
    else:
        table.within(f"{BATCH} valid responses, beside the payload", overhead, OVERHEAD, "bytes")
    table.note("… their payload", sync.payload, "bytes")
    return device, responses
