/** The style of the page: light and dark, narrow and wide, on screen and on paper. It loads nothing. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --card: #ffffff; --ink: #20242a; --soft: #5a626c; --line: #e4e1da; --track: #eeebe4;
  --accent: #1c6570; --alarm: #a8321a; --alarm-paper: #fbeee9; --band: #d3e3e5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --card: #1b1f24; --ink: #e7e5df; --soft: #a0a8b1; --line: #2f353c; --track: #272c33;
    --accent: #7cc4cd; --alarm: #ff9478; --alarm-paper: #33201b; --band: #28434a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  font-variant-numeric: tabular-nums;
}
header, main, footer { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 56px; }
h1 { margin: 0; font-size: 2.1rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; overflow-wrap: anywhere; }
h2 { margin: 0 0 4px; font-size: 1.2rem; font-weight: 650; letter-spacing: -0.005em; }
.brand { margin: 0 0 10px; color: var(--accent); font-weight: 650; letter-spacing: 0.02em; }
.lead { margin: 10px 0 0; color: var(--soft); max-width: 46em; }
.note { margin: 0 0 16px; color: var(--soft); max-width: 46em; font-size: 0.9375rem; }
section { margin: 56px 0 0; }
.tiles { display: grid; grid-template-columns: repeat(5, 1fr); gap: 1px; margin: 32px 0 0; padding: 0;
  background: var(--line); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.tiles div { display: flex; flex-direction: column; background: var(--card); padding: 16px 18px; }
.tiles dt { color: var(--soft); font-size: 0.875rem; }
.tiles dd { margin: 0; font-size: 1.65rem; font-weight: 600; line-height: 1.3; letter-spacing: -0.01em; }
.tiles dd + dd { font-size: 0.875rem; font-weight: 400; color: var(--soft); letter-spacing: 0; line-height: 1.45; }
.look { margin: 24px 0 0; padding: 16px 20px; border-radius: 10px; background: var(--card);
  border: 1px solid var(--line); border-left: 4px solid var(--accent); }
.look h2 { font-size: 1rem; }
.loud { background: var(--alarm-paper); border-color: transparent; border-left-color: var(--alarm); }
.loud h2 { color: var(--alarm); }
.look ul { margin: 6px 0 0; padding-left: 20px; }
.look li { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
caption { text-align: left; color: var(--soft); }
th, td { padding: 7px 16px 7px 0; text-align: left; vertical-align: middle; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-weight: 500; font-size: 0.8125rem; white-space: nowrap; vertical-align: bottom; }
thead .bar { font-size: 0; }
tbody th { font-weight: 500; }
tbody tr:last-child > * { border-bottom: 0; }
.number { text-align: right; white-space: nowrap; }
.bar { width: 36%; min-width: 88px; vertical-align: middle; }
.name { overflow-wrap: anywhere; min-width: 9em; }
.line { overflow-wrap: anywhere; min-width: 15em; }
.id { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.875em; white-space: nowrap; }
td.soft { min-width: 8em; }
td.number.soft { min-width: 0; }
.soft { color: var(--soft); }
.alarm { color: var(--alarm); font-weight: 600; }
.small { display: block; font-size: 0.8125rem; font-weight: 400; color: var(--soft); }
svg { display: inline-block; vertical-align: middle; overflow: visible; }
.defs { position: absolute; width: 0; height: 0; }
.strip { width: 100%; height: 14px; border-radius: 3px; overflow: hidden; background: var(--track); }
.tall { height: 34px; border-radius: 6px; }
.strip rect { stroke: var(--paper); stroke-width: 1.5px; }
.whole .strip { background: none; }
.swatch { display: inline-block; width: 14px; height: 14px; border-radius: 3px; vertical-align: -2px; overflow: hidden;
  background: var(--track); }
.f0 { fill: var(--accent); } .f1 { fill: url(#f1); } .f2 { fill: url(#f2); } .f3 { fill: url(#f3); }
.f4 { fill: url(#f4); } .f5 { fill: url(#f5); }
.ground { fill: var(--track); } .mark { stroke: var(--accent); fill: none; } .dot { fill: var(--accent); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 10px 0 18px; padding: 0; list-style: none; font-size: 0.9375rem; }
.history { width: 220px; height: 52px; margin: -4px 0; }
.history .band { fill: var(--band); } .history .path { fill: none; stroke: var(--accent); stroke-width: 1.75px; }
.history .edge { stroke: var(--line); } .history .point { fill: var(--accent); }
.history .jump { fill: var(--alarm); stroke: var(--paper); stroke-width: 1px; }
footer { margin-top: 64px; padding-top: 20px; padding-bottom: 56px; color: var(--soft); font-size: 0.875rem; }
footer::before { content: ""; display: block; border-top: 1px solid var(--line); margin-bottom: 20px; }
footer p { margin: 0 0 8px; max-width: 60em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 700px) {
  header, main, footer { padding-left: 16px; padding-right: 16px; }
  header { padding-top: 32px; }
  h1 { font-size: 1.65rem; }
  section { margin-top: 44px; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .tiles div { padding: 12px 14px; }
  .tiles div:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .tiles dd { font-size: 1.35rem; }
  th, td { padding-right: 12px; }
  .bar { min-width: 72px; }
  .history { width: 140px; height: 33px; margin: 0; }
}
@media print {
  body { font-size: 11px; }
  section, tr, .look { break-inside: avoid; }
}
`;
