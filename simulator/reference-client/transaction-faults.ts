import { failing, warned } from './active-fault';
import type { Fault } from './fault';
import { timerE } from './retransmission';
import { firstOf, type Head, listOf, paramOf } from './rows';
import { t1, t2 } from './timers';

/** Copies of requests (RFC 3261 §17.1.2.2, §9.1). */
const copies: readonly Fault[] = [
  failing('retransmits-at-constant-gaps', 'RFC3261-17.1.2.2-1', 'repeats a request every 500 ms', {
    copies: { pause: (_copies, proceeding) => (proceeding ? t2 : t1) },
  }),
  failing('alters-copies', 'RFC3261-17.1.2.2-2', 'numbers the copies of a request in User-Agent', {
    copies: { text: (text, copy) => text.replace(/^(User-Agent: [^\r\n]*)/im, `$1 (copy ${copy})`) },
  }),
  warned('never-gives-up', 'RFC3261-17.1.2.2-3', 'repeats a request three times more after Timer F', {
    copies: { afterTimeout: 3 },
  }),
  failing('stops-at-provisional', 'RFC3261-17.1.2.2-4', 'no longer repeats a request once a 100 came', {
    copies: { pause: (count, proceeding) => (proceeding ? undefined : timerE.pause(count, false)) },
  }),
  failing(
    'repeats-after-final',
    'RFC3261-17.1.2.2-5',
    'repeats a request three times more although the response came',
    {
      copies: { afterFinal: 3 },
    },
  ),
  failing('repeats-over-tcp', 'RFC3261-17.1.2.2-7', 'repeats a request over a connection too', {
    needs: 'tcp',
    copies: { overTcp: true },
  }),
  failing('acknowledges-copies', 'RFC3261-17.1.2.2-6', 'sends an ACK when a final response comes once more', {
    acknowledgesCopies: true,
  }),
  warned('cancels', 'RFC3261-9.1-1', 'sends CANCEL for a request that is unanswered for 5 s', { cancelsAfter: 5000 }),
];

/** Which responses are taken (RFC 3261 §8.1.3.3, §17.1.3, §18.1; RFC 3581 §3). */
const responses: readonly Fault[] = [
  warned('takes-two-vias', 'RFC3261-8.1.3.3-1', 'takes a response with a second Via', { takes: 'two vias' }),
  warned('takes-foreign-sent-by', 'RFC3261-18.1.2-1', 'takes a response to the sent-by of another', {
    takes: 'foreign sent-by',
  }),
  failing('takes-any-branch', 'RFC3261-17.1.3-1', 'takes a response with a branch that it never sent', {
    takes: 'any branch',
  }),
  failing('takes-any-method', 'RFC3261-17.1.3-1', 'takes a response whose CSeq names another method', {
    takes: 'any method',
  }),
  failing('deaf-to-rport', 'RFC3581-3-2', 'does not hear the response to a PUBLISH that came to the port of rport', {
    deafTo: (head, transport) => transport === 'UDP' && isToPublish(head) && hasRport(head),
  }),
  failing(
    'deaf-without-rport',
    'RFC3261-18.1.1-4',
    'sends PUBLISH without rport and does not hear the response at the sent-by port',
    {
      request: (draft) => (draft.method === 'PUBLISH' ? { ...draft, noRport: true } : draft),
      deafTo: (head, transport) => transport === 'UDP' && isToPublish(head) && !hasRport(head),
    },
  ),
  failing('deaf-on-connection', 'RFC3261-18.1.1-5', 'does not hear the response to a PUBLISH on its connection', {
    needs: 'tcp',
    deafTo: (head, transport) => transport === 'TCP' && isToPublish(head),
  }),
  failing(
    'closes-on-empty-lines',
    ['RFC3261-7.5-1', 'RFC3261-18.1.1-5'],
    'closes a connection on which CR LF precedes a message',
    {
      needs: 'tcp',
      closesOnLineEnds: true,
    },
  ),
];

/** Faults of the client transactions. */
export const transactionFaults: readonly Fault[] = [...copies, ...responses];

function isToPublish(head: Head): boolean {
  return /\sPUBLISH$/.test(firstOf(head, 'cseq') ?? '');
}

function hasRport(head: Head): boolean {
  return (paramOf(listOf(head, 'via')[0] ?? '', 'rport') ?? '') !== '';
}
