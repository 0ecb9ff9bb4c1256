import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { requirementOf } from '../../requirements/catalogue';
import type { RequirementResult } from '../../verdict/result';
import { type AlikeFindings, groupAlike, othersText } from '../alike';
import { plural, resultsWithFindings } from '../counts';
import type { PlacedFinding, RunReport } from '../run-report';
import { clipVisible } from '../visible';
import { captureText, otherFrameText, outcomeWords, placeOf } from '../wording';
import { framesInLadder } from './ladder';
import { type Child, findingsAnchor, html, rowAnchor, sign, verdictBadge } from './markup';
import { messageFigure } from './message';

/** Longer values are cut; report.json has them whole. */
const valueLength = 1000;
/** Groups of findings that are alike, shown of one requirement. */
const groupsShown = 100;
/** Octets of markup for all findings, and what each requirement still to come may count on: a page has to open. */
const budgetOctets = 3_500_000;
const shareOctets = 100_000;
/** Octets shown of the first message of a requirement, and of further ones: the largest that fits; 0 for no message. */
const firstSizes: readonly number[] = [16_384, 2_048, 0];
const furtherSizes: readonly number[] = [4_096, 0];

/** What the reader came for: each finding with its requirement, expected above actual, and the octets. */
export function findingsSection(report: RunReport): VNode {
  const results = resultsWithFindings(report.judgement.requirements);
  const ladder = framesInLadder(report);
  let left = budgetOctets;
  const articles = results.map((result, index) => {
    const { article, octets } = resultArticle(result, ladder, left - shareOctets * (results.length - index - 1));
    left -= octets;
    return article;
  });
  return html`
    <section id="findings">
      <h2>Findings</h2>
      ${results.length === 0 ? html`<p class="note">None: nothing that was seen breaks a requirement.</p>` : ''}
      ${articles}
    </section>
  `;
}

/** The findings of a requirement within a budget, and how much of it they took. */
function resultArticle(
  result: RequirementResult,
  ladder: ReadonlySet<number>,
  budget: number,
): { readonly article: VNode; readonly octets: number } {
  const { id, level, clause, statement } = requirementOf(result.id);
  const groups = groupAlike(result.findings);
  const blocks = blocksWithin(groups, ladder, budget);
  const octets = blocks.reduce((sum, block) => sum + Buffer.byteLength(block), 0);
  const article = html`
    <article class=${`finding t-${toneOf(result)}`} id=${findingsAnchor(id)}>
      <h3>${verdictBadge(result.verdict)} <a href=${`#${rowAnchor(id)}`}>${id}</a> <small>${level}, clause ${clause}</small></h3>
      <blockquote>${statement}</blockquote>
      <div dangerouslySetInnerHTML=${{ __html: blocks.join('') }} />
      ${leftOut(groups.length - blocks.length, result.findingsLeftOut)}
    </article>
  `;
  return { article, octets };
}

/** Markup of our own elements: preact has escaped what stands in them. Beyond the budget a finding loses its message first. */
function blocksWithin(
  groups: readonly AlikeFindings[],
  ladder: ReadonlySet<number>,
  budget: number,
): readonly string[] {
  const blocks: string[] = [];
  let left = budget;
  let sizes = firstSizes;
  for (const [index, group] of groups.slice(0, groupsShown).entries()) {
    const render = (octets: number): string => renderToString(findingBlock(group, index, ladder, octets));
    const { block, octets } = largestWithin(left, sizes, render);
    left -= Buffer.byteLength(block);
    if (left < 0 && index > 0) break;
    blocks.push(block);
    // What did not fit once is not tried again.
    sizes = octets === 0 ? [0] : furtherSizes;
  }
  return blocks;
}

function largestWithin(left: number, sizes: readonly number[], render: (octets: number) => string) {
  for (const octets of sizes) {
    const block = render(octets);
    if (octets === 0 || Buffer.byteLength(block) <= left) return { block, octets };
  }
  return { block: '', octets: 0 };
}

function leftOut(groups: number, findings: number): Child {
  return [
    groups > 0 ? html`<p class="note">and ${groups} more in report.json</p>` : '',
    findings > 0 ? html`<p class="note">${plural(findings, 'further finding')} of this kind left out.</p>` : '',
  ];
}

/** A requirement that passed stands here because of a remark. */
function toneOf({ verdict, findings }: RequirementResult): string {
  return verdict === 'pass' ? (findings[0]?.outcome ?? verdict) : verdict;
}

function findingBlock(group: AlikeFindings, index: number, ladder: ReadonlySet<number>, octets: number): VNode {
  const { outcome, message, expected, actual, evidence, span } = group.first;
  const others = othersText(group);
  const named = otherFrameText(group.first);
  return html`
    <section class="one">
      <p class="seen">${sign(outcome)} <strong>${outcomeWords[outcome]}:</strong> ${clipVisible(message, valueLength)}</p>
      <dl class="compare">
        <div class="expected"><dt>expected</dt><dd><code>${clipVisible(expected, valueLength)}</code></dd></div>
        <div class=${`actual t-${outcome}`}><dt>actual</dt><dd><code>${clipVisible(actual, valueLength)}</code></dd></div>
        ${whereRow(group.first)}
        ${named === '' ? '' : html`<div><dt>named</dt><dd>${named}</dd></div>`}
        ${others === '' ? '' : html`<div><dt>also</dt><dd>${others}</dd></div>`}
      </dl>
      ${evidence === undefined || octets === 0 ? '' : folded(messageFigure(evidence, span, ladder, octets), index)}
    </section>
  `;
}

function whereRow(finding: PlacedFinding): Child {
  const place = [placeOf(finding), finding.field && `field ${clipVisible(finding.field, 80)}`]
    .filter((part) => part)
    .join(', ');
  const frame = finding.frame === undefined ? '' : `frame ${finding.frame}`;
  const capture = finding.capture === undefined ? '' : captureText(finding.capture);
  const where = [place, frame, capture].filter((part) => part !== '').join(', ');
  return where === '' ? '' : html`<div><dt>where</dt><dd>${where}</dd></div>`;
}

/** The first message of a requirement stands open; further ones show the same breach again. */
function folded(figure: VNode, index: number): VNode {
  return html`<details open=${index === 0}><summary>The message</summary>${figure}</details>`;
}
