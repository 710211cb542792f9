# SPDX-License-Identifier: Apache-2.0
"""Frames for the tests of conversions: a recording with everything that CAN knows, and frames as argus shows them."""
import decimal
import json

SIXTY_FOUR = "A55A" * 32

# Everything but frames without stamp and times that go back; those have recordings of their own.
KINDS = f"""\
(1700000000.000000) can0 123#
(1700000000.000123) can0 123#1122334455667788
(1700000000.001000456) can1 18DAF110#0201
(1700000000.002000) can0 00000123#01
(1700000000.003000) vcan7 7DF#R
(1700000000.004000) vcan7 18DB33F1#R
(1700000000.005000) can0 20000004#0004000000000000
(1700000000.006000) can0 20000080#
(1700000000.007000) can1 5A1##0
(1700000000.008000) can1 5A1##1112233445566778899AABBCC
(1700000000.009000) can1 18FEF100##2{SIXTY_FOUR}
(1700000000.010000) can1 5A1##301
(1700000000.011000) can0 7E0#0322F190 T
(1700000000.012000) can1 18DA10F1##111 T
(1700000000.013000) can1 321#R T
(1700000000.014000) can0 20000004#0000000000000000 T
(1700000000.015000) can1 000#FF
(1700000000.016000) can1 1FFFFFFF#00
"""

WRITABLE = {"candump": ".log", "asc": ".asc", "blf": ".blf", "mdf": ".mf4", "peak_trc": ".trc", "gvret_csv": ".csv",
            "pcapng": ".pcapng"}


def write(program, name, text):
    path = program.folder / name
    path.write_text(text)
    return path


def frames_of(program, path, *options, **more):
    """Every frame of a recording; stamps as exact numbers."""
    lines = program.run("frames", path, "--format", "json", *options, **more).splitlines()
    return [json.loads(line, parse_float=decimal.Decimal) for line in lines]


def nanoseconds(frame):
    """The stamp of a frame, or None."""
    return None if frame["ts"] is None else int(frame["ts"] * 1_000_000_000)


def what(frame):
    """A frame without its time, channel and place in the file."""
    return (frame["kind"], frame["id"], frame["data"], frame.get("brs", False), frame.get("esi", False),
            frame.get("tx", False))


def convert(program, source, target, *options, **more):
    """Converts; what was said on stderr, line by line."""
    assert program.run("convert", source, target, *options, **more) == b""
    return [line.removeprefix("argus: ") for line in program.stderr.splitlines()]
