// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_engine.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>

using namespace argus;
using argus::test::TestEngine;
using base::ErrorCode;
using domain::BatchStatus;

namespace {

const std::string kDrive = "(1700000000.000000) can0 7E8#06430201330301AA\n";

void writeZip(const std::filesystem::path& path, const std::vector<std::pair<std::string, std::string>>& members)
{
    archive* out = archive_write_new();
    archive_write_set_format_zip(out);
    REQUIRE(archive_write_open_filename(out, path.c_str()) == ARCHIVE_OK);
    for (const auto& [name, content] : members) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(out, entry);
        archive_write_data(out, content.data(), content.size());
        archive_entry_free(entry);
    }
    archive_write_close(out);
    archive_write_free(out);
}

std::vector<std::string> names(const api::BatchDetail& detail)
{
    std::vector<std::string> all;
    for (const auto& file : detail.files) {
        all.push_back(file.originalFilename);
    }
    return all;
}

std::vector<domain::Batch> batchesOf(TestEngine& engine)
{
    auto found = api::await<std::vector<domain::Batch>>(
        [&](auto done) { engine->batches().list(engine.context, {}, std::move(done)); });
    REQUIRE(found);
    return std::move(*found);
}

} // namespace

TEST_CASE("archives are unpacked, also archives within them, and hostile names stay inside")
{
    TestEngine engine;
    writeZip(engine.folder / "inner.zip", {{"deep.log", kDrive + "# deep\n"}});
    const std::string inner = *base::readSmallFile(engine.folder / "inner.zip", 100000);
    writeZip(engine.folder / "case.zip",
             {{"a.log", kDrive}, {"../../evil.log", kDrive + "# evil\n"}, {"inner.zip", inner}});
    const auto receipt = engine.submit({engine.folder / "case.zip"});
    const auto detail = engine.waitForEnd(receipt.batchId);
    CHECK((detail.batch.status == BatchStatus::Completed));
    const auto all = names(detail);
    CHECK(std::count(all.begin(), all.end(), "case.zip/a.log") == 1);
    CHECK(std::count(all.begin(), all.end(), "case.zip/inner.zip/deep.log") == 1);
    for (const std::string& name : all) {
        CHECK(name.find("..") == std::string::npos);
    }
    CHECK_FALSE(std::filesystem::exists(engine.folder.path().parent_path() / "evil.log"));
}

TEST_CASE("folders are taken whole, equal names are told apart")
{
    TestEngine engine;
    engine.write("case/day1/drive.log", kDrive + "# 1\n");
    engine.write("case/day2/drive.log", kDrive + "# 2\n");
    const auto other = engine.write("drive.log", kDrive + "# 3\n");
    const auto again = engine.write("x/drive.log", kDrive + "# 4\n");
    const auto receipt = engine.submit({engine.folder / "case", other, again});
    const auto all = names(engine.waitForEnd(receipt.batchId));
    CHECK(all == std::vector<std::string> {"day1/drive.log", "day2/drive.log", "drive.log", "drive (2).log"});
}

TEST_CASE("what cannot be taken in is refused by name, and nothing at all is invalid")
{
    TestEngine engine;
    const auto good = engine.write("good.log", kDrive);
    const auto receipt = engine.submit({good, engine.folder / "missing.log"});
    REQUIRE(receipt.refused.size() == 1);
    CHECK(receipt.refused[0].name == "missing.log");
    api::Submission nothing;
    nothing.paths = {engine.folder / "missing.log"};
    CHECK((engine.trySubmit(std::move(nothing)).error().code == ErrorCode::Invalid));
    // A mistyped path leaves neither a batch nor a vehicle behind.
    CHECK(batchesOf(engine).size() == 1);
    std::filesystem::create_directories(engine.folder / "emptiness");
    api::Submission empty;
    empty.paths = {engine.folder / "emptiness"};
    CHECK((engine.trySubmit(std::move(empty)).error().code == ErrorCode::Invalid));
}

