# SPDX-License-Identifier: Apache-2.0
"""Machines that are not as they should be: brokers away, clocks wrong, disks full. Scenarios as in scenarios.py; each
checks what holds while it lasts."""

import json
import subprocess
import time

from cluster import need


def brokers_killed(scene):
    """Three brokers keep each event, two must have it: one may be away, with two away events wait."""
    kcat = [need("kcat", "looking at topics"), "-b", scene.cluster.facts["kafka"]["brokers"], "-L", "-J"]

    def all_copies():
        told = subprocess.run(kcat, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        topics = {each["topic"]: each["partitions"] for each in json.loads(told.stdout or "{}").get("topics", [])}
        partitions = topics.get("batch-events", [])
        return len(partitions) == 12 and all(len(each["replicas"]) == 3 for each in partitions)

    scene.cluster.wait_until(all_copies, 120, "the topics have not three copies")
    brokers = scene.cluster.servers["kafka"].brokers
    scene.some_batches(1)
    published = lambda: int(scene.cluster.psql("SELECT count(*) FROM outbox WHERE published_at IS NOT NULL")[0][0])
    brokers[2].kill()
    before = published()
    scene.more_batches(2)
    scene.cluster.wait_until(lambda: published() > before, 60, "nothing is published with one broker of three away")
    brokers[1].kill()
    scene.cluster.wait_until(lambda: scene.unpublished()[0] != "0", 60, "events went out with two brokers away")
    oldest = scene.unpublished()[1]
    scene.more_batches(2)
    assert scene.unpublished()[1] == oldest, "what two of three brokers must keep counts as published by one"
    brokers[1].restart()
    brokers[2].restart()


AHEAD, BEHIND = 5400, -5400


def skewed_workers(cluster):
    return [cluster.start_worker(f"clock{seconds}", **cluster.wrong_clock(seconds)) for seconds in (AHEAD, BEHIND, 0)]


def clock_skew(scene):
    """Workers and a desk whose clocks are far off, beside right ones: nobody else sees anything of it."""
    cluster = scene.cluster
    begun = int(cluster.psql("SELECT (extract(epoch FROM now()) * 1000000)::bigint")[0][0])
    for seconds in (AHEAD, BEHIND):
        done = subprocess.run([cluster.argus, "submit", str(scene.recordings[0]), "--vehicle", "car", "--wait"],
                              env=cluster.environment(**cluster.wrong_clock(seconds)), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        scene.load.accepted.append(json.loads(done.stdout)["batch_id"])
    scene.some_batches(5)
    workers = {row[0].split("/")[0] for row in cluster.psql("SELECT DISTINCT worker FROM attempts")}
    idle = {f"clock{seconds}" for seconds in (AHEAD, BEHIND, 0)} - workers
    assert not idle, f"not all work: {workers}"
    stolen = cluster.psql("SELECT worker, stage, error FROM attempts WHERE outcome = 'lost'")
    assert not stolen, f"leases were taken from workers that live: {stolen[:3]}"
    for worker in cluster.alive()[:2]:
        cluster.kill_worker(worker)
    # The times that stand in the database are all its own.
    minute = 60_000_000
    columns = cluster.psql("""SELECT table_name, column_name FROM information_schema.columns WHERE data_type = 'bigint'
                              AND table_schema = current_schema() AND column_name ~ '(^|_)(at|until)$'
                              AND table_name <> 'schema_migrations'""")
    assert len(columns) > 15, columns
    for table, column in columns:
        ahead = 65 * minute if table == "leases" else 2 * minute  # somebody sweeps the recordings once an hour
        wrong = cluster.psql(f"""SELECT {column} FROM {table} WHERE {column} <> 0 AND {column} NOT BETWEEN
                                 {begun - 10 * minute} AND (extract(epoch FROM now()) * 1000000)::bigint + {ahead}
                                 LIMIT 3""")
        assert not wrong, f"{table}.{column} has a time of a wrong clock: {wrong}"
    late = cluster.psql(f"""SELECT event_type, payload ->> 'occurred_at' FROM outbox WHERE topic = 'batch-events' AND
                            abs(extract(epoch FROM (payload ->> 'occurred_at')::timestamptz) * 1000000 - created_at)
                            > {minute} LIMIT 3""")
    assert not late, f"events have times of a wrong clock: {late}"


def database_disk_full(scene):
    scene.some_batches(1)
    disk = scene.cluster.servers["postgres"].disk
    disk.fill()
    scene.wait_for_refusal("the disk of the database server is full")
    time.sleep(scene.cluster.lease * 2)
    disk.free()
    scene.more_batches(2)


def recordings_disk_full(scene):
    cluster = scene.cluster
    scene.some_batches(1)
    cluster.disk.fill()
    scene.wait_for_refusal("No space left")
    sizes = {f"{row[0]}/{row[1]}": int(row[2]) for row in cluster.psql("SELECT batch_id, id, size FROM files")}
    stored = [path for path in (cluster.folder / "shared").glob("*-*/*") if path.is_file()]
    assert stored, "no recording is there"
    half = [path for path in stored if path.stat().st_size != sizes.get("/".join(path.parts[-2:]), -1)]
    assert not half, f"half recordings are there: {half[:3]}"
    cluster.disk.free()
    scene.more_batches(2)


SETTINGS = {
    "brokers_killed": {"options": {"kafka": {"brokers": "3"}}},
    # Long enough that a busy machine loses none.
    "clock_skew": {"lease": 15},
    "database_disk_full": {"options": {"postgres": {"disk": "200"}}},
    "recordings_disk_full": {"blobs": "folder", "disk": 200},
}
SCENARIOS = {each.__name__: each for each in (brokers_killed, clock_skew, database_disk_full, recordings_disk_full)}
