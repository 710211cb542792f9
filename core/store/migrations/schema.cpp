// SPDX-License-Identifier: Apache-2.0
#include "core/store/migrations/schema.h"

#include <array>

namespace argus::store {

namespace {

constexpr std::string_view kInitial = R"sql(
CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    vehicle_id TEXT NOT NULL,
    vin TEXT,
    workspace TEXT NOT NULL,
    created_by TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'uploaded', 'scattering', 'scattered', 'gathering', 'gathered',
                                           'diagnosing', 'completed', 'failed')),
    run_epoch BIGINT NOT NULL CHECK (run_epoch >= 1),
    total_files BIGINT NOT NULL,
    processed_files BIGINT NOT NULL,
    failed_files BIGINT NOT NULL CHECK (failed_files >= 0),
    expected_workers BIGINT NOT NULL,
    completed_workers BIGINT NOT NULL CHECK (completed_workers >= 0),
    priority BIGINT NOT NULL,
    error_message TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    completed_at BIGINT,
    version BIGINT NOT NULL,
    submit_key TEXT UNIQUE,
    given_vin TEXT,
    CHECK (failed_files <= processed_files AND processed_files <= total_files),
    CHECK (completed_workers <= expected_workers),
    CHECK ((completed_at IS NOT NULL) = (status IN ('completed', 'failed')))
)
--;
CREATE INDEX batches_by_vehicle ON batches (vehicle_id, created_at)
--;
CREATE INDEX batches_by_vin ON batches (vin, created_at)
--;
CREATE INDEX batches_by_status ON batches (status, created_at)
--;
CREATE INDEX batches_by_workspace ON batches (workspace, created_at)
--;
CREATE INDEX batches_by_time ON batches (created_at)
--;
CREATE TABLE files (
    id TEXT PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    run_epoch BIGINT NOT NULL CHECK (run_epoch >= 1),
    position BIGINT NOT NULL,
    original_filename TEXT NOT NULL,
    size BIGINT NOT NULL CHECK (size >= 0),
    sha256 TEXT NOT NULL,
    object_key TEXT NOT NULL,
    format TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'parsing', 'parsed', 'aggregating', 'completed', 'failed')),
    duplicate_of TEXT,
    error_message TEXT,
    records BIGINT NOT NULL,
    frames BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (batch_id, run_epoch, original_filename)
)
--;
CREATE INDEX files_by_batch ON files (batch_id, run_epoch, status)
--;
CREATE INDEX files_by_object ON files (object_key)
--;
CREATE TABLE file_done (
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    run_epoch BIGINT NOT NULL,
    file_id TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('parsed', 'duplicate', 'failed')),
    PRIMARY KEY (batch_id, run_epoch, file_id)
)
--;
CREATE TABLE tasks (
    id TEXT PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    run_epoch BIGINT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('scatter', 'parse', 'gather', 'diagnose', 'report')),
    file_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('available', 'running', 'completed', 'failed', 'cancelled')),
    priority BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    deaths BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    lease_owner TEXT,
    lease_until BIGINT,
    run_at BIGINT NOT NULL,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    trace_id TEXT NOT NULL,
    UNIQUE (batch_id, run_epoch, stage, file_id),
    CHECK ((status = 'running') = (lease_until IS NOT NULL))
)
--;
CREATE INDEX tasks_to_claim ON tasks (priority DESC, run_at, id) WHERE status = 'available'
--;
CREATE INDEX tasks_running ON tasks (lease_until) WHERE status = 'running'
--;
CREATE TABLE attempts (
    task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    fence BIGINT NOT NULL,
    batch_id TEXT NOT NULL,
    run_epoch BIGINT NOT NULL,
    stage TEXT NOT NULL,
    file_id TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    worker TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome TEXT NOT NULL CHECK (outcome IN ('', 'completed', 'failed', 'retried', 'lost', 'cancelled')),
    error TEXT,
    PRIMARY KEY (task_id, fence)
)
--;
CREATE INDEX attempts_by_batch ON attempts (batch_id, started_at)
--;
CREATE TABLE outbox (
    seq @SERIAL@,
    event_id TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL,
    batch_id TEXT NOT NULL,
    run_epoch BIGINT NOT NULL,
    event_type TEXT NOT NULL,
    payload @JSON@ NOT NULL,
    created_at BIGINT NOT NULL,
    published_at BIGINT
)
--;
CREATE INDEX outbox_todo ON outbox (seq) WHERE published_at IS NULL
--;
CREATE INDEX outbox_by_batch ON outbox (batch_id, seq)
--;
CREATE TABLE inbox (
    consumer TEXT NOT NULL,
    event_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (consumer, event_id)
)
--;
CREATE TABLE dead_letters (
    seq @SERIAL@,
    topic TEXT NOT NULL,
    payload TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
)
--;
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
)
--;
CREATE TABLE findings (
    file_id TEXT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
    batch_id TEXT NOT NULL,
    run_epoch BIGINT NOT NULL,
    document @JSON@ NOT NULL
)
--;
CREATE INDEX findings_by_batch ON findings (batch_id, run_epoch)
--;
CREATE TABLE triages (
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    run_epoch BIGINT NOT NULL,
    document @JSON@ NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (batch_id, run_epoch)
)
--;
CREATE TABLE diagnoses (
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    run_epoch BIGINT NOT NULL,
    degraded BIGINT NOT NULL CHECK (degraded IN (0, 1)),
    model TEXT NOT NULL,
    summary TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (batch_id, run_epoch)
)
--;
CREATE TABLE vehicles (
    id TEXT PRIMARY KEY,
    vin TEXT,
    make TEXT NOT NULL,
    model TEXT NOT NULL,
    year BIGINT NOT NULL,
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL
)
--;
CREATE INDEX vehicles_by_vin ON vehicles (vin)
--;
CREATE TABLE vehicle_codes (
    vehicle_id TEXT NOT NULL,
    code TEXT NOT NULL,
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (vehicle_id, code, batch_id)
)
--;
CREATE TABLE audit (
    seq @SERIAL@,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    trace_id TEXT NOT NULL
)
--;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
)
)sql";

