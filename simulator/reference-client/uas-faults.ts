import { failing, told, warned } from './active-fault';
import { withHeader } from './draft';
import type { Fault } from './fault';
import { eventPackage } from './subscription';
import { bendsVerdict, isFinal, turns } from './verdict-faults';

const isNotify = (method: string) => method === 'NOTIFY';

/** Which requests are understood (RFC 3261 §7.3.3, §8.2). */
const understanding: readonly Fault[] = [
  failing('needs-long-names', 'RFC3261-7.3.3-1', 'refuses a NOTIFY with compact header names', {
    verdict: turns(200, 400, ({ request }) => /^[a-z][ \t]*:/im.test(request.text)),
  }),
  failing('takes-unknown-methods', 'RFC3261-8.2.1-1', 'answers 200 to methods that it does not support', {
    verdict: turns([405, 501], 200),
  }),
  failing('refuses-unknown-headers', 'RFC3261-8.2.2-1', 'refuses a NOTIFY with a header that it does not know', {
    verdict: turns(200, 400, ({ request }) => /^X-/im.test(request.text)),
  }),
  failing('ignores-require', 'RFC3261-8.2.2.3-1', 'answers 200 although Require names what it does not know', {
    verdict: turns(420, 200),
  }),
  failing('swallows-unknown-type', 'RFC3261-8.2.3-1', 'answers 200 to a body of a type that it does not know', {
    verdict: bendsVerdict((right) =>
      right.headers?.some((row) => row.startsWith('Accept:')) ? { status: 200 } : right,
    ),
  }),
  failing('swallows-unknown-coding', 'RFC3261-8.2.3-2', 'answers 200 to a body in a coding that it does not know', {
    verdict: bendsVerdict((right) =>
      right.headers?.some((row) => row.startsWith('Accept-Encoding:')) ? { status: 200 } : right,
    ),
  }),
  failing('reads-surplus', 'RFC3261-18.3-1', 'takes octets after the body for a broken message and answers 400', {
    verdict: turns(200, 400, ({ request }) => request.surplus > 0),
  }),
  warned('takes-short-body', 'RFC3261-18.3-2', 'answers 200 to a NOTIFY that ends before its Content-Length', {
    verdict: turns(400, 200, ({ request }) => request.truncated),
  }),
  told('lists-foreign-packages', 'RFC6665-4.4.4-1', 'lists in Allow-Events what it refuses with 489', {
    publish: (draft) => withHeader(draft, 'Allow-Events', eventPackage),
    verdict: bendsVerdict((right, { request }) => (request.method === 'SUBSCRIBE' ? { status: 489 } : right)),
  }),
];

/** What the response says, and where it goes (RFC 3261 §8.2.6.2, §18.2; RFC 3581 §4). */
const form: readonly Fault[] = [
  failing('swaps-vias', 'RFC3261-8.2.6.2-1', 'copies the last two of several Via values in the wrong order', {
    response: (text) => swappedVias(text),
  }),
  failing('adds-no-to-tag', 'RFC3261-8.2.6.2-2', 'adds no tag to the To of a request outside of a dialog', {
    response: (text, { request }) =>
      request.toTag === undefined ? text.replace(/^(To:[^\r\n]*?);tag=[^;\r\n]*/im, '$1') : text,
  }),
  warned('adds-no-received', 'RFC3261-18.2.1-1', 'does not write the source address into the Via of a response', {
    response: (text) => (hasRport(text) ? text : text.replace(/^(Via:[^\r\n]*?);received=[^;\r\n]*/im, '$1')),
  }),
  failing('leaves-rport-empty', 'RFC3581-4-1', 'does not write the source port into rport', {
    response: (text) => text.replace(/^(Via:[^\r\n]*?);rport=\d+/im, '$1;rport'),
  }),
  failing('answers-the-registrar', 'RFC3261-18.2.2-1', 'sends the answer to a NOTIFY to its registrar', {
    responseAddress: (right, { request, server }) => (isNotify(request.method) ? server : right),
  }),
];

/** When a response goes out, and how often (RFC 3261 §17.2; RFC 4320 §4; RFC 6665 §4.1.3). */
const timing: readonly Fault[] = [
  failing('forgets-its-answers', 'RFC3261-17.2.2-1', 'takes a copy of a NOTIFY for a new one', {
    forgetsAnswers: true,
  }),
  failing('answers-twice', 'RFC3261-17.2.2-2', 'sends its answer to a NOTIFY once more, unasked', {
    verdict: bendsVerdict((right, { request }) => (isNotify(request.method) ? { ...right, again: 20 } : right)),
  }),
  failing('takes-next-for-a-copy', 'RFC3261-17.2.3-1', 'takes the next NOTIFY for a copy and says nothing', {
    verdict: (right, { request, about }) => {
      const follows = about.notifierCseq !== undefined && request.cseq === about.notifierCseq + 1;
      return isFinal(right, 200) && follows ? 'no answer' : right;
    },
  }),
  failing('rings-on-notify', 'RFC4320-4.1-1', 'answers a NOTIFY with 180 before the 200', {
    verdict: bendsVerdict((right) => (right.status === 200 ? { ...right, first: [{ status: 180, after: 0 }] } : right)),
  }),
  failing('tries-at-once', 'RFC4320-4.1-2', 'answers a NOTIFY with 100 at once', {
    verdict: bendsVerdict((right) => (right.status === 200 ? { ...right, first: [{ status: 100, after: 0 }] } : right)),
  }),
  warned('answers-late', 'RFC4320-4.1-3', 'answers a NOTIFY after 5 s, without a 100 before', {
    verdict: bendsVerdict((right) => (right.status === 200 ? { ...right, after: 5000 } : right)),
  }),
  failing('asks-the-user', 'RFC6665-4.1.3-14', 'answers a NOTIFY when the user has looked at it, after 33 s', {
    verdict: bendsVerdict((right) =>
      right.status === 200 ? { ...right, first: [{ status: 100, after: 3600 }], after: 33_000 } : right,
    ),
  }),
  failing('answers-408', 'RFC4320-4.2-1', 'answers 408 to OPTIONS', {
    verdict: bendsVerdict((right, { request }) => (request.method === 'OPTIONS' ? { status: 408 } : right)),
  }),
];

/** Faults of the answers to requests in general. */
export const uasFaults: readonly Fault[] = [...understanding, ...form, ...timing];

function swappedVias(text: string): string {
  const rows = text.split('\r\n');
  const vias = rows.flatMap((row, index) => (/^via:/i.test(row) ? [index] : []));
  const [one, other] = vias.slice(-2);
  if (vias.length < 3 || one === undefined || other === undefined) return text;
  const swapped = [...rows];
  swapped[one] = rows[other] ?? '';
  swapped[other] = rows[one] ?? '';
  return swapped.join('\r\n');
}

function hasRport(text: string): boolean {
  return /^via:[^\r\n,]*;rport=\d/im.test(text);
}
