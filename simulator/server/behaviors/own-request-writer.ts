import { type Address, formatAddress } from '../../core/address';
import { routeOf, sipUri } from '../notify';
import type { Packet } from '../packet';
import { ownAddress, ownContact, type Path, requestPath } from '../routing';
import type { Dialog } from '../subscription';
import { type Draft, withTag, writeDraft } from './draft';
import type { RequestShape } from './own-request';
import type { Row } from './wire';

/** A request of ours: what the behaviour says of its head, and the rest. */
export interface OwnRequestParts {
  readonly method: string;
  readonly shape: RequestShape;
  /** The dialog, or what a request outside of any takes its place: tags, Call-ID and target. */
  readonly dialog: Dialog;
  readonly isInDialog: boolean;
  readonly branch: string;
  /** Rows of the method, behind Contact. */
  readonly rows: readonly Row[];
  readonly contentType: string | undefined;
  readonly body: Buffer;
  /** The second socket, when the request leaves from there. */
  readonly from: Address | undefined;
  readonly advertisedHost: string | undefined;
  readonly fill: (text: string) => string;
}

/** Writes a request to the client (RFC 3261 §12.2.1.1, §8.1.1), with all that the behaviour wants otherwise. */
export function writeOwnRequest(parts: OwnRequestParts): Packet {
  const { method, shape, dialog, branch, body, contentType, fill } = parts;
  const { requestUri, routeRow, nextHop } = routeOf(dialog);
  const path = pathFrom(requestPath(dialog.path, nextHop), parts.from);
  const own = ownAddress(path.local, parts.advertisedHost);
  const target = shape.requestUri === undefined ? requestUri : fill(shape.requestUri);
  const place = { transport: path.transport, ...path.local };
  const rows: Row[] = [
    ...viaRows(shape, path, own, branch, fill),
    ['Max-Forwards', '70'],
    ...(routeRow === '' ? [] : [['Route', routeRow.slice('Route: '.length).trimEnd()] as const]),
    ['From', shape.fromTag === undefined ? dialog.local : withTag(dialog.local, fill(shape.fromTag))],
    ['To', toValue(parts)],
    ['Call-ID', shape.callId === undefined ? dialog.callId : fill(shape.callId)],
    ['CSeq', `${shape.cseq ?? dialog.localCSeq + 1} ${method}`],
    ['Contact', ownContact(place, parts.advertisedHost)],
    ...parts.rows,
    ...(shape.rows ?? []).map(([name, value]): Row => [name, fill(value)]),
    ...(contentType === undefined ? [] : [['Content-Type', contentType] as const]),
  ];
  const draft: Draft = { start: `${method} ${target} SIP/2.0`, rows, body };
  return { ...path, bytes: writeDraft(draft, shape.edits, fill) };
}

function toValue({ shape, dialog, fill }: OwnRequestParts): string {
  if (shape.toTag === undefined) return dialog.remote;
  return withTag(dialog.remote, shape.toTag === null ? null : fill(shape.toTag));
}

/** From the second socket there is no connection yet. */
function pathFrom(path: Path, from: Address | undefined): Path {
  return from === undefined ? path : { transport: path.transport, local: from, remote: path.remote };
}

function viaRows(
  { vias }: RequestShape,
  { transport, local }: Path,
  own: string,
  branch: string,
  fill: (text: string) => string,
): Row[] {
  return (vias ?? ['SIP/2.0/{transport} {own};branch={branch}']).map((via): Row => {
    const filled = via.replaceAll('{own}', own).replaceAll('{branch}', branch).replaceAll('{port}', String(local.port));
    return ['Via', fill(filled.replaceAll('{transport}', transport.toUpperCase()))];
  });
}

/** Where requests outside a dialog go: the Contact of the client's request, else where that came from. */
export function targetOf(contactUri: string | undefined, path: Path): string {
  return contactUri !== undefined && sipUri(contactUri) !== undefined
    ? contactUri
    : `sip:${formatAddress(path.remote)}`;
}
