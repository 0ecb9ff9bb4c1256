import type { DetectedClient } from '../verdict/detected-ics';
import { failingReport } from './report.fixture';
import type { RunReport } from './run-report';

const detected: DetectedClient = {
  imAddress: 'sip:alice@example.com',
  userAgent: 'Example IM/2.1',
  source: 'udp:192.0.2.10:5070',
  procedures: ['register', 'publish-initial', 'subscribe-fetch'],
  transports: ['udp'],
  authentication: ['Digest MD5'],
  challenged: true,
  ims: ['P-Access-Network-Info'],
  is3gpp2: true,
};

/** Two captures that were judged: the first is damaged, the frames of the second count on. */
export function checkReport(changes: Partial<RunReport> = {}): RunReport {
  const { server: _, judgement, ...report } = failingReport();
  return {
    ...report,
    mode: 'check',
    scenarios: [],
    files: [
      {
        name: 'a.pcap',
        format: 'pcap (gzip)',
        packets: 120,
        messages: 3,
        notSip: 110,
        unreadable: { 'packets cut off inside their headers': 5, 'TLS records': 2 },
        problem: 'its gzip data are damaged or cut off (unexpected end of file)',
      },
      { name: 'b.log', format: 'text', packets: 2, messages: 2, notSip: 0, unreadable: {} },
    ],
    places: new Map([
      [3, { file: 'a.pcap', frame: 17 }],
      [4, { file: 'b.log', frame: 1 }],
    ]),
    detected: { clients: [detected], isCut: false },
    messageCount: 1_234,
    argv: ['check', 'a.pcap', 'b.log', '--out', 'x'],
    judgement,
    ...changes,
  };
}

/** A passive server with two clients, one of which did nothing worth judging. */
export function serveReport(changes: Partial<RunReport> = {}): RunReport {
  const { judgement, ...report } = failingReport();
  const [alice] = judgement.clients;
  if (alice === undefined) throw new Error('the fixture has no client');
  const requirements = alice.requirements.map(({ id }) => ({ id, verdict: 'none' as const }));
  const bob = {
    ...alice,
    imAddress: 'sip:bob@example.com',
    userAgent: undefined,
    verdict: 'inconc' as const,
    requirements,
  };
  return {
    ...report,
    mode: 'serve',
    iut: { name: '2 clients', imAddress: '' },
    scenarios: [],
    server: 'udp:127.0.0.1:5060',
    listeners: ['udp:127.0.0.1:5060', 'tcp:127.0.0.1:5060'],
    detected: {
      clients: [detected, { ...detected, imAddress: 'sip:bob@example.com', userAgent: undefined, is3gpp2: false }],
      isCut: true,
    },
    argv: ['serve', '--strict', '--for', '3'],
    judgement: { ...judgement, clients: [bob, alice] },
    ...changes,
  };
}
