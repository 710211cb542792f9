# SPDX-License-Identifier: Apache-2.0
"""SIGKILL at random points of a running batch: nothing accepted is lost, doubled or stuck, and the final result equals
that of an undisturbed run. `--cycles N` for longer forms (docs/testing.md)."""
import argparse
import json
import random
import signal
import sqlite3
import subprocess
import time
import zipfile

from program import Program


def recordings(program):
    """Several drives, an archive, a duplicate and a file that cannot be read: every path of the pipeline."""
    folder = program.folder / "case"
    folder.mkdir()
    for seed in range(1, 6):
        program.run("simulate", "drive", "--seed", seed, "--frames", 60_000 * seed,
                    "--out", folder / f"drive{seed}.log")
    (folder / "copy.log").write_bytes((folder / "drive1.log").read_bytes())
    (folder / "photo.log").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with zipfile.ZipFile(folder / "more.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "drive2.log", "inside/drive.log")
    return folder


def comparable(report):
    """A report without ids and clocks: what two runs of the same recordings must have in common."""
    report["batch"] = {k: report["batch"][k] for k in ("status", "total_files", "processed_files", "failed_files")}
    for entry in report["files"]:
        for key in ("id", "duplicate_of"):
            entry[key] = bool(entry.get(key))
    return json.dumps(report, sort_keys=True)


def submit_arguments(folder, key):
    return ["submit", folder, "--vehicle", "car", "--key", key, "--wait"]


def undisturbed(program, folder):
    receipt = program.json(*submit_arguments(folder, "calm"), expect=1)
    return comparable(program.json("report", receipt["batch_id"], "--format", "json"))


def kill_once(program, arguments, delay):
    """Starts the command and kills it after the delay; its exit status if it was done before."""
    process = program.start(*arguments)
    try:
        process.communicate(timeout=delay)
        return process.returncode
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return None


def check_store(program, batches):
    database = sqlite3.connect(f"file:{program.folder / 'store.db'}?mode=ro", uri=True)
    ask = lambda statement: database.execute(statement).fetchall()
    assert ask("PRAGMA integrity_check") == [("ok",)]
    assert ask("SELECT COUNT(*) FROM batches") == [(batches,)], "a batch was lost or doubled"
    assert ask("SELECT id FROM batches WHERE status NOT IN ('completed', 'failed')") == [], "a batch is stuck"
    open_tasks = "SELECT id FROM tasks WHERE status IN ('available', 'running') AND stage <> 'report'"
    assert ask(open_tasks) == [], "a task is stuck"
    doubled = """SELECT batch_id, run_epoch, event_type, COUNT(*) FROM outbox WHERE event_type IN
                 ('UploadCompleted', 'AllFilesParsed', 'AggregationCompleted', 'DiagnosisCompleted')
                 GROUP BY 1, 2, 3 HAVING COUNT(*) > 1"""
    assert ask(doubled) == [], "a step was taken twice"
    uncounted = """SELECT b.id FROM batches b WHERE b.processed_files <> b.total_files OR b.total_files <>
                   (SELECT COUNT(*) FROM files f WHERE f.batch_id = b.id AND f.run_epoch = b.run_epoch)"""
    assert ask(uncounted) == [], "a file was lost or counted twice"
    last = {}
    for batch, payload in ask("SELECT batch_id, payload FROM outbox WHERE event_type = 'StatusChanged' ORDER BY seq"):
        event = json.loads(payload)
        assert last.get(batch, "pending") == event["old_status"], "a move is missing in the events"
        last[batch] = event["new_status"]


def stored_blobs(program):
    blobs = program.folder / "store.db.blobs"
    return {str(p.relative_to(blobs)) for p in blobs.glob("*/*") if p.is_file()}


def check_no_orphans(program, finished):
    """Kills leave blobs without a row and half uploads; an owner that finds them old enough removes them."""
    with sqlite3.connect(f"file:{program.folder / 'store.db'}?mode=ro", uri=True) as database:
        wanted = {key for (key,) in database.execute("SELECT DISTINCT object_key FROM files")}
    orphans = len(stored_blobs(program) - wanted)
    env = dict(program.env, ARGUS_ORPHAN_AGE="0")
    for _ in range(100):
        if stored_blobs(program) == wanted:
            break
        # The upload under this key is complete: the command only owns the store for a moment.
        program.run(*finished, expect=1, env=env)
    assert stored_blobs(program) == wanted, "blobs without a row stay, or one with a row is gone"
    assert not list((program.folder / "store.db.blobs" / ".staging").iterdir()), "half uploads stay"
    print(f"{orphans} blobs without a row were removed")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with Program() as program:
        folder = recordings(program)
        begun = time.monotonic()
        wanted = undisturbed(program, folder)
        normal = time.monotonic() - begun
        kills, batch = 0, 0
        keys = []
        while kills < options.cycles:
            key = f"stormy {batch}"
            keys.append(key)
            batch += 1
            in_this = 0
            while kills < options.cycles:
                # The more often a batch was hit, the longer it is left alone: it must get somewhere in the end.
                delay = chance.uniform(0.01, normal * (1.1 + in_this / 10))
                if kill_once(program, submit_arguments(folder, key), delay) is not None:
                    break
                kills += 1
                in_this += 1
        for key in keys:
            receipt = program.json(*submit_arguments(folder, key), expect=1)
            report = comparable(program.json("report", receipt["batch_id"], "--format", "json"))
            assert report == wanted, f"the result of '{key}' differs from the undisturbed one"
        check_store(program, len(keys) + 1)
        check_no_orphans(program, submit_arguments(folder, keys[0]))
        leftovers = stored_blobs(program)
        database = sqlite3.connect(f"file:{program.folder / 'store.db'}?mode=ro", uri=True)
        for (key,) in database.execute("SELECT DISTINCT object_key FROM files"):
            assert (program.folder / "store.db.blobs" / key).is_file(), f"blob {key} was lost"
        print(f"{kills} kills over {batch} batches ({normal:.1f} s undisturbed): all results equal; "
              f"{len(leftovers)} blobs")


main()
