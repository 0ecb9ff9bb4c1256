import { renderToString } from 'preact-render-to-string';
import { withEvidence } from './evidence';
import { detectedSection } from './html/detected';
import { diagnosticsSection } from './html/diagnostics';
import { filesSection } from './html/files';
import { findingsSection } from './html/findings';
import { header, overviewSection } from './html/head';
import { ladderSection } from './html/ladder';
import { html } from './html/markup';
import { legendSection, repeatSection } from './html/repeat';
import { requirementsSection } from './html/requirements-table';
import { scenariosSection } from './html/scenarios';
import { css } from './html/style';
import type { RunReport } from './run-report';
import { clientName, headlines } from './wording';

/** Nothing is loaded and no script runs, whatever a peer wrote into its messages. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * The contents of report.html: one file that needs no network and no script. It stays complete and legible where a
 * server forbids inline styles, as Jenkins does: then words, signs and presentation attributes carry it.
 */
export function toHtml(run: RunReport): string {
  const report = withEvidence(run);
  const page = html`
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content=${policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <title>${`${headlines[report.verdict]}: ${clientName(report)} (${report.tool.name})`}</title>
        <style dangerouslySetInnerHTML=${{ __html: css }} />
      </head>
      <body>
        ${header(report)}
        <main>
          ${overviewSection(report)} ${findingsSection(report)} ${requirementsSection(report)}
          ${ladderSection(report)} ${report.mode === 'run' ? scenariosSection(report) : ''}
          ${filesSection(report)} ${detectedSection(report)} ${diagnosticsSection(report)} ${legendSection()}
          ${repeatSection(report)}
        </main>
        <footer><p>${`Written by ${report.tool.name} ${report.tool.version}.`}</p></footer>
      </body>
    </html>
  `;
  return `<!doctype html>\n${renderToString(page)}\n`;
}
