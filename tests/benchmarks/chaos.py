# SPDX-License-Identifier: Apache-2.0
"""How fast a shared installation works again after each fault, and what more worker processes bring.

    chaos.py ARGUS [SCENARIO...] [--windows 6] [--rounds 2] [--json FILE]
    chaos.py ARGUS --workers 1,2,4 [--windows 6] [--rounds 2] [--json FILE]

A benchmark, no test. Each scenario runs on an installation of its own under a backlog that never runs out. Undisturbed
and recovered phases take turns, so that other work on the machine and growing tables fall on both: fresh workers, a
phase undisturbed, the fault, a phase recovered, fresh workers, a phase undisturbed, and so on. Completed cases and
parsed files are counted in windows of 10 s by the database's own times. For each fault the median of the windows after
recovery (the first completion after the fault ended) is divided by the mean of the medians of the undisturbed phases
before and behind it; what is reported is the median of all faults. At the end everything must have completed, once.

With --workers the same backlog is worked on by that many processes in turn, each with one task at a time.
"""

import argparse
import json
import os
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "shared"))

from checks import check_invariants, ended  # noqa: E402
from cluster import Cluster, Unavailable  # noqa: E402
from scenarios import SCENARIOS, SETTINGS, Scene  # noqa: E402

from backlog import Backlog  # noqa: E402

WINDOW_SECONDS = 10
WARM_UP_SECONDS = 10
FIRST_WAVE_SECONDS = 20  # the cases of the start go through the stages together
RECOVERY_SECONDS = 180
SETTLE_SECONDS = 600
# What is counted, by the time of its commit's transaction. A batch's completion stands in the outbox, because the batch
# itself is processed again later.
COUNTED = {
    "cases": "SELECT created_at AS at FROM outbox WHERE event_type = 'StatusChanged' AND topic = 'batch-events' "
             "AND payload ->> 'new_status' = 'completed'",
    "files": "SELECT ended_at AS at FROM attempts WHERE stage = 'parse' AND outcome = 'completed'",
}


class Meter:
    """Counts what was completed between two times of the database, in windows."""

    def __init__(self, cluster):
        self.cluster = cluster

    def now(self):
        """Microseconds, by the database's clock."""
        return int(self.cluster.psql("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")[0][0])

    def windows(self, what, start, count):
        width = WINDOW_SECONDS * 1_000_000
        rows = self.cluster.psql(f"SELECT (at - {start}) / {width}, count(*) FROM ({COUNTED[what]}) counted "
                                 f"WHERE at >= {start} AND at < {start + count * width} GROUP BY 1")
        found = {int(window): int(number) for window, number in rows}
        return [found.get(window, 0) for window in range(count)]

    def first_after(self, start):
        rows = self.cluster.psql(f"SELECT min(at) FROM ({COUNTED['cases']}) counted WHERE at > {start}")
        return int(rows[0][0]) if rows[0][0] else None

    def phase(self, start, count):
        """Waits until `count` windows from `start` on are over, and counts in them."""
        left = start / 1e6 + count * WINDOW_SECONDS - self.now() / 1e6
        time.sleep(max(left, 0) + 1)  # a transaction is counted by its beginning: let the last ones end
        return {what: self.windows(what, start, count) for what in COUNTED} | {"load": os.getloadavg()[0]}


def fresh_workers(cluster, count):
    """Replaces the workers by new ones, in order: nobody carries over what the last fault left in him."""
    before = cluster.alive()
    for _ in range(count):
        cluster.start_worker()
    for worker in before:
        cluster.stop_worker(worker)
    time.sleep(WARM_UP_SECONDS)


def undisturbed_phase(cluster, meter, options):
    fresh_workers(cluster, options.processes)
    return meter.phase(meter.now(), options.windows)


def measure_fault(cluster, meter, scene, scenario, options):
    """The fault, and the windows after it; how long both took."""
    began = meter.now()
    scenario(scene)
    over = meter.now()
    cluster.wait_until(lambda: meter.first_after(over), RECOVERY_SECONDS, "nothing completes after the fault")
    recovered_at = meter.first_after(over)
    recovered = meter.phase(recovered_at, options.windows)
    assert len(cluster.alive()) == options.processes, f"workers have ended by themselves\n{cluster.logs()}"
    return recovered | {"fault_seconds": (over - began) / 1e6, "recovery_seconds": (recovered_at - over) / 1e6}


def ratios(undisturbed, recovered, what):
    """For each fault: the median of the windows after it against those of the phases before and behind it."""
    calm = [statistics.median(phase[what]) for phase in undisturbed]
    return [round(statistics.median(phase[what]) / max((calm[i] + calm[i + 1]) / 2, 0.1), 3)
            for i, phase in enumerate(recovered)]


