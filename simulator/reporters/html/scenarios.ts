import type { VNode } from 'preact';
import type { RunReport, ScenarioResult } from '../run-report';
import { readableDuration } from '../time-text';
import { clipVisible, visible } from '../visible';
import { html, verdictBadge } from './markup';

/** The scenarios by feature, folded unless something is wrong; steps as written. */
export function scenariosSection({ scenarios }: RunReport): VNode {
  const files = [...new Set(scenarios.map(({ feature }) => feature))];
  return html`
    <section id="scenarios">
      <h2>Scenarios</h2>
      ${scenarios.length === 0 ? html`<p class="note">No scenario was run.</p>` : ''}
      ${files.map((file) => featureBlock(scenarios.filter(({ feature }) => feature === file)))}
    </section>
  `;
}

function featureBlock(scenarios: readonly ScenarioResult[]): VNode {
  const [first] = scenarios;
  return html`
    <div class="feature">
      <h3>${visible(first?.featureName ?? '')} <small><code>${visible(first?.feature ?? '')}</code></small></h3>
      ${scenarios.map(scenarioBlock)}
    </div>
  `;
}

function scenarioBlock(scenario: ScenarioResult): VNode {
  const { name, verdict, line, durationMs, tags, reason, steps } = scenario;
  const isWrong = verdict !== 'pass' && verdict !== 'not-applicable';
  return html`
    <details class=${`scenario t-${verdict}`} open=${isWrong}>
      <summary>${verdictBadge(verdict)} <span class="name">${clipVisible(name, 500)}</span></summary>
      ${reason === undefined ? '' : html`<p class="reason"><strong>${clipVisible(reason, 1000)}</strong></p>`}
      <ul class="steps">
        ${steps.map(({ text, status }) => html`<li class=${`step s-${statusClass(status)}`}><code>${clipVisible(text, 500)}</code> <small>${visible(status)}</small></li>`)}
      </ul>
      <p class="meta">${`line ${line}, ${readableDuration(durationMs)}, ${clipVisible(tags.join(' '), 500)}`}</p>
    </details>
  `;
}

function statusClass(status: string): string {
  return /^[a-z]+$/i.test(status) ? status.toLowerCase() : 'other';
}
