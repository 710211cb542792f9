# SPDX-License-Identifier: Apache-2.0
"""What goes wrong between machines, done to a whole shared installation of real servers while it works: after each
scenario every accepted case has completed, nothing is stuck, no effect is doubled and no event lost.

    chaos_test.py ARGUS [SCENARIO...] [--rounds N]

The normal tests run each scenario but those of ON_DEMAND once, briefly, with a short lease; `--rounds` is for longer
forms, and tests/benchmarks/chaos.py measures how fast an installation is again afterwards."""

import argparse
import os
import sys
import time

import machines
import scenarios
from checks import check_invariants, ended
from cluster import Cluster, Load, NotAllowed, Unavailable

SETTLE_SECONDS = 240
SCENARIOS = {**scenarios.SCENARIOS, **machines.SCENARIOS}
SETTINGS = {**scenarios.SETTINGS, **machines.SETTINGS}
# Three brokers want more memory and time than a normal run has.
ON_DEMAND = {"brokers_killed"}


def play(argus, name, seed, batches=None):
    scenario = SCENARIOS[name]
    with Cluster(argus, **SETTINGS.get(name, {})) as cluster:
        scene = scenarios.Scene(cluster, seed)
        scene.prepare()
        if name == "clock_skew":
            machines.skewed_workers(cluster)
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
        for name in arguments.scenarios or (each for each in SCENARIOS if each not in ON_DEMAND):
            try:
                play(arguments.argus, name, arguments.seed + round_number)
            except Unavailable as reason:
                print(f"{name}: skipped: {reason}", flush=True)
                missing = missing or not isinstance(reason, NotAllowed)
    sys.exit(1 if missing and os.environ.get("ARGUS_REQUIRE_SERVERS") == "1" else 0)


if __name__ == "__main__":
    main()
