import type { VNode } from 'preact';
import type { ClientResult, Diagnostic } from '../../verdict/result';
import { plural } from '../counts';
import type { RunReport } from '../run-report';
import { visible } from '../visible';
import { outcomeWords } from '../wording';
import { type Child, frameAnchor, html, sign, verdictBadge } from './markup';

/** What concerns the run and no single requirement, and the clients that were seen. */
export function diagnosticsSection({ judgement, messages }: RunReport): VNode {
  const { diagnostics, clients } = judgement;
  const hasLadder = messages !== undefined;
  return html`
    <section id="diagnostics">
      <h2>About the run</h2>
      ${diagnostics.length === 0 ? html`<p class="note">Nothing unusual: no syntax trouble, no lost datagrams, no breach of our own.</p>` : ''}
      <ul class="diagnostics">${diagnostics.map((diagnostic) => diagnosticItem(diagnostic, hasLadder))}</ul>
      ${clients.length === 0 ? '' : clientsTable(clients)}
    </section>
  `;
}

function diagnosticItem({ outcome, message, frame, span, note }: Diagnostic, hasLadder: boolean): VNode {
  const place = span === undefined ? '' : `, bytes ${span.start}-${span.end}`;
  return html`
    <li>
      ${sign(outcome)} <strong>${outcomeWords[outcome]}</strong>${note === undefined ? '' : ` (${note})`}: ${visible(message)}
      ${frame === undefined ? '' : [' ', frameLink(frame, hasLadder), place]}
    </li>
  `;
}

function frameLink(frame: number, hasLadder: boolean): Child {
  return hasLadder ? html`<a href=${`#${frameAnchor(frame)}`}>frame ${frame}</a>` : `frame ${frame}`;
}

function clientsTable(clients: readonly ClientResult[]): VNode {
  return html`
    <div class="scroll">
      <table class="clients" border="1" cellpadding="5">
        <caption>Clients seen</caption>
        <thead>
          <tr>
            <th scope="col">IM Address</th><th scope="col">User-Agent</th><th scope="col">Source</th>
            <th scope="col">Verdict</th><th scope="col">Looked at</th>
          </tr>
        </thead>
        <tbody>${clients.map(clientRow)}</tbody>
      </table>
    </div>
  `;
}

function clientRow({ imAddress, userAgent, source, verdict, requirements }: ClientResult): VNode {
  const seen = requirements.filter(({ verdict }) => verdict !== 'none' && verdict !== 'not-applicable').length;
  return html`
    <tr>
      <td>${visible(imAddress)}</td><td>${visible(userAgent ?? 'not given')}</td><td>${visible(source)}</td>
      <td>${verdictBadge(verdict)}</td><td>${plural(seen, 'requirement')}</td>
    </tr>
  `;
}
