import { type Address, transports } from '../core/address';
import { operations, type SettingValues, type TraceEvent } from './event';
import { type MessageFields, messageEvent, type Parse } from './message-event';
import { type TraceContext, traceVersion } from './ndjson';
import { Row, RowProblem } from './row';

/** Why a line is no row of a trace. */
export interface LineProblem {
  readonly problem: string;
}

const directions = ['in', 'out'] as const;
const outcomes = ['done', 'failed', 'silent', 'unconfirmed'] as const;
const indications = ['published', 'settings'] as const;
const notes = [
  'subscription-loop',
  'notify-refused',
  'notify-unanswered',
  'stream-broken',
  'send-failed',
  'keep-alive',
  'limit-reached',
  'datagrams-lost',
  'watched',
  'component-repeated',
  'own-breach',
] as const;
const kinds = [
  'stimulus-started',
  'stimulus-ended',
  'indication',
  'note',
  'keep-alive',
  'websocket-handshake',
  'component-started',
] as const;
const settingKeys = ['isb', 'ipmb', 'vis', 'dms', 'chs'] as const;

/** Reads the first line of a trace. Never throws. */
export function decodeHeader(line: string): { readonly context: TraceContext } | LineProblem {
  return attempt(() => {
    const { imconf, version, ...context } = parseTable(line);
    if (imconf !== 'trace') throw new RowProblem('the first line is no header of a trace: "imconf":"trace" is missing');
    if (version !== traceVersion)
      throw new RowProblem(`the trace has version ${JSON.stringify(version)}; ${traceVersion} is read`);
    return { context };
  });
}

/**
 * Reads one line behind the header; the inverse of `encodeEvent`. Never throws: a line that is cut off, or edited by hand, comes
 * back as a problem. Unknown keys are ignored.
 */
export function decodeEvent(line: string, parse?: Parse): TraceEvent | LineProblem {
  return attempt(() => eventOf(new Row(parseTable(line)), parse));
}

function attempt<T>(read: () => T): T | LineProblem {
  try {
    return read();
  } catch (error) {
    if (error instanceof RowProblem) return { problem: error.message };
    throw error;
  }
}

function parseTable(line: string): Record<string, unknown> {
  const value = parseJson(line);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new RowProblem('the line holds no JSON object');
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new RowProblem('the line is no JSON; the end of the trace may be cut off');
  }
}

function eventOf(row: Row, parse: Parse | undefined): TraceEvent {
  const event = plainEventOf(row, parse);
  // A message has it from the beginning.
  return event.kind === 'message' || !row.has('component') ? event : { ...event, component: row.count('component') };
}

function plainEventOf(row: Row, parse: Parse | undefined): TraceEvent {
  const kind = row.optionalOneOf('kind', kinds);
  const at = row.number('at');
  switch (kind) {
    case undefined:
      return messageOf(row, at, parse);
    case 'stimulus-started': {
      const settings = completeSettings(row);
      const operation = row.oneOf('operation', operations);
      return { kind, at, stimulus: row.count('stimulus'), operation, ...(settings && { settings }) };
    }
    case 'stimulus-ended':
      return { kind, at, stimulus: row.count('stimulus'), outcome: row.oneOf('outcome', outcomes), ...endOf(row) };
    case 'indication': {
      const settings = row.flags('settings', settingKeys);
      return { kind, at, what: row.oneOf('what', indications), ...(settings && { settings }) };
    }
    case 'note':
      return { kind, at, note: row.oneOf('note', notes), text: row.text('text'), ...aboutOf(row) };
    case 'keep-alive': {
      const flow = { direction: row.oneOf('direction', directions), transport: row.oneOf('transport', transports) };
      return { kind, at, ...flow, ...endsOf(row), bytes: octetsOf(row, 'octets') };
    }
    case 'websocket-handshake':
      return { kind, at, ...endsOf(row), connection: row.count('connection'), protocols: row.texts('protocols') };
    case 'component-started': {
      const decides = row.texts('decides');
      const told = { situation: row.text('situation'), server: row.text('server') };
      return { kind, at, component: row.count('component'), ...told, decides };
    }
  }
}

function messageOf(row: Row, at: number, parse: Parse | undefined): TraceEvent {
  const fields: MessageFields = {
    frame: row.count('frame'),
    at,
    ...(row.has('component') && { component: row.count('component') }),
    ...(row.has('late') && { late: row.count('late') }),
    direction: row.oneOf('direction', directions),
    transport: row.oneOf('transport', transports),
    ...endsOf(row),
    ...(row.has('connection') && { connection: row.count('connection') }),
    bytes: octetsOf(row, 'message'),
    ...(row.has('truncated') && { truncated: row.oneOf('truncated', [true]) }),
    ...(row.has('captureFrame') && { captureFrame: row.count('captureFrame') }),
    ...(row.has('addressesUnknown') && { addressesUnknown: row.oneOf('addressesUnknown', [true]) }),
    ...(row.has('timeUnknown') && { timeUnknown: row.oneOf('timeUnknown', [true]) }),
    ...(row.has('lineEndsUnknown') && { lineEndsUnknown: row.oneOf('lineEndsUnknown', [true]) }),
    ...(row.has('provocation') && { provocation: row.text('provocation') }),
  };
  return parse === undefined ? messageEvent(fields) : messageEvent(fields, parse);
}

function endsOf(row: Row): { local: Address; remote: Address } {
  return { local: row.address('local'), remote: row.address('remote') };
}

function octetsOf(row: Row, key: string): Buffer {
  return row.has('base64') ? row.base64('base64') : Buffer.from(row.text(key), 'utf8');
}

function completeSettings(row: Row): SettingValues | undefined {
  const settings = row.flags('settings', settingKeys);
  const missing = settingKeys.find((key) => settings !== undefined && settings[key] === undefined);
  if (missing !== undefined) throw new RowProblem(`settings.${missing} is missing`);
  return settings as SettingValues | undefined;
}

function endOf(row: Row): { reason?: string; datagramsLost?: number } {
  return {
    ...(row.has('reason') && { reason: row.text('reason') }),
    ...(row.has('datagramsLost') && { datagramsLost: row.count('datagramsLost') }),
  };
}

function aboutOf(row: Row): { frame?: number; remote?: ReturnType<Row['address']> } {
  return {
    ...(row.has('frame') && { frame: row.count('frame') }),
    ...(row.has('remote') && { remote: row.address('remote') }),
  };
}
