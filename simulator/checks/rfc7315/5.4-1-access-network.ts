import { type AccessNetwork, readAccessNetworks } from '../../sip/access-network';
import { firstField, type HeaderField } from '../../sip/message';
import { type Param, paramNamed } from '../../sip/params';
import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, JudgeContext, Observation } from '../check';
import { fail, pass, warn } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('an access network in P-Access-Network-Info')];
const nothing: readonly Observation[] = [];

/** What the core adds to tell its own word from that of the terminal (RFC 7315 §5.4). */
const NETWORK_PROVIDED: ReadonlySet<string> = new Set(['np', 'network-provided']);

/** The parameter that says which cell it is, by access type in lower case (RFC 7315 §5.4, TS 24.229 clause 7.2A.4). */
const cellOf: ReadonlyMap<string, string> = new Map([
  ['3gpp-geran', 'cgi-3gpp'],
  ['3gpp-utran-fdd', 'utran-cell-id-3gpp'],
  ['3gpp-utran-tdd', 'utran-cell-id-3gpp'],
  ['3gpp-e-utran-fdd', 'utran-cell-id-3gpp'],
  ['3gpp-e-utran-tdd', 'utran-cell-id-3gpp'],
]);

/**
 * RFC7315-5.4-1: P-Access-Network-Info is an access type with parameters behind semicolons (RFC 7315 §5.4). That the network provided
 * it is not for a terminal to say; behind the core it may be true. A 3GPP access without its cell is a warning. Other access types are
 * extensions, and their parameters are not looked at.
 */
export const accessNetwork: FormCheck = {
  requirement: 'RFC7315-5.4-1',
  kinds: anyRequest,
  judge: judgeAll,
  judgeAnswer: judgeAll,
};

function judgeAll(seen: FormSubject | Answer, context: JudgeContext): readonly Observation[] {
  const { message } = seen;
  if (firstField(message, 'p-access-network-info') === undefined || !hasWholeHeader(seen)) return nothing;
  for (const field of message.headers) {
    if (field.key !== 'p-access-network-info') continue;
    const found = judgeRow(field, context);
    if (found !== met) return found;
  }
  return met;
}

function judgeRow(field: HeaderField, context: JudgeContext): readonly Observation[] {
  const expected = 'an access type, then ";" and parameters';
  const read = readAccessNetworks(field);
  if (!read.ok) return [fail(`P-Access-Network-Info: ${read.defect.message}`, { expected, span: field.valueSpan })];
  for (const network of read.value) {
    const provided = network.params.find(({ key }) => NETWORK_PROVIDED.has(key));
    if (provided !== undefined && context.rules.capture_point === 'client-edge') return [notByTerminal(provided)];
  }
  const withoutCell = read.value.find(lacksCell);
  return withoutCell === undefined ? met : [missingCell(withoutCell)];
}

function notByTerminal({ name, span }: Param): Observation {
  return fail(`${quoted(name)} in P-Access-Network-Info of a terminal`, {
    expected: 'no np, no network-provided',
    span,
  });
}

function lacksCell({ type, params }: AccessNetwork): boolean {
  const cell = cellOf.get(type.toLowerCase());
  return (
    cell !== undefined &&
    paramNamed(params, cell)?.value === undefined &&
    !params.some(({ key }) => NETWORK_PROVIDED.has(key))
  );
}

function missingCell({ type, span }: AccessNetwork): Observation {
  const cell = cellOf.get(type.toLowerCase()) ?? '';
  return warn(`access type ${quoted(type)} without its cell`, { expected: `${type};${cell}=...`, span });
}
