// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

#include <cstdint>
#include <span>

namespace argus::ui {

/// Bytes as offsets, hexadecimal digits and characters, sixteen to a line. Read-only; can be selected and copied.
class HexView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit HexView(const QString& name, QWidget* parent = nullptr);
    void setBytes(std::span<const std::uint8_t> bytes);
    static QString dump(std::span<const std::uint8_t> bytes);
};

} // namespace argus::ui
