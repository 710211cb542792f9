// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/page.h"

namespace argus::ui {

Page::Page(const QString& name, AppContext& context, QWidget* parent)
    : LocalWidget(parent)
    , m_context(context)
{
    setObjectName(name);
}

} // namespace argus::ui
