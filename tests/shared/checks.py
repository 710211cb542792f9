# SPDX-License-Identifier: Apache-2.0
"""What must hold after whatever happened, asked by psql and not by the program under test."""


def ended(cluster, accepted):
    """True when every accepted batch has ended and no event waits."""
    rows = cluster.psql("SELECT count(*) FROM batches WHERE status NOT IN ('completed', 'failed')")
    waiting = cluster.psql("SELECT count(*) FROM outbox WHERE published_at IS NULL")
    return rows == [["0"]] and waiting == [["0"]]


def check_invariants(cluster, accepted, may_fail=False):
    ask = cluster.psql
    there = {row[0] for row in ask("SELECT id FROM batches")}
    lost = set(accepted) - there
    assert not lost, f"{len(lost)} accepted batches are not there: {sorted(lost)[:3]}"
    bad = ask("SELECT id, status, coalesce(error_message, '') FROM batches WHERE status <> 'completed'")
    assert may_fail or not bad, f"batches did not complete: {bad[:3]}\n{cluster.logs()}"
    for row in bad:
        assert row[1] == "failed" and row[2], f"batch {row[0]} is {row[1]} without a reason"
    open_tasks = ask("""SELECT id, stage, status FROM tasks
                        WHERE status IN ('available', 'running') AND stage <> 'report'""")
    assert not open_tasks, f"tasks are stuck: {open_tasks[:3]}"
    doubled = ask("""SELECT batch_id, run_epoch, event_type, count(*) FROM outbox WHERE event_type IN
                     ('UploadCompleted', 'AllFilesParsed', 'AggregationCompleted', 'DiagnosisCompleted')
                     AND topic = 'batch-events' GROUP BY 1, 2, 3 HAVING count(*) > 1""")
    assert not doubled, f"a step was taken twice: {doubled[:3]}"
    uncounted = ask("""SELECT b.id, b.processed_files, b.total_files FROM batches b WHERE b.status = 'completed' AND
                       (b.processed_files <> b.total_files OR b.total_files <> (SELECT count(*) FROM files f
                        WHERE f.batch_id = b.id AND f.run_epoch = b.run_epoch) OR b.processed_files <>
                        (SELECT count(*) FROM file_done d WHERE d.batch_id = b.id AND d.run_epoch = b.run_epoch) +
                        (SELECT count(*) FROM files f WHERE f.batch_id = b.id AND f.run_epoch = b.run_epoch
                         AND f.duplicate_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM file_done d
                         WHERE d.file_id = f.id AND d.run_epoch = f.run_epoch)))""")
    assert not uncounted, f"a file was lost or counted twice: {uncounted[:3]}"
    undiagnosed = ask("""SELECT b.id FROM batches b WHERE b.status = 'completed' AND 1 <> (SELECT count(*) FROM
                         diagnoses d WHERE d.batch_id = b.id AND d.run_epoch = b.run_epoch)""")
    assert not undiagnosed, f"completed without one diagnosis: {undiagnosed[:3]}"
    chain = {}
    for batch, old, new in ask("""SELECT batch_id, payload ->> 'old_status', payload ->> 'new_status' FROM outbox
                                  WHERE event_type = 'StatusChanged' AND topic = 'batch-events' ORDER BY seq"""):
        assert chain.get(batch, "pending") == old, f"batch {batch}: {old} > {new} follows {chain.get(batch)}"
        chain[batch] = new
    for batch, status in ask("SELECT id, status FROM batches"):
        assert chain.get(batch, "pending") == status, f"batch {batch} is {status}, its events say {chain.get(batch)}"
    unpublished = ask("SELECT count(*) FROM outbox WHERE published_at IS NULL")
    assert unpublished == [["0"]], f"{unpublished[0][0]} events were not published"
    seen = ask("""SELECT count(DISTINCT event_id) FROM outbox o WHERE topic = 'batch-events' AND event_type IN
                  ('BatchCreated', 'DiagnosisCompleted')""")
    # A consumer that was killed keeps its partitions for as long as its session lasts (45 s).
    cluster.wait_until(lambda: ask("SELECT count(*) FROM inbox WHERE consumer = 'argus-orchestrator'") == seen, 180,
                       "events have not had their effect")
    codes = ask("SELECT vehicle_id, code, batch_id, count(*) FROM vehicle_codes GROUP BY 1, 2, 3 HAVING count(*) > 1")
    assert not codes, f"an effect was doubled: {codes[:3]}"
    dead = ask("SELECT count(*) FROM dead_letters")
    assert dead == [["0"]], "events went to the dead letters"
    # And the program's own check must see the same.
    cluster.run("db", "check", expect=0)
