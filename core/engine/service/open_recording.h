// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/domain/inspection.h"
#include "core/formats/reader.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace argus::engine {

/// A plain file and the reader for it.
struct OpenRecording
{
    std::unique_ptr<formats::ByteSource> source;
    const formats::Reader* reader = nullptr;
};

/// `readAs`: a format's name that overrules what the content looks like; empty: recognised. Invalid for what is no
/// recording and for a format that there is not; otherwise the errors of opening.
base::Result<OpenRecording> openRecording(const std::filesystem::path& path, const std::string& name,
                                          const std::string& readAs = {});

/// A failure to read what is called `name`, which the message then says; that somebody ended the work is left as it is.
base::Failure failureOf(const std::string& name, base::Error error);

/// Whether a file holds others (or is compressed), by its content.
base::Result<bool> isArchiveFile(const std::filesystem::path& path);

/// Called for each recording in a file: the file itself, or the members of an archive one after the other, each as a
/// plain file that is gone after the call.
using EachRecording = std::function<base::Result<>(const std::filesystem::path& path, const std::string& name)>;

/// Unpacks an archive into a temporary folder, member by member, and the archives in it as analyze does: their members
/// are named "inner.zip/drive.log". Members that cannot be unpacked become warnings of `whole`. Errors: those of
/// `each`, and those of the archive as a whole.
base::Result<> forEachMember(const base::ExecutionContext& context, const std::filesystem::path& archive,
                             const EachRecording& each, domain::Inspection& whole);

} // namespace argus::engine
