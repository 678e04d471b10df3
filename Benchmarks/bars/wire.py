"""What an interview takes on the wire, and what packing it costs."""

from harness.place import Missing
from harness.workload import sealed_file

SUMMARY = "bytes on the wire (1 minute)"

ALONE = 360
IN_A_BATCH = 300
# Per-question statistics of the workload itself, and PPMd for its texts: what no one can know before.
MODEL_BOUND = 173
# One interview as an ODK submission.
ODK_XML = 4_428


def measure(place, table):
    try:
        sealed = sealed_file(place)
    except RuntimeError as error:
        raise Missing(f"the workload could not be made: {error}") from error
    found = place.measures("pack", place.shared("bench/medium.xlsx"), sealed)
    if found["alone_interviews"] != found["batch_interviews"]:
        raise RuntimeError(f"not every interview was packed both ways: {found}")
    table.within("payload of one interview, alone", found["alone_bytes"], ALONE, "bytes")
    table.within("… in batches of 100 of one device", found["batch_bytes"], IN_A_BATCH, "bytes")
    table.beside("… beside the model bound", found["batch_bytes"], MODEL_BOUND, "bytes")
    table.beside("… alone, beside its ODK submission", found["alone_bytes"], ODK_XML, "bytes")
    table.note("… as canonical bytes", found["alone_canonical_bytes"], "bytes")
    table.note("… packing one, in a batch", found["batch_pack_ns"] / 1e9)
    table.note("… unpacking one, in a batch", found["batch_unpack_ns"] / 1e9)