constexpr std::string_view kFileReading = R"sql(
ALTER TABLE files ADD COLUMN read_as TEXT NOT NULL DEFAULT ''
--;
ALTER TABLE files ADD COLUMN clock_shift BIGINT
)sql";

// Where a store is shared, a reader that follows a sequence skips transactions that commit late: the change feed
// follows txid below the oldest transaction that is still open. One writer needs no such number.
constexpr std::string_view kSharedWork = R"sql(
ALTER TABLE outbox ADD COLUMN headers @JSON@
--;
@POSTGRES@ ALTER TABLE outbox ADD COLUMN txid xid8 NOT NULL DEFAULT pg_current_xact_id()
--;
@POSTGRES@ CREATE INDEX outbox_by_commit ON outbox (txid, seq)
--;
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    fence BIGINT NOT NULL,
    until BIGINT NOT NULL
)
--;
CREATE TABLE workers (
    identity TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('desk', 'worker', 'command')),
    host TEXT NOT NULL,
    pid BIGINT NOT NULL,
    version TEXT NOT NULL,
    login TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('working', 'paused', 'stopping')),
    concurrency BIGINT NOT NULL CHECK (concurrency >= 0),
    busy BIGINT NOT NULL CHECK (busy >= 0),
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
)
--;
CREATE INDEX workers_by_seen ON workers (seen_at)
--;
ALTER TABLE dead_letters ADD COLUMN key TEXT NOT NULL DEFAULT ''
--;
ALTER TABLE dead_letters ADD COLUMN event_id TEXT NOT NULL DEFAULT ''
--;
ALTER TABLE dead_letters ADD COLUMN consumer TEXT NOT NULL DEFAULT ''
--;
ALTER TABLE dead_letters ADD COLUMN source @JSON@
--;
ALTER TABLE dead_letters ADD COLUMN attempts BIGINT NOT NULL DEFAULT 1
--;
ALTER TABLE dead_letters ADD COLUMN first_failed_at BIGINT
--;
ALTER TABLE dead_letters ADD COLUMN redrives BIGINT NOT NULL DEFAULT 0
--;
ALTER TABLE dead_letters ADD COLUMN redriven_at BIGINT
--;
CREATE INDEX dead_letters_by_time ON dead_letters (at)
)sql";

