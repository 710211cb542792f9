# SPDX-License-Identifier: Apache-2.0
"""Prints the frames of an MDF 4 file as asammdf reads them, one a line; 77 where asammdf is not installed.

A line: kind, ns since the start, channel, identifier, extended, FD, bit-rate switch, error state, sent, bytes (without
any: the DLC).
"""
import sys

try:
    from asammdf import MDF
except ImportError:
    sys.exit(77)

PARTS = ("BusChannel", "ID", "IDE", "EDL", "BRS", "ESI", "Dir", "DataLength", "DLC")


def frames(mdf, index, kind):
    wanted = [(f"{kind}.{part}", index, None) for part in PARTS]
    columns = [signal.samples for signal in mdf.select(wanted, raw=True)]
    times = mdf.get("Timestamp", group=index, raw=True).samples
    data = mdf.get(f"{kind}.DataBytes", group=index).samples if kind == "CAN_DataFrame" else None
    for row, time in enumerate(times):
        channel, ident, ide, edl, brs, esi, sent, length, dlc = (int(column[row]) for column in columns)
        payload = bytes(data[row])[:length].hex() if data is not None else str(dlc)
        yield f"{kind} {int(time)} {channel} {ident} {ide} {edl} {brs} {esi} {sent} {payload}"


def main():
    with MDF(sys.argv[1]) as mdf:
        for index, group in enumerate(mdf.groups):
            names = [channel.name for channel in group.channels]
            for kind in ("CAN_DataFrame", "CAN_RemoteFrame", "CAN_ErrorFrame"):
                if kind in names and group.channel_group.cycles_nr:
                    print("\n".join(frames(mdf, index, kind)))


main()
