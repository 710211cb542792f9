// SPDX-License-Identifier: Apache-2.0
#include "app/cli/account_output.h"

#include "core/report/text_table.h"

namespace argus::cli {

using report::TextTable;

std::string customersAsTable(const std::vector<domain::Customer>& customers)
{
    TextTable table(
        {{"login"}, {"name", TextTable::Align::Left, /*flexible=*/true}, {"email"}, {"role"}, {"status"}, {"since"}});
    for (const domain::Customer& customer : customers) {
        table.addRow({customer.login, customer.name, customer.email, std::string(domain::toString(customer.role)),
                      std::string(domain::toString(customer.status)), base::formatIso(customer.createdAt)});
    }
    return table.isEmpty() ? "nobody\n" : table.render();
}

std::string workspacesAsTable(const std::vector<domain::Workspace>& workspaces)
{
    TextTable table({{"workspace"},
                     {"owner"},
                     {"type"},
                     {"members", TextTable::Align::Right},
                     {"status"},
                     {"description", TextTable::Align::Left, /*flexible=*/true}});
    for (const domain::Workspace& workspace : workspaces) {
        table.addRow({workspace.name, workspace.owner, std::string(domain::toString(workspace.type)),
                      std::to_string(workspace.memberCount), std::string(domain::toString(workspace.status)),
                      workspace.description});
    }
    return table.isEmpty() ? "no workspaces\n" : table.render();
}

std::string membersAsTable(const std::vector<domain::WorkspaceMember>& members)
{
    TextTable table({{"workspace"}, {"login"}, {"role"}, {"status"}, {"joined"}});
    for (const domain::WorkspaceMember& member : members) {
        table.addRow({member.workspace, member.customer, std::string(domain::toString(member.role)),
                      std::string(domain::toString(member.status)),
                      member.joinedAt ? base::formatIso(*member.joinedAt) : ""});
    }
    return table.isEmpty() ? "in no workspace\n" : table.render();
}

std::string auditAsTable(const std::vector<domain::AuditEntry>& entries)
{
    TextTable table({{"when"},
                     {"who"},
                     {"what"},
                     {"on what"},
                     {"before", TextTable::Align::Left, /*flexible=*/true},
                     {"after", TextTable::Align::Left, /*flexible=*/true},
                     {"details", TextTable::Align::Left, /*flexible=*/true}});
    for (const domain::AuditEntry& entry : entries) {
        table.addRow({base::formatIso(entry.when), entry.who, entry.what, entry.onWhat, entry.before, entry.after,
                      entry.details});
    }
    return table.isEmpty() ? "nothing\n" : table.render();
}

} // namespace argus::cli
