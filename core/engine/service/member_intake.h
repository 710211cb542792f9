// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sha256.h"
#include "core/engine/service/intake.h"

#include <memory>
#include <optional>

namespace argus::engine {

/// Takes the members of one archive into the batch, each as a file of its own, named "archive/member".
class MemberIntake final : public formats::ArchiveSink
{
public:
    /// `depth` counts archives within archives, from 1.
    MemberIntake(const base::ExecutionContext& context, Intake& intake, std::string archiveName, int depth,
                 api::SubmissionReceipt& receipt);

    base::Result<> beginMember(const std::string& name) override;
    base::Result<> memberData(std::span<const std::uint8_t> data) override;
    base::Result<> endMember() override;
    void memberFailed(const std::string& name, const std::string& reason) override;

private:
    struct Member
    {
        NewFile file;
        std::string key;
        std::unique_ptr<blob::BlobWriter> writer;
        base::Sha256 hash;
        std::vector<std::uint8_t> head; ///< first bytes, to recognise an archive in the archive
    };

    const base::ExecutionContext& m_context;
    Intake& m_intake;
    const std::string m_archiveName;
    const int m_depth;
    api::SubmissionReceipt& m_receipt;
    std::optional<Member> m_member;
};

} // namespace argus::engine
