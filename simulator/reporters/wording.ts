import { requirementOf } from '../requirements/catalogue';
import type { MessageEvent } from '../trace/event';
import type { DetectedClient, DetectedProcedure } from '../verdict/detected-ics';
import type { Finding } from '../verdict/result';
import type { RequirementVerdict, Verdict } from '../verdict/verdict';
import { interruptionOf } from './cause';
import { countVerdicts, idsWith } from './counts';
import type { CapturePlace, JudgedFile, PlacedFinding, RunReport } from './run-report';
import { clipVisible } from './visible';

/** The signs that stand beside the words; never alone. */
export const signs: Readonly<Record<RequirementVerdict, string>> = {
  pass: '✓',
  fail: '✗',
  inconc: '?',
  error: '!',
  none: '○',
  'not-applicable': '–',
};

/** The words for people. */
export const words: Readonly<Record<RequirementVerdict, string>> = {
  pass: 'pass',
  fail: 'fail',
  inconc: 'inconclusive',
  error: 'tester error',
  none: 'not exercised',
  'not-applicable': 'not applicable',
};

/** What each word claims (design 3.6). */
export const meanings: Readonly<Record<RequirementVerdict, string>> = {
  pass: 'Looked at at least once, and met every time. A remark (warn, info) does not change that.',
  fail: 'The client broke it at least once; the finding shows the octets.',
  inconc: 'It could not be decided, for instance because the client stayed silent. No proof for or against the client.',
  error: 'The tester itself was at fault. Says nothing about the client.',
  none: 'Nothing in this run exercised it. An obligation that was not exercised keeps the run from passing.',
  'not-applicable': 'Excluded by what the vendor declared (ICS), with the reason.',
};

/** What a finding says of its requirement. */
export const outcomeWords: Readonly<Record<Finding['outcome'], string>> = {
  fail: 'breach',
  warn: 'warning',
  info: 'remark',
  inconc: 'undecided',
  error: 'tester error',
};

/** The verdict of the run in the words of somebody who has to act on it. */
export const headlines: Readonly<Record<Verdict, string>> = {
  pass: 'Conformant',
  fail: 'Not conformant',
  inconc: 'Inconclusive',
  error: 'Void: the tester failed',
  none: 'Nothing was judged',
};

/** `1 of 19 applicable requirements broken, 1 inconclusive, 2 not exercised, 15 pass`. */
export function countsLine(report: RunReport): string {
  const results = report.judgement.requirements;
  const counts = countVerdicts(results);
  const total = results.length - counts['not-applicable'];
  if (total > 0 && counts.pass === total) return `all ${total} applicable requirements pass`;
  const parts = [
    [counts.fail, 'broken'],
    [counts.error, 'lost to tester errors'],
    [counts.inconc, 'inconclusive'],
    [counts.none, 'not exercised'],
    [counts.pass, 'pass'],
  ] as const;
  const present = parts.filter(([count]) => count > 0);
  if (present.length === 0) return 'no applicable requirement';
  return present
    .map(([count, word], index) =>
      index === 0 ? `${count} of ${total} applicable requirements ${word}` : `${count} ${word}`,
    )
    .join(', ');
}

/** What the verdict rests on, in a sentence; in two for a run that was ended early. */
export function verdictSentence(report: RunReport): string {
  const interruption = interruptionOf(report);
  return `${interruption === undefined ? '' : `The run was ${interruption}. `}${basis(report)}`;
}

function basis(report: RunReport): string {
  const { requirements } = report.judgement;
  const broken = idsWith(requirements, 'fail');
  if (report.verdict === 'fail' && broken.length === 0) return `A scenario failed; ${countsLine(report)}.`;
  const lead: Record<Verdict, string> = {
    pass: 'No breach was found: ',
    fail: `The client breaks ${enumerate(broken)}: `,
    inconc: 'No breach was found, but not everything could be decided: ',
    error: 'The tester itself was at fault, so this run proves nothing against the client: ',
    none: 'Nothing was seen that exercises a requirement: ',
  };
  return `${lead[report.verdict]}${countsLine(report)}.`;
}

