# SPDX-License-Identifier: Apache-2.0
"""Reads a recording with another program's library and prints its frames as JSON, one a line. Runs in whatever Python
has that library: oracle_test.py starts it.

oracle_readers.py python-can|asammdf [FILE]     without FILE: only whether the library is there (exit status 3: no)
"""
import json
import sys


def python_can(path):
    import can  # pylint: disable=import-outside-toplevel,import-error

    options = {"relative_timestamp": False} if path.endswith(".asc") else {}
    with can.LogReader(path, **options) as reader:
        for message in reader:
            kind = "error" if message.is_error_frame else "remote" if message.is_remote_frame \
                else "fd" if message.is_fd else "data"
            yield {"ts": message.timestamp, "id": message.arbitration_id, "extended": message.is_extended_id,
                   "kind": kind, "fd": message.is_fd, "brs": message.bitrate_switch,
                   "esi": message.error_state_indicator, "tx": not message.is_rx, "data": message.data.hex().upper(),
                   "channel": str(message.channel)}


def asam_groups(file):
    """The groups of bus events: (name of the structure, its signals by the last part of their names, stamps)."""
    for number, group in enumerate(file.groups):
        names = [channel.name for channel in group.channels]
        base = next((name for name in names if name in ("CAN_DataFrame", "CAN_RemoteFrame", "CAN_ErrorFrame")), None)
        if base is None:
            continue
        signals = {name.rsplit(".", 1)[-1]: file.get(name, group=number, raw=True)
                   for name in names if name.startswith(base + ".")}
        yield base, signals


def asammdf(path):
    from asammdf import MDF  # pylint: disable=import-outside-toplevel,import-error

    kinds = {"CAN_DataFrame": "data", "CAN_RemoteFrame": "remote", "CAN_ErrorFrame": "error"}
    with MDF(path) as file:
        start = file.start_time.timestamp()
        for base, signals in asam_groups(file):
            for i, stamp in enumerate(signals["ID"].timestamps):
                def flag(name, at=i, of=signals):
                    return name in of and bool(of[name].samples[at])

                length = int(signals["DataLength"].samples[i]) if "DataLength" in signals else 0
                data = bytes(signals["DataBytes"].samples[i])[:length].hex().upper() if "DataBytes" in signals else ""
                kind = kinds[base]
                yield {"ts": start + float(stamp), "id": int(signals["ID"].samples[i]), "extended": flag("IDE"),
                       "kind": "fd" if kind == "data" and flag("EDL") else kind, "fd": flag("EDL"),
                       "brs": flag("BRS"), "esi": flag("ESI"), "tx": flag("Dir"), "data": data,
                       "channel": str(int(signals["BusChannel"].samples[i]))}


def main():
    try:
        if sys.argv[1] == "python-can":
            __import__("can")
        else:
            __import__("asammdf")
    except ImportError:
        return 3
    for path in sys.argv[2:]:
        for frame in (python_can if sys.argv[1] == "python-can" else asammdf)(path):
            print(json.dumps(frame))
    return 0


if __name__ == "__main__":
    sys.exit(main())
