import type { JudgedFile, RunReport } from '../run-report';
import { clipVisible } from '../visible';
import { unreadableText } from '../wording';
import { type Child, html } from './markup';

/** What was found in the files that were judged; nothing where messages came from the network. */
export function filesSection({ files }: RunReport): Child {
  if (files === undefined) return '';
  return html`
    <section id="files">
      <h2>Files</h2>
      <div class="scroll">
        <table class="clients" border="1" cellpadding="5">
          <thead>
            <tr>
              <th scope="col">File</th><th scope="col">Format</th><th scope="col">Packets</th><th scope="col">SIP messages</th>
              <th scope="col">Something else</th><th scope="col">Not readable</th>
            </tr>
          </thead>
          <tbody>${files.map(fileRow)}</tbody>
        </table>
      </div>
    </section>
  `;
}

function fileRow(file: JudgedFile): Child {
  const { name, format, packets, messages, notSip, problem } = file;
  return html`
    <tr>
      <td>${clipVisible(name, 300)}</td><td>${format}</td><td>${packets}</td><td>${messages}</td><td>${notSip}</td>
      <td>${unreadableText(file)}${problem === undefined ? '' : html`<p class="reason">${clipVisible(problem, 500)}</p>`}</td>
    </tr>
  `;
}
