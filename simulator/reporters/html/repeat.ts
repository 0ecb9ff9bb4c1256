import type { VNode } from 'preact';
import { verdicts } from '../../verdict/verdict';
import { idsWith } from '../counts';
import { repeatCommand } from '../repeat';
import type { RunReport } from '../run-report';
import { visible } from '../visible';
import { meanings } from '../wording';
import { html, verdictBadge } from './markup';

/** The files of the run folder (design 3.4) and what each is for. */
const files = [
  ['report.json', 'the same for programs; its JSON Schema is in the package'],
  ['junit.xml', 'for Jenkins and GitLab'],
  ['summary.md', 'for the summary of a CI job'],
  ['trace.pcapng', 'every message, for Wireshark; frame numbers are those of this page'],
  ['trace.ndjson', 'every event; can be judged again with imconf check'],
] as const;

const scenarioFiles = {
  run: ['cucumber.ndjson', 'the scenarios as Cucumber messages'],
  serve: ['cucumber.ndjson', 'empty: a passive server runs no scenarios'],
  check: ['cucumber.ndjson', 'empty: captures are judged without scenarios'],
} as const;

/** What the verdict words claim. */
export function legendSection(): VNode {
  const shown = [...verdicts.filter((verdict) => verdict !== 'none'), 'none', 'not-applicable'] as const;
  return html`
    <section id="legend">
      <h2>What the words mean</h2>
      <dl class="legend">
        ${shown.map((verdict) => html`<div><dt>${verdictBadge(verdict)}</dt><dd>${meanings[verdict]}</dd></div>`)}
      </dl>
      <p class="note">
        SHALL and MUST have to be met; a broken SHOULD is a warning and leaves the verdict at pass; MAY is a remark. In messages, what
        a screen would not show stands as a sign: <code>\\r</code> for CR, <code>\\u202e</code> for a bidi override, <code>\\xff</code> for an octet that is no UTF-8.
      </p>
    </section>
  `;
}

/** The command that repeats the run, and the files beside this page. */
export function repeatSection(report: RunReport): VNode {
  const broken = report.mode === 'run' ? idsWith(report.judgement.requirements, 'fail') : [];
  const whole = report.mode === 'run' ? 'The whole run:' : 'To judge the same traffic again:';
  return html`
    <section id="repeat">
      <h2>How to repeat</h2>
      <p>${whole}</p>
      <pre class="command"><code>${visible(repeatCommand(report))}</code></pre>
      ${broken.length === 0 ? '' : html`<p>Only what broke:</p>`}
      ${broken.length === 0 ? '' : html`<pre class="command"><code>${visible(repeatCommand(report, broken))}</code></pre>`}
      <h3>Files of this run</h3>
      <dl class="files">
        ${[...files, scenarioFiles[report.mode]].map(([name, use]) => html`<div><dt><a href=${name}><code>${name}</code></a></dt><dd>${use}</dd></div>`)}
      </dl>
    </section>
  `;
}
