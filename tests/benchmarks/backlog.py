# SPDX-License-Identifier: Apache-2.0
"""Work that never runs out, for measuring a shared installation: cases that are processed again and again, so that the
workers are what is measured and not the uploads. (Processing again costs one small command; every file is fetched,
parsed and counted as the first time.) Beside it a submitter takes in new cases, because users go on as well."""

import collections
import fcntl
import json
import os
import subprocess
import threading

from cluster import Load


class Backlog:
    """Keeps about `outstanding` cases of `files` recordings each unfinished. fill() before the workers start."""

    def __init__(self, cluster, files=12, frames=300, outstanding=30, cases=50, submitters=3):
        self.cluster = cluster
        self.outstanding = outstanding
        self.cases = cases
        self.submitters = submitters
        self.batches = []
        self.accepted = collections.Counter()
        self.refused = []
        self.under_way = set()
        self.lock = threading.Lock()
        self.stopped = threading.Event()
        self.threads = []
        folder = cluster.folder / "backlog"
        folder.mkdir()
        self.recordings = [folder / f"drive{seed}.log" for seed in range(files)]
        for seed, path in enumerate(self.recordings):
            cluster.run("simulate", "drive", "--seed", seed, "--frames", frames, "--out", path)
        self.load = Load(cluster, self.recordings[:2], pause=2)

    def fill(self):
        numbers = iter(range(self.cases))

        def submit():
            for number in numbers:
                receipt = json.loads(self.cluster.run("submit", *self.recordings, "--vehicle", f"car-{number % 17}"))
                with self.lock:
                    self.batches.append(receipt["batch_id"])

        threads = [threading.Thread(target=submit, daemon=True) for _ in range(self.submitters)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(self.batches) == self.cases, "the cases could not be submitted"

    def start(self):
        jobs = [self.forget_copies, *[self.feed] * self.submitters]
        self.threads = [threading.Thread(target=job, daemon=True) for job in jobs]
        for thread in self.threads:
            thread.start()
        self.load.start()

    def finish(self):
        self.stopped.set()
        self.load.finish()
        for thread in self.threads:
            thread.join(300)
        assert not any(thread.is_alive() for thread in self.threads), "a submitter hangs"

    def submitted(self):
        """Every batch that was accepted."""
        return self.batches + self.load.accepted

    def next_batch(self):
        """A completed case of ours, while too few are unfinished; marked as under way."""
        with self.lock:
            try:
                rows = self.cluster.psql("SELECT id, status FROM batches ORDER BY completed_at")
            except (AssertionError, subprocess.TimeoutExpired):
                return None  # the database is what is down
            mine = set(self.batches)
            free = [row[0] for row in rows if row[0] in mine and row[1] == "completed" and row[0] not in self.under_way]
            if not free or self.cases - len(free) >= self.outstanding:
                return None
            self.under_way.add(free[0])
            return free[0]

    def feed(self):
        while not self.stopped.is_set():
            batch = self.next_batch()
            if batch is None:
                self.stopped.wait(0.2)
                continue
            done = subprocess.run([self.cluster.argus, "batches", "reprocess", batch], env=self.cluster.environment(),
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
            with self.lock:
                self.under_way.discard(batch)
                if done.returncode == 0:
                    self.accepted[batch] += 1
                else:
                    self.refused.append(done.stderr.decode(errors="replace"))

    def check_epochs(self):
        """Every case was processed at least as often as its command was accepted."""
        epochs = dict(self.cluster.psql("SELECT id, run_epoch FROM batches"))
        for batch, times in self.accepted.items():
            assert int(epochs[batch]) > times, f"batch {batch}: {times} runs accepted, epoch {epochs[batch]}"

    def forget_copies(self):
        """Takes the local copies of recordings away, as a full cache does, so that parsing goes to the S3 server."""
        cache = self.cluster.folder / "home" / "cache"
        while not self.stopped.wait(0.2):
            for folder, _, names in os.walk(cache):
                for name in names:
                    remove_unused(os.path.join(folder, name))


def remove_unused(path):
    """Removes a copy that nobody holds, by the lock that all who use one hold."""
    try:
        with open(path, "rb") as copy:
            fcntl.flock(copy, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(path)
    except OSError:
        pass
