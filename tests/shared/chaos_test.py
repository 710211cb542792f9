# SPDX-License-Identifier: Apache-2.0
"""What goes wrong between machines, done to a whole shared installation of real servers while it works: after each
scenario every accepted case has completed, nothing is stuck, no effect is doubled and no event lost.

    chaos_test.py ARGUS [SCENARIO...] [--rounds N]

The normal tests run each scenario once, briefly, with a short lease; `--rounds` is for longer forms, and
tests/benchmarks/chaos.py measures how fast an installation is again afterwards."""

import argparse
import os
import json
import random
import subprocess
import sys
import time

from checks import check_invariants, ended
from cluster import Cluster, Load, NotAllowed, Unavailable

SETTLE_SECONDS = 240


class Scene:
    """A cluster with work under way, and a seeded source of chance."""

    def __init__(self, cluster, seed):
        self.cluster = cluster
        self.random = random.Random(seed)
        self.recordings = []
        self.load = None

    def prepare(self):
        folder = self.cluster.folder / "case"
        folder.mkdir()
        for seed in (1, 2, 3):
            path = folder / f"drive{seed}.log"
            self.cluster.run("simulate", "drive", "--seed", seed, "--frames", 20_000 * seed, "--out", path)
            self.recordings.append(path)
        (folder / "photo.log").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
        self.recordings.append(folder / "photo.log")

    def completed(self):
        return int(self.cluster.psql("SELECT count(*) FROM batches WHERE status = 'completed'")[0][0])

    def some_batches(self, count):
        self.cluster.wait_until(lambda: self.completed() >= count, 120, f"there are not {count} completed batches")

    def more_batches(self, count):
        self.some_batches(self.completed() + count)

    def unpublished(self):
        """How many events wait, and the number of the oldest."""
        return self.cluster.psql("SELECT count(*), coalesce(min(seq), 0) FROM outbox WHERE published_at IS NULL")[0]

    def wait_for_refusal(self, words):
        """Until a submission was refused with these words."""
        self.cluster.wait_until(lambda: any(words in text for text in self.load.refused), 90,
                                f"nothing was refused with '{words}'")


def postgres_restart(scene):
    scene.some_batches(2)
    scene.cluster.servers["postgres"].restart()
    time.sleep(2)
    scene.cluster.servers["postgres"].kill()
    time.sleep(2)
    scene.cluster.servers["postgres"].restart()


def backend_kill(scene):
    scene.some_batches(1)
    for _ in range(15):
        scene.cluster.psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND "
                           f"backend_type = 'client backend' AND random() < {scene.random.choice((0.3, 1))}")
        time.sleep(scene.random.uniform(0.1, 0.6))


def kafka_kill(scene):
    scene.some_batches(2)
    scene.cluster.servers["kafka"].kill()
    time.sleep(4)
    scene.cluster.servers["kafka"].restart()


def s3_kill(scene):
    scene.some_batches(1)
    scene.cluster.servers["s3"].kill()
    time.sleep(4)
    scene.cluster.servers["s3"].restart()


def network_cut(scene):
    """Longer than a lease, under everything that runs: what was claimed before it must not count after it."""
    scene.some_batches(1)
    for name in ("postgres", "s3"):
        scene.cluster.proxies[name].cut()
    time.sleep(scene.cluster.lease * 2)
    for name in ("postgres", "s3"):
        scene.cluster.proxies[name].join()


def worker_kills(scene):
    for _ in range(8):
        time.sleep(scene.random.uniform(0.2, 1.5))
        victim = scene.random.choice(scene.cluster.alive())
        scene.cluster.kill_worker(victim)
        scene.cluster.start_worker()


def everything_twice(scene):
    """Every event is published again, several times, while the others come for the first time."""
    for _ in range(5):
        scene.some_batches(1)
        scene.cluster.psql("UPDATE outbox SET published_at = NULL")
        time.sleep(1)


def rebalance_storm(scene):
    """Workers come and go in order, so that groups never come to rest."""
    for _ in range(8):
        time.sleep(scene.random.uniform(0.3, 1))
        scene.cluster.start_worker()
        scene.cluster.stop_worker(scene.cluster.alive()[0])


def brokers_killed(scene):
    """Three brokers keep each event, two must have it: one may be away, with two away events wait."""
    def all_copies():
        checks = scene.cluster.json("doctor", expect=None)
        return [each["outcome"] for each in checks if each["name"] == "bus"] == ["good"]

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
    "network_cut": {"proxied": True},
    "brokers_killed": {"options": {"kafka": {"brokers": "3"}}},
    # Long enough that a busy machine loses none.
    "clock_skew": {"lease": 15},
    "database_disk_full": {"options": {"postgres": {"disk": "200"}}},
    "recordings_disk_full": {"blobs": "folder", "disk": 200},
}
SCENARIOS = {each.__name__: each for each in (
    postgres_restart, backend_kill, kafka_kill, s3_kill, network_cut, worker_kills, everything_twice, rebalance_storm,
    brokers_killed, clock_skew, database_disk_full, recordings_disk_full)}


def play(argus, name, seed, batches=None):
    scenario = SCENARIOS[name]
    with Cluster(argus, **SETTINGS.get(name, {})) as cluster:
        scene = Scene(cluster, seed)
        scene.prepare()
        if name == "clock_skew":
            skewed_workers(cluster)
        else:
            for _ in range(2):
                cluster.start_worker()
        load = scene.load = Load(cluster, scene.recordings)
        load.start()
        scenario(scene)
        time.sleep(2)
        load.finish()
        cluster.wait_until(lambda: ended(cluster, load.accepted), SETTLE_SECONDS, f"{name}: not everything has ended")
        check_invariants(cluster, load.accepted)
        assert load.accepted, f"{name}: nothing was accepted\n" + "\n".join(load.refused[-3:])
        for worker in cluster.alive():
            cluster.stop_worker(worker)
        print(f"{name}: {len(load.accepted)} cases, seed {seed}: all as it must be", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("argus")
    parser.add_argument("scenarios", nargs="*", choices=[[], *SCENARIOS])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    missing = False
    for round_number in range(arguments.rounds):
        for name in arguments.scenarios or SCENARIOS:
            try:
                play(arguments.argus, name, arguments.seed + round_number)
            except Unavailable as reason:
                print(f"{name}: skipped: {reason}", flush=True)
                missing = missing or not isinstance(reason, NotAllowed)
    sys.exit(1 if missing and os.environ.get("ARGUS_REQUIRE_SERVERS") == "1" else 0)


if __name__ == "__main__":
    main()