TEST_CASE("the same key gives the same batch, and a pending one is resumed without taking a file twice")
{
    TestEngine engine;
    const auto first = engine.write("first.log", kDrive);
    const auto second = engine.write("second.log", kDrive + "# 2\n");
    api::Submission interrupted;
    interrupted.key = "upload 7";
    interrupted.complete = false;
    interrupted.paths = {first};
    const auto begun = engine.trySubmit(interrupted);
    REQUIRE(begun);
    api::Submission whole;
    whole.key = "upload 7";
    whole.paths = {first, second};
    const auto resumed = engine.trySubmit(whole);
    REQUIRE(resumed);
    CHECK(resumed->batchId == begun->batchId);
    CHECK(resumed->files.size() == 2);
    CHECK(resumed->files[0].fileId == begun->files[0].fileId);
    CHECK(engine.waitForEnd(begun->batchId).batch.totalFiles == 2);
    const auto repeated = engine.trySubmit(whole);
    REQUIRE(repeated);
    CHECK(repeated->batchId == begun->batchId);
    CHECK(engine.show(begun->batchId).batch.totalFiles == 2);
}

TEST_CASE("a key that is used again for other recordings drops none of them silently")
{
    TestEngine engine;
    const auto submitted = [&](const std::filesystem::path& path, const std::string& vehicle) {
        api::Submission submission;
        submission.key = "upload 7";
        submission.vehicleId = vehicle;
        submission.paths = {path};
        return engine.trySubmit(std::move(submission));
    };
    const auto first = engine.write("first.log", kDrive);
    const auto other = engine.write("other.log", kDrive + "# other\n");
    const auto taken = submitted(first, "car 1");
    REQUIRE(taken);
    engine.waitForEnd(taken->batchId);
    const auto foreign = submitted(other, "car 2");
    REQUIRE_FALSE(foreign);
    CHECK((foreign.error().code == ErrorCode::Conflict));
    CHECK(foreign.error().message.find("car 1") != std::string::npos);
    const auto more = submitted(other, "car 1");
    REQUIRE(more);
    CHECK(more->batchId == taken->batchId);
    REQUIRE(more->refused.size() == 1);
    CHECK(more->refused[0].name == "other.log");
    CHECK(submitted(first, "car 1")->refused.empty());
    api::Submission twins;
    twins.key = "upload 8";
    twins.paths = {engine.write("x/drive.log", kDrive + "# 1\n"), engine.write("y/drive.log", kDrive + "# of two\n")};
    const auto both = engine.trySubmit(twins);
    REQUIRE(both);
    engine.waitForEnd(both->batchId);
    CHECK(engine.trySubmit(twins)->refused.empty());
}

TEST_CASE("an upload that is cancelled before a file has come leaves no batch")
{
    TestEngine engine;
    const base::ExecutionContext context = engine.context.child();
    api::Submission submission;
    submission.vehicleId = "car 1";
    submission.paths = {engine.write("a.log", kDrive)};
    const auto cancelled = api::await<api::SubmissionReceipt>([&](auto done) {
        engine->submissions().submit(
            context, submission, [&context](const api::UploadProgress&) { context.cancel("enough"); }, std::move(done));
    });
    REQUIRE_FALSE(cancelled);
    CHECK((cancelled.error().code == ErrorCode::Cancelled));
    CHECK(batchesOf(engine).empty());
}

TEST_CASE("a report tells what could not be taken in, until it has come")
{
    TestEngine engine;
    const auto warnings = [&engine](domain::BatchId id) {
        REQUIRE((engine.waitForEnd(id).batch.status == BatchStatus::Completed));
        return engine.triage(id)->warnings;
    };
    const auto tells = [](const std::vector<std::string>& all, const std::string& name) {
        return std::count_if(all.begin(), all.end(), [&](const auto& each) { return each.starts_with(name + ": "); });
    };
    const auto good = engine.write("good.log", kDrive);
    const auto once = engine.submit({good, engine.folder / "missing.log"});
    CHECK(tells(warnings(once.batchId), "missing.log") == 1);
    REQUIRE(engine.command(&api::Batches::reprocess, domain::SeenBatch(once.batchId)));
    CHECK(tells(warnings(once.batchId), "missing.log") == 1);

    // Its own upload, in parts: what comes at last is missing no more, what stays away is told once.
    api::Submission upload;
    upload.key = "upload 10";
    upload.complete = false;
    const auto cut = engine.write("drives.zip", "PK\x03\x04 and no more");
    upload.paths = {good, engine.folder / "late.log", engine.folder / "never.log", cut};
    const auto begun = engine.trySubmit(upload);
    REQUIRE(begun);
    CHECK(begun->refused.size() == 3);
    engine.write("late.log", kDrive + "# late\n");
    writeZip(cut, {{"a.log", kDrive + "# a\n"}});
    upload.complete = true;
    REQUIRE(engine.trySubmit(upload));
    const auto left = warnings(begun->batchId);
    CHECK(tells(left, "late.log") == 0);
    CHECK(tells(left, "drives.zip") == 0);
    CHECK(tells(left, "never.log") == 1);
}

