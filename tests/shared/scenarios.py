# SPDX-License-Identifier: Apache-2.0
"""What goes wrong between machines: each scenario does it to a cluster that works, and returns when it has ended. The
chaos test plays them for correctness, tests/benchmarks/chaos.py for speed afterwards."""

import random
import time


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
        # The lock first: the relay marks rows in an order of its own, and the two would stand in each other's way.
        scene.cluster.psql("BEGIN; LOCK TABLE outbox IN SHARE ROW EXCLUSIVE MODE; "
                           "UPDATE outbox SET published_at = NULL; COMMIT")
        time.sleep(1)


def rebalance_storm(scene):
    """Workers come and go in order, so that groups never come to rest."""
    for _ in range(8):
        time.sleep(scene.random.uniform(0.3, 1))
        scene.cluster.start_worker()
        scene.cluster.stop_worker(scene.cluster.alive()[0])


SCENARIOS = {each.__name__: each for each in (postgres_restart, backend_kill, kafka_kill, s3_kill, network_cut,
                                              worker_kills, everything_twice, rebalance_storm)}
# Those that need a line between the programs and their servers that can be cut.
# What the cluster of a scenario has beside the usual.
SETTINGS = {"network_cut": {"proxied": True}}
