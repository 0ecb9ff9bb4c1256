import { messageEvent, publishText } from './messages.fixture';
import { failingReport, findingOn, resultOf } from './report.fixture';
import type { RunReport } from './run-report';

/** Text that tries to leave its element, its line, its attribute, its table cell. */
export const hostileText =
  '<script>alert(1)</script>"\'>]]>-->&amp;\u202egnp.exe\u0000\r\n| `a` ``` [x](http://evil.example) @all <!doctype \u001b[31m\ud800';

/** A run in which everything that a peer or a vendor can write is hostile, with a line of 64 kB. */
export function hostileReport(): RunReport {
  const text = publishText
    .replace('User-Agent: Example IM/2.1', `User-Agent: ${hostileText.replaceAll('\r\n', '')}`)
    .replace('Call-ID: ', `X-Long: ${'<b>long\u202e'.repeat(8192)}\r\nCall-ID: `);
  const bytes = Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xc0, 0x80, 0x00, 0x1b])]);
  const evidence = messageEvent(3, bytes);
  const marked = bytes.indexOf('<script>');
  const finding = findingOn('6.1.1.1-6', 'Expires', {
    message: hostileText,
    expected: hostileText,
    actual: hostileText.repeat(50),
    field: hostileText,
    span: { start: marked, end: marked + 40 },
    evidence,
  });
  const report = failingReport();
  return {
    ...report,
    iut: { name: hostileText, version: hostileText, vendor: hostileText, imAddress: hostileText },
    profile: hostileText,
    server: `udp:${hostileText}`,
    argv: ['run', '--iut', hostileText],
    messages: [
      evidence,
      messageEvent(4, `${hostileText} ${hostileText} SIP/2.0\r\n\r\n`),
      messageEvent(5, bytes.subarray(40)),
    ],
    judgement: {
      ...report.judgement,
      requirements: [
        resultOf('6.1.1.1-6', 'fail', { observations: 1, findings: [finding] }),
        resultOf('6.1.1.2-5', 'none', { reason: hostileText }),
      ],
      diagnostics: [{ outcome: 'warn', message: hostileText, frame: 3, note: 'syntax' }],
      clients: [
        { imAddress: hostileText, userAgent: hostileText, source: hostileText, verdict: 'fail', requirements: [] },
      ],
    },
    scenarios: report.scenarios.map((scenario) => ({
      ...scenario,
      name: hostileText,
      featureName: hostileText,
      feature: hostileText,
      reason: hostileText,
      tags: [...scenario.tags, hostileText],
      steps: [{ text: hostileText, status: hostileText }],
    })),
  };
}
