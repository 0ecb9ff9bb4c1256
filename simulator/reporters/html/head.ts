import type { VNode } from 'preact';
import type { RequirementResult } from '../../verdict/result';
import type { RequirementVerdict } from '../../verdict/verdict';
import { countVerdicts, isItem, obligations, resultsOf } from '../counts';
import type { RunReport } from '../run-report';
import { readableDuration, readableTime } from '../time-text';
import { clipVisible, visible } from '../visible';
import { clientName, headlines, signs, verdictSentence, words } from '../wording';
import { html, rowAnchor, sign, verdictBadge } from './markup';

const columns = ['pass', 'fail', 'inconc', 'error', 'none', 'not-applicable'] as const;

/** The answer first: verdict in words and what it rests on, for which client, when, against what. */
export function header(report: RunReport): VNode {
  return html`
    <header>
      <p class="kicker">${visible(report.tool.name)} conformance report</p>
      <h1>${clientName(report)}</h1>
      <section class=${`verdict t-${report.verdict}`} aria-label="Verdict">
        ${sign(report.verdict, 44)}
        <div>
          <h2>${headlines[report.verdict]} <small>verdict: ${report.verdict}</small></h2>
          <p>${verdictSentence(report)}</p>
        </div>
      </section>
      <dl class="facts">${facts(report).map(([term, value]) => fact(term, value))}</dl>
      <nav aria-label="Parts of the report">
        ${parts(report).map(([id, title]) => html`<a href=${`#${id}`}>${title}</a> `)}
      </nav>
    </header>
  `;
}

function fact(term: string, value: string): VNode {
  return html`<div><dt>${term}</dt><dd>${clipVisible(value, 200)}</dd></div>`;
}

function facts(report: RunReport): readonly (readonly [string, string])[] {
  const { iut, pics, startedAt, finishedAt, tool, mode } = report;
  const { files, server, listeners = server === undefined ? [] : [server] } = report;
  return [
    ['Client', iut.name],
    ...(mode === 'run' || iut.version !== undefined ? [['Version', iut.version ?? 'not given'] as const] : []),
    ...(iut.vendor === undefined ? [] : [['Vendor', iut.vendor] as const]),
    ...(iut.imAddress === '' ? [] : [['IM Address', iut.imAddress] as const]),
    ['Profile', report.profile],
    ...(listeners.length === 0 ? [] : [['Simulated server', listeners.join(', ')] as const]),
    ...(files === undefined ? [] : [['Judged', files.map(({ name }) => name).join(', ')] as const]),
    ['SIP/IP core', pics.sip_ip_core === 'ims' ? `IMS (${pics.ims_flavour})` : 'not IMS'],
    ['Started', readableTime(startedAt)],
    ['Duration', readableDuration(finishedAt - startedAt)],
    ['Tool', `${tool.name} ${tool.version}`],
  ];
}

function parts(report: RunReport): readonly (readonly [string, string])[] {
  return [
    ['findings', 'Findings'],
    ['requirements', 'Requirements'],
    ...(report.messages === undefined ? [] : [['messages', 'Messages'] as const]),
    ...(report.mode === 'run' ? [['scenarios', 'Scenarios'] as const] : []),
    ...(report.files === undefined ? [] : [['files', 'Files'] as const]),
    ...(report.detected === undefined ? [] : [['detected', 'Detected ICS'] as const]),
    ['diagnostics', 'About the run'],
    ['legend', 'Words'],
    ['repeat', 'Repeat'],
  ];
}

/** Counts per level, every requirement as a cell, and what the vendor's declaration excluded. */
export function overviewSection({ judgement }: RunReport): VNode {
  const { requirements } = judgement;
  return html`
    <section id="overview">
      <h2>At a glance</h2>
      <div class="glance">
        ${countsTable(requirements)}
        <p class="cells">${requirements.filter(isShownAtAGlance).map((result) => [cell(result), ' '])}${othersLink(requirements)}</p>
      </div>
      ${exclusions(requirements)}
    </section>
  `;
}

/** The items of the change request, and of what they refer to only what is neither met nor inapplicable. */
function isShownAtAGlance({ id, verdict }: RequirementResult): boolean {
  return isItem(id) || verdict === 'fail' || verdict === 'inconc' || verdict === 'error';
}

function othersLink(requirements: readonly RequirementResult[]): VNode | undefined {
  const others = requirements.filter((result) => !isShownAtAGlance(result)).length;
  if (others === 0) return undefined;
  return html`<a href="#requirements">${`and ${others} more, met, not exercised or not applicable`}</a>`;
}

function countsTable(results: readonly RequirementResult[]): VNode {
  return html`
    <table class="counts" border="1" cellpadding="5">
      <caption>Requirements by level</caption>
      <thead>
        <tr><th scope="col">Level</th>${columns.map((verdict) => html`<th scope="col">${words[verdict]}</th>`)}</tr>
      </thead>
      <tbody>
        ${obligations.map((obligation) => countsRow(obligation, countVerdicts(resultsOf(results, obligation))))}
      </tbody>
    </table>
  `;
}

function countsRow(title: string, counts: Readonly<Record<RequirementVerdict, number>>): VNode {
  return html`
    <tr>
      <th scope="row">${title}</th>
      ${columns.map((verdict) => html`<td class=${counts[verdict] > 0 ? `t-${verdict}` : 'zero'}>${counts[verdict]}</td>`)}
    </tr>
  `;
}

function cell({ id, verdict }: RequirementResult): VNode {
  return html`
    <a class=${`cell t-${verdict}`} href=${`#${rowAnchor(id)}`} title=${words[verdict]}>${signs[verdict]} ${id}</a>
  `;
}

function exclusions(results: readonly RequirementResult[]): VNode {
  const byReason = new Map<string, string[]>();
  for (const { id, verdict, reason = '' } of results) {
    // What had no occasion, or was not provoked, is no declaration of the vendor's.
    if (verdict !== 'not-applicable' || !(isItem(id) || /^(?:PICS|rule) /.test(reason))) continue;
    byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  if (byReason.size === 0) return html`<p class="note">The vendor's declaration (ICS) excluded nothing.</p>`;
  return html`
    <div class="note">
      <p>Excluded by the vendor's declaration (ICS) and the rules:</p>
      <ul>
        ${[...byReason].map(([reason, ids]) => html`<li>${verdictBadge('not-applicable')} <code>${ids.join(', ')}</code> ${clipVisible(reason, 1000)}</li>`)}
      </ul>
    </div>
  `;
}