TEST_CASE("of very many that are missing, a thousand are named and the others counted")
{
    TestEngine engine;
    api::Submission submission;
    submission.paths = {engine.write("good.log", kDrive)};
    for (int i = 0; i < 1010; ++i) {
        submission.paths.push_back(engine.folder / ("missing " + std::to_string(i) + ".log"));
    }
    const auto receipt = engine.trySubmit(std::move(submission));
    REQUIRE(receipt);
    CHECK(receipt->refused.size() == 1010);
    engine.waitForEnd(receipt->batchId);
    const std::vector<std::string> warnings = engine.triage(receipt->batchId)->warnings;
    CHECK(warnings.size() == 1001);
    CHECK(warnings.back() == "and 10 more files could not be taken in");
}

TEST_CASE("a resumed upload that brings nothing leaves what came before")
{
    TestEngine engine;
    api::Submission begun;
    begun.key = "upload 9";
    begun.complete = false;
    begun.paths = {engine.write("a.log", kDrive)};
    const auto first = engine.trySubmit(begun);
    REQUIRE(first);
    // It opens, and holds nothing that can be taken in.
    begun.paths = {engine.write("broken.zip", "PK\x03\x04 and no more")};
    CHECK((engine.trySubmit(begun).error().code == ErrorCode::Invalid));
    const auto left = engine.show(first->batchId);
    CHECK((left.batch.status == BatchStatus::Pending));
    CHECK(left.files.size() == 1);
}

TEST_CASE("a batch is of one vehicle, whoever adds to it")
{
    TestEngine engine;
    api::Submission opened;
    opened.complete = false;
    opened.paths = {engine.write("a.log", kDrive)};
    const auto receipt = engine.trySubmit(std::move(opened));
    REQUIRE(receipt);
    const auto added = [&](const std::string& vehicle, const std::string& vin) {
        api::Submission more;
        more.batch = receipt->batchId;
        more.vehicleId = vehicle;
        more.vin = vin;
        more.paths = {engine.write("b.log", kDrive + "# b\n")};
        return engine.trySubmit(std::move(more));
    };
    CHECK((added("car 2", "").error().code == ErrorCode::Conflict));
    CHECK((added("car 1", "1HGCM82633A004352").error().code == ErrorCode::Conflict));
    CHECK(engine.show(receipt->batchId).batch.totalFiles == 1);
    CHECK(added("car 1", ""));
    CHECK(engine.waitForEnd(receipt->batchId).batch.totalFiles == 2);
}

TEST_CASE("what is added to an uploaded batch is taken in, and said to be")
{
    TestEngine engine;
    REQUIRE(api::await<void>([&](auto done) { engine->operations().pause(engine.context, std::move(done)); }));
    const auto receipt = engine.submit({engine.write("a.log", kDrive)});
    CHECK((engine.show(receipt.batchId).batch.status == domain::BatchStatus::Uploaded));
    api::Submission late;
    late.batch = receipt.batchId;
    late.paths = {engine.write("b.log", kDrive + "# b\n")};
    const auto added = engine.trySubmit(std::move(late));
    REQUIRE_MESSAGE(added, (added ? std::string() : added.error().describe()));
    CHECK(added->files.size() == 1);
    REQUIRE(api::await<void>([&](auto done) { engine->operations().resume(engine.context, std::move(done)); }));
    const auto ended = engine.waitForEnd(receipt.batchId).batch;
    CHECK((ended.status == domain::BatchStatus::Completed));
    CHECK(ended.processedFiles == 2);
}

TEST_CASE("files are added to pending batches only")
{
    TestEngine engine;
    const auto receipt = engine.submit({engine.write("a.log", kDrive)});
    engine.waitForEnd(receipt.batchId);
    api::Submission late;
    late.batch = receipt.batchId;
    late.paths = {engine.write("b.log", kDrive + "# b\n")};
    const auto refused = engine.trySubmit(std::move(late));
    REQUIRE_FALSE(refused);
    CHECK((refused.error().code == ErrorCode::Conflict));
    CHECK(refused.error().message.find("completed") != std::string::npos);
}
