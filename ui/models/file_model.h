// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/table_model.h"

#include <memory>

namespace argus::ui {

struct FileRow
{
    domain::RecordingFile file;
    std::uint64_t bytesDone = 0; ///< of the task that reads it now
    QString format {}; ///< what people call the format it was read as
    std::shared_ptr<const domain::TriageFile> found {}; ///< once the batch has a result: ledger, warnings, clock

    bool operator==(const FileRow&) const = default;
};

/// The files of one batch, with the progress of those that are being read.
class FileModel final : public TableModel<FileRow, domain::FileId>
{
public:
    explicit FileModel(QObject* parent = nullptr);
};

} // namespace argus::ui
