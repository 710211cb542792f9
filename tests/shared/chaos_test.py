# SPDX-License-Identifier: Apache-2.0
"""What goes wrong between machines, done to a whole shared installation of real servers while it works: after each
scenario every accepted case has completed, nothing is stuck, no effect is doubled and no event lost.

    chaos_test.py ARGUS [SCENARIO...] [--rounds N]

The normal tests run each scenario once, briefly, with a short lease; `--rounds` is for longer forms, and
tests/benchmarks/chaos.py measures how fast an installation is again afterwards."""

import argparse
import os
import random
import sys
import time

from checks import check_invariants, ended
from cluster import Cluster, Load, Unavailable

SETTLE_SECONDS = 240


class Scene:
    """A cluster with work under way, and a seeded source of chance."""

    def __init__(self, cluster, seed):
        self.cluster = cluster
        self.random = random.Random(seed)
        self.recordings = []

    def prepare(self):
        folder = self.cluster.folder / "case"
        folder.mkdir()
        for seed in (1, 2, 3):
            path = folder / f"drive{seed}.log"
            self.cluster.run("simulate", "drive", "--seed", seed, "--frames", 20_000 * seed, "--out", path)
            self.recordings.append(path)
        (folder / "photo.log").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
        self.recordings.append(folder / "photo.log")

    def some_batches(self, count):
        self.cluster.wait_until(
            lambda: int(self.cluster.psql("SELECT count(*) FROM batches WHERE status = 'completed'")[0][0]) >= count,
            120, f"there are not {count} completed batches")


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


SCENARIOS = {each.__name__: each for each in (postgres_restart, backend_kill, kafka_kill, s3_kill, network_cut,
                                              worker_kills, everything_twice, rebalance_storm)}


def play(argus, name, seed, batches=None):
    scenario = SCENARIOS[name]
    with Cluster(argus, proxied=name == "network_cut") as cluster:
        scene = Scene(cluster, seed)
        scene.prepare()
        for _ in range(2):
            cluster.start_worker()
        load = Load(cluster, scene.recordings)
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
    try:
        for round_number in range(arguments.rounds):
            for name in arguments.scenarios or SCENARIOS:
                play(arguments.argus, name, arguments.seed + round_number)
    except Unavailable as reason:
        print(f"skipped: no servers: {reason}")
        sys.exit(1 if os.environ.get("ARGUS_REQUIRE_SERVERS") == "1" else 0)


if __name__ == "__main__":
    main()