constexpr std::string_view kAccounts = R"sql(
CREATE TABLE customers (
    id @SERIAL@,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    email TEXT,
    role TEXT NOT NULL CHECK (role IN ('admin', 'user', 'worker')),
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    login TEXT NOT NULL UNIQUE CHECK (login <> ''),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
)
--;
CREATE TABLE workspaces (
    id @SERIAL@,
    uuid TEXT NOT NULL UNIQUE,
    owner BIGINT NOT NULL REFERENCES customers (id),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    description TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('personal', 'team', 'enterprise')),
    member_count BIGINT NOT NULL CHECK (member_count >= 0),
    status TEXT NOT NULL CHECK (status IN ('active', 'archived')),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
)
--;
CREATE INDEX workspaces_by_owner ON workspaces (owner)
--;
CREATE INDEX workspaces_by_type ON workspaces (type)
--;
CREATE INDEX workspaces_by_status ON workspaces (status)
--;
CREATE TABLE workspace_members (
    workspace BIGINT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    customer BIGINT NOT NULL REFERENCES customers (id),
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
    status TEXT NOT NULL CHECK (status IN ('active', 'invited', 'suspended')),
    joined_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, customer),
    CHECK (status <> 'active' OR joined_at IS NOT NULL),
    CHECK (status <> 'invited' OR joined_at IS NULL)
)
--;
CREATE INDEX members_by_customer ON workspace_members (customer, workspace)
--;
CREATE INDEX members_by_role ON workspace_members (workspace, role)
--;
ALTER TABLE audit ADD COLUMN before_state TEXT
--;
ALTER TABLE audit ADD COLUMN after_state TEXT
--;
CREATE INDEX audit_by_time ON audit (at)
--;
CREATE INDEX audit_by_subject ON audit (subject, seq)
--;
CREATE INDEX audit_by_who ON audit (who, seq)
--;
@SQLITE@ CREATE TRIGGER audit_keeps_its_lines BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
--;
@SQLITE@ CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
--;
@POSTGRES@ CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$
--;
@POSTGRES@ CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to()
)sql";

constexpr std::string_view kOpenCases = R"sql(
CREATE TABLE open_cases (
    session TEXT PRIMARY KEY CHECK (session <> ''),
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    customer BIGINT NOT NULL REFERENCES customers (id),
    host TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    CHECK (until > since)
)
--;
CREATE INDEX open_cases_by_batch ON open_cases (batch_id)
)sql";

// Batches are claimed in the order they were opened in (their ids ascend with time): each comes to its end as soon as
// it can, where the order of the tasks alone would hold every result back until the whole backlog is parsed.
constexpr std::string_view kOldestBatchFirst = R"sql(
DROP INDEX tasks_to_claim
--;
CREATE INDEX tasks_to_claim ON tasks (priority DESC, batch_id, run_at, id) WHERE status = 'available'
)sql";

constexpr std::string_view kRefusedFiles = R"sql(
CREATE TABLE refused_files (
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (batch_id, name)
)
)sql";

constexpr std::array kMigrations {
    Migration {1, "initial", kInitial},
    Migration {2, "how a file is read", kFileReading},
    Migration {3, "work shared by many", kSharedWork},
    Migration {4, "who one is", kAccounts},
    Migration {5, "who has which case open", kOpenCases},
    Migration {6, "the oldest batch is claimed first", kOldestBatchFirst},
    Migration {7, "what could not be taken in", kRefusedFiles},
};

} // namespace

std::span<const Migration> allMigrations()
{
    return kMigrations;
}

} // namespace argus::store
