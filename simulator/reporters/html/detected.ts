import type { VNode } from 'preact';
import type { DetectedClient } from '../../verdict/detected-ics';
import type { RunReport } from '../run-report';
import { clipVisible } from '../visible';
import { authenticationText, imsText, procedureText } from '../wording';
import { type Child, html } from './markup';

/** Clients that are shown. */
const shown = 200;

/** What each client showed of its ICS; contradictions to the declared one stand among the remarks about the run. */
export function detectedSection({ detected }: RunReport): Child {
  if (detected === undefined) return '';
  const { clients } = detected;
  return html`
    <section id="detected">
      <h2>Detected ICS</h2>
      ${clients.length === 0 ? html`<p class="note">No client was seen.</p>` : table(clients)}
      ${clients.length > shown ? html`<p class="note">and ${clients.length - shown} more in report.json</p>` : ''}
    </section>
  `;
}

function table(clients: readonly DetectedClient[]): VNode {
  return html`
    <div class="scroll">
      <table class="clients" border="1" cellpadding="5">
        <thead>
          <tr>
            <th scope="col">IM Address</th><th scope="col">Procedures</th><th scope="col">Transports</th>
            <th scope="col">Authentication</th><th scope="col">IMS header fields</th>
          </tr>
        </thead>
        <tbody>${clients.slice(0, shown).map(row)}</tbody>
      </table>
    </div>
  `;
}

function row(client: DetectedClient): VNode {
  return html`
    <tr>
      <td>${clipVisible(client.imAddress, 200)}</td><td>${client.procedures.map(procedureText).join(', ')}</td>
      <td>${client.transports.join(', ')}</td><td>${clipVisible(authenticationText(client), 200)}</td><td>${imsText(client)}</td>
    </tr>
  `;
}
