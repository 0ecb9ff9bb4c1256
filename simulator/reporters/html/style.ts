/** The style of report.html; the page is complete without it. Light and dark by the reader's preference, and print. */
export const css = `
:root {
  color-scheme: light dark;
  --paper: #f5f6f8; --card: #ffffff; --ink: #1b1f26; --soft: #5b6472; --line: #dde1e7; --well: #f4f6f9; --link: #0b5cc4;
  --pass: #17783a; --fail: #c3242b; --inconc: #8d5a00; --error: #6d3fc0; --none: #5b6472; --info: #1e63b4;
  --tint: 8%; --mark: #ffd9d6; --mark-ink: #7d0d14;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #10141a; --card: #181d25; --ink: #e4e8ee; --soft: #98a3b3; --line: #2b323d; --well: #11161d; --link: #76b0ff;
    --pass: #4cc26e; --fail: #ff7a76; --inconc: #e2ac48; --error: #b794ff; --none: #98a3b3; --info: #76b0ff;
    --tint: 14%; --mark: #64201f; --mark-ink: #ffdedb;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.55 -apple-system, "Segoe UI", Roboto, "Liberation Sans", system-ui, sans-serif;
}
body > header, main, body > footer { max-width: 1160px; margin: 0 auto; padding: 0 28px; }
body > header { padding-top: 36px; }
h1, h2, h3, p, dl, dd, ul, figure, blockquote, pre, table { margin: 0; }
h1 { font-size: 32px; line-height: 1.2; letter-spacing: -0.015em; font-weight: 680; overflow-wrap: anywhere; }
h2 { font-size: 21px; letter-spacing: -0.01em; font-weight: 650; margin: 48px 0 14px; }
h3 { font-size: 16px; font-weight: 640; }
small { font-size: 13px; font-weight: 400; color: var(--soft); }
a { color: var(--link); text-underline-offset: 2px; }
code, pre { font-family: var(--mono); font-size: 0.9em; }
section, article, tr, g { scroll-margin-top: 24px; }
.kicker { color: var(--soft); font-size: 13px; letter-spacing: 0.08em; text-transform: uppercase; margin-bottom: 6px; }
.note, .meta { color: var(--soft); font-size: 14px; }
.sign { flex: none; vertical-align: -2.5px; }
.scroll { overflow-x: auto; }

.t-pass { --tone: var(--pass); } .t-fail { --tone: var(--fail); } .t-inconc, .t-warn { --tone: var(--inconc); }
.t-error { --tone: var(--error); } .t-none { --tone: var(--inconc); } .t-info { --tone: var(--info); }
.t-not-applicable { --tone: var(--none); }

.verdict {
  display: flex; gap: 20px; align-items: center; margin: 22px 0 24px; padding: 20px 24px; border-radius: 12px;
  background: color-mix(in srgb, var(--tone) var(--tint), var(--card));
  border: 1px solid color-mix(in srgb, var(--tone) 40%, var(--line)); border-left: 6px solid var(--tone);
}
.verdict h2 { margin: 0; font-size: 25px; line-height: 1.3; font-weight: 700; color: var(--tone); }
.verdict h2 small { margin-left: 8px; font-size: 14px; letter-spacing: 0; }
.verdict p { margin-top: 2px; font-size: 16px; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 14px 24px; }
.facts dt { color: var(--soft); font-size: 12.5px; }
.facts dd { overflow-wrap: anywhere; font-weight: 520; }
nav {
  display: flex; flex-wrap: wrap; gap: 4px 22px; margin-top: 26px; padding: 10px 0; border-top: 1px solid var(--line);
  border-bottom: 1px solid var(--line); font-size: 14px;
}
nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }

#overview h2 { margin-top: 30px; }
.glance { display: grid; grid-template-columns: minmax(420px, 5fr) 4fr; gap: 28px; align-items: start; margin-bottom: 16px; }
.note ul { list-style: none; padding: 0; margin-top: 6px; } .note li { padding: 3px 0; display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; }
.cells { display: flex; flex-wrap: wrap; gap: 6px; }
.cell {
  display: block; padding: 3px 9px; border-radius: 6px; font: 12.5px/1.5 var(--mono); color: var(--tone); text-decoration: none;
  background: color-mix(in srgb, var(--tone) var(--tint), var(--card)); border: 1px solid color-mix(in srgb, var(--tone) 32%, var(--line));
}
.cell.t-fail, .cell.t-error { background: var(--tone); border-color: var(--tone); color: var(--card); font-weight: 700; }
.cell.t-none, .cell.t-not-applicable { border-style: dashed; background: none; }
.cell:hover { border-color: var(--tone); text-decoration: underline; }

table { border-collapse: separate; border-spacing: 0; width: 100%; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
caption { caption-side: top; text-align: left; color: var(--soft); font-size: 13px; padding-bottom: 6px; }
th, td { border: 0; border-top: 1px solid var(--line); padding: 10px 14px; text-align: left; vertical-align: top; }
thead th { border-top: 0; color: var(--soft); font-size: 12.5px; font-weight: 560; }
.counts th, .counts td { padding: 7px 10px; text-align: right; font-variant-numeric: tabular-nums; }
.counts th:first-child { text-align: left; }
.counts thead th { vertical-align: bottom; line-height: 1.25; }
.counts td { color: var(--tone); font-weight: 680; } .counts td.zero { color: color-mix(in srgb, var(--soft) 60%, var(--card)); font-weight: 400; }
.requirements td:nth-child(2) { width: 54%; }
.requirements th[scope=row] { font-weight: 640; min-width: 136px; } .requirements th code { white-space: nowrap; }
.requirements .clause th { background: var(--well); font-size: 13.5px; color: var(--soft); padding: 8px 14px; }
.requirements tbody:first-of-type .clause th { border-top: 1px solid var(--line); }
.row.t-fail, .row.t-error, .row.t-inconc { background: color-mix(in srgb, var(--tone) calc(var(--tint) * 0.6), transparent); }
.row.t-fail th, .row.t-error th, .row.t-inconc th { box-shadow: inset 3px 0 0 var(--tone); }
.row:target, .finding:target { outline: 2px solid var(--link); outline-offset: 2px; }
.requirements details { margin-top: 5px; font-size: 13.5px; } .requirements details ul { padding-left: 18px; color: var(--soft); }
.reason { font-size: 13.5px; margin-top: 4px; color: var(--soft); overflow-wrap: anywhere; }
.badge { display: inline-flex; align-items: baseline; gap: 6px; color: var(--tone); font-weight: 640; white-space: nowrap; }
.badge .sign { align-self: center; }
summary { cursor: pointer; } .requirements summary, .one summary { color: var(--soft); font-size: 13.5px; }

.finding {
  background: var(--card); border: 1px solid var(--line); border-top: 3px solid var(--tone); border-radius: 10px;
  padding: 18px 22px 20px; margin-bottom: 20px;
}
.finding h3 { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; font-size: 17px; }
.finding h3 a { font-family: var(--mono); color: inherit; }
.finding blockquote { margin: 8px 0 2px; padding-left: 14px; border-left: 3px solid var(--line); color: var(--soft); font-size: 16px; }
.one { padding-top: 14px; } .one + .one { margin-top: 18px; border-top: 1px dashed var(--line); }
.seen { overflow-wrap: anywhere; }
.compare { margin: 10px 0 12px; display: grid; gap: 1px; border-radius: 8px; overflow: hidden; background: var(--line); border: 1px solid var(--line); }
.compare > div { display: grid; grid-template-columns: 96px 1fr; background: var(--card); }
.compare dt { padding: 7px 12px; color: var(--soft); font-size: 13px; line-height: 1.7; }
.compare dd { padding: 7px 12px; overflow-wrap: anywhere; font-size: 14px; }
.compare .expected { --tone: var(--pass); }
.compare .expected, .compare .actual { background: color-mix(in srgb, var(--tone) var(--tint), var(--card)); }
.compare .expected dt, .compare .actual dt { box-shadow: inset 4px 0 0 var(--tone); color: var(--tone); font-weight: 640; }
.message { margin-top: 8px; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.message figcaption { padding: 7px 12px; font-size: 13px; color: var(--soft); border-bottom: 1px solid var(--line); }
.message figcaption strong { color: var(--ink); }
.message pre { padding: 10px 0; background: var(--well); overflow-x: auto; font-size: 14px; line-height: 1.6; }
.line { display: block; padding: 0 12px 0 calc(7ch + 12px); text-indent: -7ch; white-space: pre-wrap; word-break: break-all; }
.line.marked { background: color-mix(in srgb, var(--fail) var(--tint), transparent); box-shadow: inset 4px 0 0 var(--fail); }
.number { color: var(--soft); user-select: none; } .line.marked .number { color: var(--fail); font-weight: 700; }
.cut { display: block; padding: 2px 12px; color: var(--soft); }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; padding: 1px 0; }
mark u { text-decoration-thickness: 2px; text-underline-offset: 3px; text-decoration-color: var(--fail); font-weight: 700; }
.escape { color: var(--inconc); font-weight: 700; }

.ladder { display: block; max-width: 100%; height: auto; margin-top: 10px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; font-family: var(--mono); }
.ladder g:target { fill: var(--link); }

.feature { margin-bottom: 22px; } .feature h3 { margin-bottom: 8px; }
.scenario { background: var(--card); border: 1px solid var(--line); border-bottom: 0; padding: 9px 16px; }
.feature .scenario:first-of-type { border-radius: 10px 10px 0 0; }
.feature .scenario:last-of-type { border-bottom: 1px solid var(--line); border-radius: 0 0 10px 10px; }
.feature .scenario:only-of-type { border-radius: 10px; }
.scenario .name { font-weight: 520; margin-left: 8px; overflow-wrap: anywhere; } .scenario .reason { color: var(--tone); }
.steps { list-style: none; margin: 8px 0; padding: 8px 14px; background: var(--well); border-radius: 8px; }
.step { padding: 2px 0; overflow-wrap: anywhere; } .step small { margin-left: 10px; }
.s-failed code, .s-failed small { color: var(--fail); font-weight: 640; } .s-skipped, .s-undefined, .s-pending { opacity: 0.75; }
.diagnostics { list-style: none; padding: 0; margin-bottom: 18px; } .diagnostics li { padding: 5px 0; overflow-wrap: anywhere; }
.clients td { overflow-wrap: anywhere; font-size: 14px; }
.legend, .files { display: grid; gap: 8px; margin-bottom: 14px; }
.legend > div, .files > div { display: grid; grid-template-columns: 170px 1fr; gap: 14px; }
.command {
  margin: 6px 0 14px; padding: 12px 16px; background: var(--well); border: 1px solid var(--line); border-radius: 8px;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
#repeat h3 { margin: 22px 0 10px; }
body > footer { padding-top: 20px; padding-bottom: 40px; margin-top: 44px; color: var(--soft); font-size: 13px; }

@media (max-width: 900px) {
  .glance { grid-template-columns: 1fr; }
  .requirements th, .requirements td { padding: 9px 10px; } .requirements td:nth-child(2) { width: 46%; }
}
@media (max-width: 560px) {
  body > header, main, body > footer { padding-left: 14px; padding-right: 14px; }
  .glance { grid-template-columns: minmax(0, 1fr); } .compare > div, .legend > div, .files > div { grid-template-columns: 1fr; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --well: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; }
  body { font-size: 10.5pt; } body > header, main, body > footer { max-width: none; padding: 0; }
  nav, .requirements details { display: none; }
  .verdict, .cell, mark, .compare > div, .row { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .one, tr, .scenario, .verdict, .legend > div { break-inside: avoid; } h2, h3 { break-after: avoid; }
  footer::after { content: "Date, name, signature:"; display: block; margin-top: 3em; padding-top: 0.5em; border-top: 1px solid #000; width: 60%; }
}
`;
