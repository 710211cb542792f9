// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/member_intake.h"

#include <algorithm>

namespace argus::engine {

using base::fail;
using base::Result;

namespace {

constexpr std::size_t kHeadBytes = 1024;

} // namespace

MemberIntake::MemberIntake(const base::ExecutionContext& context, Intake& intake, std::string archiveName, int depth,
                           api::SubmissionReceipt& receipt)
    : m_context(context)
    , m_intake(intake)
    , m_archiveName(std::move(archiveName))
    , m_depth(depth)
    , m_receipt(receipt)
{ }

Result<> MemberIntake::beginMember(const std::string& name)
{
    Member member;
    member.file.batchId = m_intake.m_batch;
    member.file.fileId = domain::FileId::make();
    member.file.name = m_archiveName + "/" + name;
    member.key = member.file.batchId.toString() + "/" + member.file.fileId.toString();
    auto writer = m_intake.m_blobs.create(m_context, member.key);
    if (!writer) {
        return fail(writer);
    }
    member.writer = std::move(*writer);
    m_member.emplace(std::move(member));
    return {};
}

Result<> MemberIntake::memberData(std::span<const std::uint8_t> data)
{
    Member& member = *m_member;
    const std::size_t headRoom = kHeadBytes - std::min(kHeadBytes, member.head.size());
    const auto headPart = data.first(std::min(headRoom, data.size()));
    member.head.insert(member.head.end(), headPart.begin(), headPart.end());
    member.hash.update(data.data(), data.size());
    member.file.size += data.size();
    m_intake.tell(member.file.name, data.size());
    return member.writer->write(m_context, data);
}

Result<> MemberIntake::endMember()
{
    Member member = std::move(*m_member);
    m_member.reset();
    member.file.sha256 = member.hash.finish();
    if (formats::isArchive(member.head)) {
        if (m_depth >= m_intake.m_limits.depth) {
            m_receipt.refused.push_back({member.file.name, "archives are nested too deeply"});
            return {};
        }
        ARGUS_TRY(member.writer->commit(m_context));
        return m_intake.reopenBlob(m_context, member.key, member.file.name, m_depth + 1, m_receipt);
    }
    if (m_intake.isKnown(member.file.name, member.file.size, member.file.sha256, m_receipt)) {
        return {};
    }
    ARGUS_TRY(member.writer->commit(m_context));
    return m_intake.addRow(m_context, member.file, m_receipt);
}

void MemberIntake::memberFailed(const std::string& name, const std::string& reason)
{
    m_member.reset();
    m_receipt.refused.push_back({m_archiveName + "/" + name, reason});
}

} // namespace argus::engine
