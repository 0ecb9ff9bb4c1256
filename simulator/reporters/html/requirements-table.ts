import type { VNode } from 'preact';
import { requirementOf } from '../../requirements/catalogue';
import type { Requirement } from '../../requirements/requirement';
import type { RequirementResult } from '../../verdict/result';
import { plural } from '../counts';
import type { RunReport } from '../run-report';
import { clipVisible } from '../visible';
import { type Child, findingsAnchor, html, rowAnchor, verdictBadge } from './markup';

const procedures: Readonly<Record<NonNullable<Requirement['procedure']>, string>> = {
  publish: 'IM service settings publish procedure',
  retrieve: 'IM service settings retrieval procedure',
};

/** Every requirement of the run, by clause; what was not exercised or does not apply is a row with its reason. */
export function requirementsSection({ judgement }: RunReport): VNode {
  const clauses = [...new Set(judgement.requirements.map(({ id }) => clauseOf(id)))];
  return html`
    <section id="requirements">
      <h2>All requirements</h2>
      <div class="scroll">
        <table class="requirements" border="1" cellpadding="6">
          <thead>
            <tr>
              <th scope="col">Requirement</th>
              <th scope="col">Statement</th>
              <th scope="col">Verdict</th>
              <th scope="col">Observations</th>
            </tr>
          </thead>
          ${clauses.map((clause) => clauseRows(clause, judgement.requirements))}
        </table>
      </div>
    </section>
  `;
}

/** `6.1.1.1` of `6.1.1.1 item 6`; the document of an entry that is no item of the change request. */
function clauseOf(id: RequirementResult['id']): string {
  const { procedure, source, clause } = requirementOf(id);
  return procedure === undefined ? source : (/^[^\s,]+/.exec(clause)?.[0] ?? '');
}

function clauseRows(clause: string, all: readonly RequirementResult[]): VNode {
  const results = all.filter(({ id }) => clauseOf(id) === clause);
  const [first] = results;
  const procedure = first === undefined ? undefined : requirementOf(first.id).procedure;
  return html`
    <tbody>
      <tr class="clause"><th scope="rowgroup" colspan="4">${clause} ${procedure === undefined ? '' : procedures[procedure]}</th></tr>
      ${results.map(row)}
    </tbody>
  `;
}

function row(result: RequirementResult): VNode {
  const { id, level, clause, statement } = requirementOf(result.id);
  return html`
    <tr id=${rowAnchor(id)} class=${`row t-${result.verdict}`}>
      <th scope="row"><code>${id}</code><br /><small>${level}<br />${clause}</small></th>
      <td>
        ${statement}
        <details><summary>How this is checked</summary>${howChecked(requirementOf(result.id))}</details>
      </td>
      <td>${verdictBadge(result.verdict)}${reason(result)}</td>
      <td>${result.observations}${evidence(result)}</td>
    </tr>
  `;
}

function howChecked({ expectation, verification, interpretation, decisions }: Requirement): VNode {
  const ways = {
    check: 'A check looks at every message that it applies to.',
    scenario: 'A scenario provokes it: an ordinary run does not show it.',
    indication: 'Not visible on the wire: only what the client tells its user, through its control adapter, shows it.',
    none: 'No check decides it.',
  };
  return html`
    <ul>
      <li>${ways[verification.by]} ${verification.by === 'none' ? verification.reason : ''}</li>
      <li>Wanted: ${expectation}.</li>
      ${interpretation === undefined ? '' : html`<li>Reading: ${interpretation}</li>`}
      ${decisions === undefined ? '' : html`<li>Decisions of the catalogue: ${decisions.join(', ')}</li>`}
    </ul>
  `;
}

function reason({ reason }: RequirementResult): Child {
  return reason === undefined ? '' : html`<p class="reason">${clipVisible(reason, 1000)}</p>`;
}

function evidence({ id, findings, findingsLeftOut }: RequirementResult): Child {
  if (findings.length === 0) return '';
  const count = plural(findings.length + findingsLeftOut, 'finding');
  return html`<p class="reason"><a href=${`#${findingsAnchor(id)}`}>${count}</a></p>`;
}