def installation(options, name):
    return Cluster(options.argus, lease=options.lease, options={"postgres": {"autovacuum": "1"}},
                   **SETTINGS.get(name, {}))


def check(cluster, backlog):
    """Ends the load, and requires that everything accepted has completed, once."""
    backlog.finish()
    cluster.wait_until(lambda: ended(cluster, backlog.submitted()), SETTLE_SECONDS, "not everything has ended")
    check_invariants(cluster, backlog.submitted())
    backlog.check_epochs()
    for worker in cluster.alive():
        cluster.stop_worker(worker)


def measure_scenario(name, options):
    with installation(options, name) as cluster:
        scene = Scene(cluster, options.seed)
        backlog = Backlog(cluster)
        backlog.fill()
        backlog.start()
        for _ in range(options.processes):
            cluster.start_worker()
        time.sleep(FIRST_WAVE_SECONDS)
        meter = Meter(cluster)
        undisturbed = [undisturbed_phase(cluster, meter, options)]
        recovered = []
        for number in range(options.rounds):
            recovered.append(measure_fault(cluster, meter, scene, SCENARIOS[name], options))
            undisturbed.append(undisturbed_phase(cluster, meter, options))
            print(f"  {name} {number + 1}: {json.dumps([undisturbed[-2], recovered[-1], undisturbed[-1]])}",
                  file=sys.stderr, flush=True)
        each = {what: ratios(undisturbed, recovered, what) for what in COUNTED}
        result = {"scenario": name, "seed": options.seed, "undisturbed": undisturbed, "recovered": recovered,
                  "ratios": each, "ratio": {what: statistics.median(each[what]) for what in COUNTED}}
        check(cluster, backlog)
        result |= {"invariants": "hold", "runs": sum(backlog.accepted.values()) + len(backlog.submitted()),
                   "refused": len(backlog.refused) + len(backlog.load.refused)}
    return result


def measure_workers(counts, options):
    with installation(options, "workers") as cluster:
        backlog = Backlog(cluster, outstanding=60, cases=90, submitters=6)
        backlog.fill()
        backlog.start()
        fresh_workers(cluster, max(counts))
        time.sleep(FIRST_WAVE_SECONDS)
        meter = Meter(cluster)
        phases = {count: [] for count in counts}
        for _ in range(options.rounds):
            for count in counts:
                fresh_workers(cluster, count)
                phases[count].append(meter.phase(meter.now(), options.windows))
                print(f"  {count} workers: {json.dumps(phases[count][-1])}", file=sys.stderr, flush=True)
        check(cluster, backlog)
    medians = {count: {what: statistics.median(number for phase in phases[count] for number in phase[what])
                       for what in COUNTED} for count in counts}
    return {"workers": phases, "medians": medians}


def show(result):
    seconds = ", ".join(f"{each['recovery_seconds']:.1f}" for each in result["recovered"])
    print(f"{result['scenario']:16} cases {result['ratio']['cases']:.2f}, files {result['ratio']['files']:.2f} "
          f"{result['ratios']['files']}, first completion after {seconds} s, {result['runs']} runs, "
          f"invariants {result['invariants']}", flush=True)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("argus")
    parser.add_argument("scenarios", nargs="*", choices=[[], *SCENARIOS])
    parser.add_argument("--windows", type=int, default=6, help="windows of 10 s in each phase")
    parser.add_argument("--rounds", type=int, default=2, help="undisturbed and recovered phases in turn")
    parser.add_argument("--processes", type=int, default=2, help="worker processes under a fault")
    parser.add_argument("--lease", type=int, default=30, help="seconds; the product's default")
    parser.add_argument("--workers", help="measure these numbers of worker processes instead: 1,2,4")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--json", help="write everything that was counted to this file")
    return parser.parse_args()


def main():
    options = arguments()
    results = []
    try:
        if options.workers:
            results.append(measure_workers([int(each) for each in options.workers.split(",")], options))
            for count, medians in results[0]["medians"].items():
                print(f"{count} workers: {medians['cases'] / WINDOW_SECONDS:.2f} cases/s, "
                      f"{medians['files'] / WINDOW_SECONDS:.1f} files/s", flush=True)
        for name in [] if options.workers else options.scenarios or SCENARIOS:
            results.append(measure_scenario(name, options))
            show(results[-1])
    except Unavailable as reason:
        sys.exit(f"no servers: {reason}")
    finally:
        if options.json:
            pathlib.Path(options.json).write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
