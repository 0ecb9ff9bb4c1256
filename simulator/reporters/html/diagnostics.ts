import type { VNode } from 'preact';
import type { ClientResult, Diagnostic } from '../../verdict/result';
import { plural } from '../counts';
import type { RunReport } from '../run-report';
import { clipVisible } from '../visible';
import { captureText, outcomeWords } from '../wording';
import { framesInLadder } from './ladder';
import { type Child, frameAnchor, html, sign, verdictBadge } from './markup';

/** Diagnostics and clients that are shown. */
const shown = 200;

/** What concerns the run and no single requirement, and the clients that were seen. */
export function diagnosticsSection(report: RunReport): VNode {
  const { diagnostics, clients } = report.judgement;
  const ladder = framesInLadder(report);
  return html`
    <section id="diagnostics">
      <h2>About the run</h2>
      ${diagnostics.length === 0 ? html`<p class="note">Nothing unusual: no syntax trouble, no lost datagrams, no breach of our own.</p>` : ''}
      <ul class="diagnostics">${diagnostics.slice(0, shown).map((diagnostic) => diagnosticItem(diagnostic, ladder, report))}</ul>
      ${more(diagnostics.length)}
      ${clients.length === 0 ? '' : clientsTable(clients)}
    </section>
  `;
}

/** Of a list that is cut. */
function more(length: number): Child {
  return length > shown ? html`<p class="note">and ${length - shown} more in report.json</p>` : '';
}

function diagnosticItem(
  { outcome, message, frame, span, note }: Diagnostic,
  ladder: ReadonlySet<number>,
  { places }: RunReport,
): VNode {
  const capture = frame === undefined ? undefined : places?.get(frame);
  const where = capture === undefined ? '' : `, ${captureText(capture)}`;
  const place = `${where}${span === undefined ? '' : `, bytes ${span.start}-${span.end}`}`;
  return html`
    <li>
      ${sign(outcome)} <strong>${outcomeWords[outcome]}</strong>${note === undefined ? '' : ` (${note})`}: ${clipVisible(message, 500)}
      ${frame === undefined ? '' : [' ', frameLink(frame, ladder), place]}
    </li>
  `;
}

function frameLink(frame: number, ladder: ReadonlySet<number>): Child {
  return ladder.has(frame) ? html`<a href=${`#${frameAnchor(frame)}`}>frame ${frame}</a>` : `frame ${frame}`;
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
        <tbody>${clients.slice(0, shown).map(clientRow)}</tbody>
      </table>
      ${more(clients.length)}
    </div>
  `;
}

function clientRow({ imAddress, userAgent, source, verdict, requirements }: ClientResult): VNode {
  const seen = requirements.filter(({ verdict }) => verdict !== 'none' && verdict !== 'not-applicable').length;
  return html`
    <tr>
      <td>${clipVisible(imAddress, 200)}</td><td>${clipVisible(userAgent ?? 'not given', 200)}</td><td>${clipVisible(source, 200)}</td>
      <td>${verdictBadge(verdict)}</td><td>${plural(seen, 'requirement')}</td>
    </tr>
  `;
}
