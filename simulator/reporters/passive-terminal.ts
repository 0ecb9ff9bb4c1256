import type { DetectedClient } from '../verdict/detected-ics';
import type { ClientResult, RequirementResult } from '../verdict/result';
import { groupAlike } from './alike';
import { fit, wrap } from './columns';
import { bySeverity, countVerdicts, idsWith, isItem, plural, warningsOf } from './counts';
import { withEvidence } from './evidence';
import type { JudgedFile, PlacedFinding, RunReport } from './run-report';
import { findingBlock, painter, requirementLine, type Style } from './terminal';
import { clipVisible } from './visible';
import { authenticationText, frameOf, imsText, procedureText, signs, unreadableText, words } from './wording';

/** Clients that are shown, and ids of what a client broke. */
const clientsShown = 50;
const idsShown = 12;
/** Different findings of one requirement that are shown, and frames of those that are alike. */
const findingsShown = 3;
const framesShown = 8;

/** What was found in each file, a line for each, and under it why one could not be read to its end, or that it held nothing to judge. */
export function fileLines(files: readonly JudgedFile[], { width }: Style): readonly string[] {
  return files.flatMap((file) => {
    const { name, format, packets, messages, notSip } = file;
    const problem = file.problem ?? (messages === 0 ? 'no SIP message was found in it' : undefined);
    const counts = `${format.startsWith('pcap') ? plural(packets, 'packet') : plural(packets, 'entry', 'entries')}, ${plural(messages, 'SIP message')}, ${notSip} something else, not readable ${unreadableText(file)}`;
    const lines = [fit(`${clipVisible(name, 200)}  ${format}: ${counts}`, width)];
    return problem === undefined ? lines : [...lines, fit(`  ! ${clipVisible(problem, 400)}`, width)];
  });
}

/** The clients with their verdicts and what they showed of their ICS; the worst first. */
export function clientLines({ judgement, detected }: RunReport, style: Style): readonly string[] {
  const shown = new Map(detected?.clients.map((client) => [client.imAddress, client]));
  const clients = bySeverity(judgement.clients);
  const lines = clients.slice(0, clientsShown).flatMap((client) => {
    const { imAddress } = client;
    return [clientLine(client, style), ...detectedLine(shown.get(imAddress), style)];
  });
  const more = clients.length - clientsShown;
  return more > 0 ? [...lines, `and ${plural(more, 'more client')} in the report`] : lines;
}

function clientLine({ imAddress, userAgent, source, verdict, requirements }: ClientResult, style: Style): string {
  const broken = idsWith(requirements, 'fail');
  const more = broken.length > idsShown ? [`and ${broken.length - idsShown} more`] : [];
  const list = broken.length === 0 ? '' : `: ${[...broken.slice(0, idsShown), ...more].join(', ')}`;
  const parts = [imAddress, ...(userAgent === undefined ? [] : [userAgent]), source, `${words[verdict]}${list}`];
  const text = fit(`${signs[verdict]} ${parts.map((part) => clipVisible(part, 300)).join('  ')}`, style.width);
  return `${painter(verdict, style)(text.slice(0, 1))}${text.slice(1)}`;
}

function detectedLine(client: DetectedClient | undefined, { width }: Style): readonly string[] {
  if (client === undefined) return [];
  const { procedures, transports } = client;
  const parts = [
    procedures.map(procedureText).join(', '),
    transports.join(', '),
    clipVisible(authenticationText(client), 100),
    `IMS header fields: ${imsText(client)}`,
  ];
  return wrap(parts.join('; '), Math.max(width - 8, 10)).map((line, index) =>
    index === 0 ? `  shows ${line}` : `        ${line}`,
  );
}

/** The items of the change request; of the other requirements those that did not pass or warn; counts of the rest. */
export function verdictLines(run: RunReport, style: Style): readonly string[] {
  const { requirements } = withEvidence(run).judgement;
  const items = requirements.filter(({ id }) => isItem(id));
  const others = requirements.filter(({ id }) => !isItem(id));
  const told = others.filter(isToTell);
  const rest = countVerdicts(others.filter((result) => !isToTell(result)));
  const counts = [
    rest.pass > 0 ? `${rest.pass} pass` : '',
    rest.none > 0 ? `${rest.none} not exercised` : '',
    rest['not-applicable'] > 0 ? `${rest['not-applicable']} not applicable` : '',
  ].filter((text) => text !== '');
  const lines = [...items, ...told].flatMap((result) => requirementLines(result, style));
  return counts.length === 0 ? lines : [...lines, fit(`  other requirements: ${counts.join(', ')}`, style.width)];
}

function isToTell(result: RequirementResult): boolean {
  const { verdict } = result;
  return verdict === 'fail' || verdict === 'inconc' || verdict === 'error' || warningsOf([result]).length > 0;
}

function requirementLines(result: RequirementResult, style: Style): readonly string[] {
  const isClean = result.verdict === 'pass' || result.verdict === 'not-applicable';
  const worth = result.findings.filter(({ outcome }) => outcome === 'warn' || (!isClean && outcome !== 'info'));
  const groups = groupAlike(worth);
  const more = groups.length - findingsShown;
  return [
    requirementLine(result, style),
    ...groups.slice(0, findingsShown).flatMap(({ first, others }) => {
      return [findingBlock(first, style), ...othersLine(others, result.findingsLeftOut, style)];
    }),
    ...(more > 0 ? [`      and ${plural(more, 'other finding')} of this requirement`] : []),
  ];
}

/** `the same 3 more times: frame 5 of a.pcap, frame 7 of a.pcap`. */
function othersLine(others: readonly PlacedFinding[], leftOut: number, { width }: Style): readonly string[] {
  if (others.length === 0) return [];
  const frames = others.map(frameOf).filter((text) => text !== '');
  const rest = frames.length > framesShown ? [`and ${frames.length - framesShown} more`] : [];
  const list = frames.length === 0 ? '' : `: ${[...frames.slice(0, framesShown), ...rest].join(', ')}`;
  const atLeast = leftOut > 0 ? 'at least ' : '';
  return [fit(`      the same   ${atLeast}${plural(others.length, 'more time')}${list}`, width)];
}
