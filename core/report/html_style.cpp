// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_parts.h"

namespace argus::report {

// Each text colour has a contrast of at least 4.5 to 1 against what it stands on, in both schemes.
std::string_view htmlStyle()
{
    return R"css(:root{color-scheme:light dark;--page:#f4f6f8;--card:#ffffff;--ink:#1b2530;--soft:#4b5866;
--line:#d5dce3;
--band:#16324a;--band-ink:#ffffff;--band-soft:#c9d8e5;--link:#0b5a9c;--zebra:#f7f9fb;--bar:#7b98b3;--bad:#b3261e;
--code:#7a1fa2;
--gap:#e4c28a;--note:#fff4d6;--note-ink:#5c4300;--note-line:#d9a400}
@media (prefers-color-scheme:dark){:root{--page:#10161c;--card:#18212a;--ink:#e6ebf0;--soft:#a9b6c3;--line:#33414f;
--band:#0d2233;--band-ink:#ffffff;--band-soft:#b5c7d8;--link:#7dbbf0;--zebra:#1d2832;--bar:#58789a;--bad:#ff8a80;
--code:#d8a6f2;
--gap:#6b5428;--note:#3a2f10;--note-ink:#ffe3a0;--note-line:#b58900}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);
font:15px/1.5 system-ui,"Segoe UI","Noto Sans","Noto Sans CJK SC",sans-serif}
a{color:var(--link)}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:8px;z-index:1}
.band{background:var(--band);color:var(--band-ink);padding:28px 0 24px}
.wrap{max-width:1240px;margin:0 auto;padding:0 24px}
.band h1{margin:0;font-size:15px;font-weight:600;letter-spacing:.04em;text-transform:uppercase;color:var(--band-soft)}
.subject{margin:4px 0 8px;font-size:30px;font-weight:700;overflow-wrap:anywhere}
.origin{margin:0;color:var(--band-soft);max-width:75ch}
.origin strong{color:var(--band-ink)}
.synthetic{background:var(--note);color:var(--note-ink);border:2px solid var(--note-line);border-radius:6px;
padding:10px 14px;margin:0 0 16px;font-weight:600;max-width:none}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:12px;margin:20px 0;padding:0;
list-style:none}
.figures li{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--bar);border-radius:6px;
padding:12px 14px}
.figures b{display:block;font-size:24px;line-height:1.2;text-transform:none}
.figures span{color:var(--soft);font-size:13px}
.figures .critical{border-left-color:#b00020}.figures .high{border-left-color:#a04000}
.figures .medium{border-left-color:#7a5b00}.figures .low{border-left-color:#1f5f8b}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:0}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
section,.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:18px 22px;margin:0 0 18px}
h2{font-size:19px;margin:0 0 12px;padding-bottom:6px;border-bottom:1px solid var(--line)}
h3{font-size:15px;margin:18px 0 8px}
.lead{font-size:17px;margin:0 0 14px;max-width:85ch}
p{margin:0 0 12px;max-width:95ch;overflow-wrap:anywhere}
ol,ul.plain{margin:0 0 16px;padding-left:26px}ol li,ul.plain li{margin:0 0 6px;max-width:95ch;overflow-wrap:anywhere}
ol.actions{background:var(--zebra);border:1px solid var(--line);border-radius:6px;padding:12px 16px 6px 40px}
ol li::marker{font-weight:700}
.statement{border-left:4px solid var(--bar);padding:4px 0 4px 14px;margin:0 0 14px}
.statement.risk{border-left-color:#b00020}.statement.cause{border-left-color:#a04000}
.statement p{margin:2px 0}
.kind{font-size:13px;color:var(--soft)}.kind b{color:var(--ink);text-transform:capitalize}
.refs{font-size:13px;white-space:normal}
.scroll{overflow-x:auto;margin:0 0 16px}
table{border-collapse:collapse;width:100%;font-size:14px}
caption{text-align:left;color:var(--soft);padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:7px 10px;border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--line);white-space:nowrap;color:var(--soft);font-size:13px}
tbody th{font-weight:600;white-space:nowrap}
tbody tr:nth-child(even){background:var(--zebra)}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.mono{font-family:ui-monospace,"DejaVu Sans Mono","Noto Sans Mono",monospace;font-size:13px}
td.flex{min-width:110px;overflow-wrap:anywhere}
td.mono.flex{min-width:220px}
.badge{display:inline-block;border-radius:4px;padding:1px 8px;font-size:12px;font-weight:700;color:#ffffff;
background:#57606a}
.badge.critical{background:#b00020}.badge.high{background:#a04000}.badge.medium{background:#7a5b00}
.badge.low{background:#1f5f8b}
:target{outline:3px solid var(--link);outline-offset:-2px}
figure{margin:0 0 16px}figure svg{width:100%;height:auto;display:block}
figcaption{color:var(--soft);font-size:13px}
.legend{display:flex;flex-wrap:wrap;gap:4px 20px;list-style:none;margin:4px 0 0;padding:0;color:var(--soft);
font-size:13px}
.legend svg{width:14px;height:14px;vertical-align:-2px;display:inline;margin-right:6px}
svg text{fill:var(--soft);font:12px system-ui,"Noto Sans",sans-serif}
.t-bar{fill:var(--bar)}.t-bad{fill:var(--bad)}.t-code{fill:var(--code)}.t-gap{fill:var(--gap)}
.t-axis{stroke:var(--line);stroke-width:1}
footer{color:var(--soft);font-size:13px;padding:4px 0 28px}
@media (max-width:640px){.facts{grid-template-columns:1fr}.facts dd{margin-bottom:6px}section,.card{padding:14px}
.wrap{padding:0 12px}}
@media print{:root{--page:#fff;--card:#fff;--ink:#000;--soft:#333;--line:#999;--band:#fff;--band-ink:#000;
--band-soft:#333;--link:#000;--zebra:#fff}
@page{margin:14mm}body{font-size:10.5pt}.wrap{max-width:none;padding:0}section,.card{border:0;padding:0 0 8px;
margin:0 0 10px}
.skip{display:none}.scroll{overflow:visible}table{font-size:8.5pt}th,td{padding:3px 5px}
td.flex,td.mono.flex{min-width:0}
tr,.statement,figure{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}
.badge{border:1px solid #000;color:#000;background:#fff!important}a{text-decoration:none}}
)css";
}

} // namespace argus::report
