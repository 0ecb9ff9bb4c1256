import { readAccept } from '../../sip/accept';
import { readContentCodings } from '../../sip/content-coding';
import { readContentDisposition } from '../../sip/content-disposition';
import { fieldsNamed, firstField, type HeaderField, type SipRequest } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { readOptionTags, readSupported } from '../../sip/option-tags';
import { paramNamed } from '../../sip/params';
import type { JudgeContext } from '../check';
import { hasBody, isMultipart, mediaTypeOf } from '../settings-body';
import { documentOddity } from './notify-document';
import { eventIn } from './notify-facts';

/** What is out of the ordinary in a NOTIFY by itself. */
export type NotifyOddity =
  /** Most header names are compact ones (RFC 3261 §7.3.3). */
  | 'compact-names'
  /** Line ends before the start line (§7.5). */
  | 'leading-line-ends'
  /** Octets behind the body (§18.3). */
  | 'surplus-octets'
  /** An experimental header field, or parameters of From, To or Event that nobody knows (§8.2.2). */
  | 'unknown-parts'
  /** An unknown parameter beside the `id` that the client chose for Event (RFC 6665 §8.2.1). */
  | 'extended-id'
  /** An option tag that the client does not support (RFC 3261 §8.2.2.3). */
  | 'required-extension'
  /** A body of a type that the client did not ask for (§8.2.3), and the same marked as optional (§20.11). */
  | 'other-type'
  | 'optional-type'
  /** A content coding that the client did not ask for (§8.2.3). */
  | 'other-coding'
  /** A document without entity, with several, or with foreign parts (RFC 4354 §5.5, §6). */
  | 'empty-document'
  | 'several-entities'
  | 'foreign-extensions'
  /** Nobody can say what is due. */
  | 'unclear';

/** So many compact names make a message one of compact names; real servers send one or two. */
const COMPACT = 3;

/** What is out of the ordinary in a NOTIFY; nothing in almost all. */
export function odditiesIn(notify: SipRequest, subscribe: SipRequest, context: JudgeContext): readonly NotifyOddity[] {
  let odd: NotifyOddity[] | undefined;
  const add = (oddity: NotifyOddity | undefined) => {
    if (oddity === undefined) return;
    if (odd === undefined) odd = [oddity];
    else odd.push(oddity);
  };
  const { span, bytes } = notify;
  if (span.start > 0) add('leading-line-ends');
  if (span.end < bytes.length) add('surplus-octets');
  add(nameOddity(notify));
  add(partOddity(notify, subscribe));
  if (firstField(notify, 'require') !== undefined) add(requireOddity(notify, subscribe));
  if (hasBody(notify)) add(bodyOddity(notify, subscribe, context));
  return odd ?? none;
}

const none: readonly NotifyOddity[] = [];

function nameOddity({ headers }: SipRequest): NotifyOddity | undefined {
  let compact = 0;
  for (const { name } of headers) if (name.length === 1) compact += 1;
  return compact >= COMPACT ? 'compact-names' : undefined;
}

function partOddity(notify: SipRequest, subscribe: SipRequest): NotifyOddity | undefined {
  const event = eventIn(notify);
  const isExtended = event?.params.some(({ key }) => key !== 'id') ?? false;
  if (isExtended && eventIn(subscribe)?.id !== undefined) return 'extended-id';
  const isUnknown =
    isExtended || notify.headers.some(({ key }) => key.startsWith('x-')) || hasUnknownTagParam(notify, subscribe);
  return isUnknown ? 'unknown-parts' : undefined;
}

/** Those that the client itself gave come back to it: its From is the To of the NOTIFY, and its To the From. */
function hasUnknownTagParam(notify: SipRequest, subscribe: SipRequest): boolean {
  return (['from', 'to'] as const).some((key) => {
    const known = tagParamsIn(subscribe, key === 'from' ? 'to' : 'from');
    return tagParamsIn(notify, key).some((name) => name !== 'tag' && !known.includes(name));
  });
}

/** The names of the parameters beside the URI. */
function tagParamsIn(message: SipRequest, key: 'from' | 'to'): readonly string[] {
  const field = firstField(message, key);
  const read = field === undefined ? undefined : readNameAddr(field);
  return read?.ok ? read.value.params.map(({ key: name }) => name) : [];
}

/** The tags of Supported in the SUBSCRIBE may be asked for. */
function requireOddity(notify: SipRequest, subscribe: SipRequest): NotifyOddity | undefined {
  const required = fieldsNamed(notify, 'require').map(readOptionTags);
  const supported = fieldsNamed(subscribe, 'supported').map(readSupported);
  if ([...required, ...supported].some(({ ok }) => !ok)) return 'unclear';
  const known = new Set(supported.flatMap((read) => (read.ok ? read.value : [])).map((tag) => tag.toLowerCase()));
  const tags = required.flatMap((read) => (read.ok ? read.value : []));
  return tags.every((tag) => known.has(tag.toLowerCase())) ? undefined : 'required-extension';
}

function bodyOddity(notify: SipRequest, subscribe: SipRequest, context: JudgeContext): NotifyOddity | undefined {
  const type = mediaTypeOf(notify);
  if (type === undefined || isMultipart(type)) return 'unclear';
  const coding = firstField(notify, 'content-encoding');
  const accepted = acceptedBy(subscribe) ?? context.rules.body_content_types.map((name) => name.toLowerCase());
  if (accepted === 'unreadable') return 'unclear';
  const isAccepted = ranges(type).some((range) => accepted.includes(range));
  if (coding !== undefined) return isAccepted ? codingOddity(coding, subscribe) : 'unclear';
  if (!isAccepted) return isOptional(notify) ? 'optional-type' : 'other-type';
  return documentOddity(notify, context);
}

function ranges(type: string): readonly string[] {
  return [type, `${type.slice(0, type.indexOf('/'))}/*`, '*/*'];
}

/** The media ranges of Accept; `undefined` without one. */
function acceptedBy(subscribe: SipRequest): readonly string[] | 'unreadable' | undefined {
  const fields = fieldsNamed(subscribe, 'accept');
  if (fields.length === 0) return undefined;
  const reads = fields.map(readAccept);
  return reads.every(({ ok }) => ok)
    ? reads.flatMap((read) => (read.ok ? read.value.map(({ type }) => type) : []))
    : 'unreadable';
}

/** A coding that the client named in Accept-Encoding is none that it does not know. */
function codingOddity(field: HeaderField, subscribe: SipRequest): NotifyOddity {
  const read = readContentCodings(field);
  const isAsked = fieldsNamed(subscribe, 'accept-encoding').length > 0;
  return !read.ok || isAsked || read.value.every((coding) => coding === 'identity') ? 'unclear' : 'other-coding';
}

function isOptional(notify: SipRequest): boolean {
  const field = firstField(notify, 'content-disposition');
  const read = field === undefined ? undefined : readContentDisposition(field);
  return (read?.ok && paramNamed(read.value.params, 'handling')?.value?.toLowerCase() === 'optional') ?? false;
}
