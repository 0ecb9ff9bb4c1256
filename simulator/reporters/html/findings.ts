import type { VNode } from 'preact';
import { requirementOf } from '../../requirements/catalogue';
import type { Finding, RequirementResult } from '../../verdict/result';
import { type AlikeFindings, groupAlike, othersText } from '../alike';
import { plural, resultsWithFindings } from '../counts';
import type { RunReport } from '../run-report';
import { clip, visible } from '../visible';
import { outcomeWords, placeOf } from '../wording';
import { type Child, findingsAnchor, html, rowAnchor, sign, verdictBadge } from './markup';
import { messageFigure } from './message';

/** Longer values are cut; the message below has them whole. */
const valueLength = 1000;

/** What the reader came for: each finding with its requirement, expected above actual, and the octets. */
export function findingsSection(report: RunReport): VNode {
  const results = resultsWithFindings(report.judgement.requirements);
  const hasLadder = report.messages !== undefined;
  return html`
    <section id="findings">
      <h2>Findings</h2>
      ${results.length === 0 ? html`<p class="note">None: nothing that was seen breaks a requirement.</p>` : ''}
      ${results.map((result) => resultArticle(result, hasLadder))}
    </section>
  `;
}

function resultArticle(result: RequirementResult, hasLadder: boolean): VNode {
  const { id, level, clause, statement } = requirementOf(result.id);
  const more = result.findingsLeftOut;
  return html`
    <article class=${`finding t-${toneOf(result)}`} id=${findingsAnchor(id)}>
      <h3>${verdictBadge(result.verdict)} <a href=${`#${rowAnchor(id)}`}>${id}</a> <small>${level}, clause ${clause}</small></h3>
      <blockquote>${statement}</blockquote>
      ${groupAlike(result.findings).map((group, index) => findingBlock(group, index, hasLadder))}
      ${more > 0 ? html`<p class="note">${plural(more, 'further finding')} of this kind left out.</p>` : ''}
    </article>
  `;
}

/** A requirement that passed stands here because of a remark. */
function toneOf({ verdict, findings }: RequirementResult): string {
  return verdict === 'pass' ? (findings[0]?.outcome ?? verdict) : verdict;
}

function findingBlock(group: AlikeFindings, index: number, hasLadder: boolean): VNode {
  const { outcome, message, expected, actual, evidence, span } = group.first;
  const others = othersText(group);
  return html`
    <section class="one">
      <p class="seen">${sign(outcome)} <strong>${outcomeWords[outcome]}:</strong> ${clip(visible(message), valueLength)}</p>
      <dl class="compare">
        <div class="expected"><dt>expected</dt><dd><code>${clip(visible(expected), valueLength)}</code></dd></div>
        <div class=${`actual t-${outcome}`}><dt>actual</dt><dd><code>${clip(visible(actual), valueLength)}</code></dd></div>
        ${whereRow(group.first)}
        ${others === '' ? '' : html`<div><dt>also</dt><dd>${others}</dd></div>`}
      </dl>
      ${evidence === undefined ? '' : folded(messageFigure(evidence, span, hasLadder), index)}
    </section>
  `;
}

function whereRow(finding: Finding): Child {
  const place = [placeOf(finding), finding.field && `field ${clip(visible(finding.field), 80)}`]
    .filter((part) => part)
    .join(', ');
  const frame = finding.frame === undefined ? '' : `frame ${finding.frame}`;
  const where = [place, frame].filter((part) => part !== '').join(', ');
  return where === '' ? '' : html`<div><dt>where</dt><dd>${where}</dd></div>`;
}

/** The first message of a requirement stands open; further ones show the same breach again. */
function folded(figure: VNode, index: number): VNode {
  return html`<details open=${index === 0}><summary>The message</summary>${figure}</details>`;
}