/** `a`, `a and b`, `a, b, c and 4 more`. */
function enumerate(ids: readonly string[]): string {
  const named = ids.length > 5 ? [...ids.slice(0, 4), `${ids.length - 4} more`] : ids;
  return named.length < 2 ? named.join() : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

/** The client as people call it: name, version. */
export function clientName({ iut }: RunReport): string {
  return clipVisible(iut.version === undefined ? iut.name : `${iut.name} ${iut.version}`, 120);
}

/** `PUBLISH from 10.0.0.2:5070`, `200 OK to 10.0.0.2:5070`. */
export function messageTitle(event: MessageEvent): string {
  const { host, port } = event.remote;
  const peer = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return `${messageName(event)} ${event.direction === 'in' ? 'from' : 'to'} ${peer}`;
}

/** The method, or status code and reason; whatever the peer wrote there, short and visible. */
export function messageName({ parsed }: MessageEvent): string {
  if (!parsed.ok) return 'octets that are not SIP';
  const { start } = parsed.message;
  const name = start.kind === 'request' ? start.method : `${start.status} ${start.reason}`;
  return clipVisible(Buffer.from(name, 'latin1').toString('utf8'), 40);
}

/** Where a finding was seen: message, line, octets; empty when it is about no message. */
export function placeOf(finding: Finding): string {
  const parts = [
    finding.evidence === undefined ? undefined : messageTitle(finding.evidence),
    finding.line === undefined ? undefined : `line ${finding.line}`,
    finding.span === undefined ? undefined : `bytes ${finding.span.start}-${finding.span.end}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** `frame 17 of a.pcap`. */
export function captureText({ file, frame }: CapturePlace): string {
  return `frame ${frame} of ${clipVisible(file, 120)}`;
}

/** The frame of a finding: that of the file that was judged, where there is one; empty when it is about no message. */
export function frameOf({ frame, capture }: Pick<PlacedFinding, 'frame' | 'capture'>): string {
  if (capture !== undefined) return captureText(capture);
  return frame === undefined ? '' : `frame ${frame}`;
}

/**
 * `frame 12 is frame 40 of a.pcap`: where the other frame that the sentences of a finding name by its number in the trace stands in
 * the file that was judged; empty where there is none, or where the numbers of this file are those of the trace.
 */
export function otherFrameText({ frame, capture, otherFrame, otherCapture }: PlacedFinding): string {
  if (otherFrame === undefined || otherCapture === undefined) return '';
  const isOneFile = capture === undefined || (capture.frame === frame && capture.file === otherCapture.file);
  return isOneFile && otherCapture.frame === otherFrame ? '' : `frame ${otherFrame} is ${captureText(otherCapture)}`;
}

/** The headline of a finding: the id and what was seen. */
export function findingHeadline(finding: Finding): string {
  return `${finding.requirement} ${requirementOf(finding.requirement).level}: ${clipVisible(finding.message, 1_000)}`;
}

/** `6: 4 cut off by the snap length, 2 without their beginning`, or `0`. */
export function unreadableText({ unreadable }: JudgedFile): string {
  const reasons = Object.entries(unreadable).filter(([, count]) => count > 0);
  const sum = reasons.reduce((total, [, count]) => total + count, 0);
  if (sum === 0) return '0';
  return `${sum}: ${reasons.map(([reason, count]) => `${count} ${clipVisible(reason, 200)}`).join(', ')}`;
}

const procedureWords: Readonly<Record<DetectedProcedure, string>> = {
  register: 'register',
  deregister: 'deregister',
  'publish-initial': 'publish',
  'publish-modify': 'change the publication',
  'publish-refresh': 'refresh the publication',
  'publish-remove': 'remove the publication',
  'subscribe-fetch': 'fetch',
  'subscribe-lifetime': 'subscribe with a lifetime',
  unsubscribe: 'unsubscribe',
};

/** What a client was seen to do, for people. */
export function procedureText(procedure: DetectedProcedure): string {
  return procedureWords[procedure];
}

/** `Digest MD5`, `no credentials`, `challenged, no credentials`. */
export function authenticationText({ authentication, challenged }: DetectedClient): string {
  if (authentication.length > 0) return authentication.join(', ');
  return challenged ? 'challenged, no credentials' : 'no credentials';
}

/** The header fields of an IMS client, or that there are none. */
export function imsText({ ims }: DetectedClient): string {
  return ims.length === 0 ? 'none' : ims.join(', ');
}
