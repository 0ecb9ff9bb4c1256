import { failing, warned } from './active-fault';
import type { Fault } from './fault';

/** Faults of the registration (RFC 3261 §10) and of the flow that it opens (RFC 5626 §4.4). */
export const registrationFaults: readonly Fault[] = [
  failing('overlaps-register', 'RFC3261-10.2-6', 'sends another REGISTER while one is unanswered for 2 s', {
    impatient: { method: 'REGISTER', after: 2000 },
  }),
  warned('lets-registration-lapse', 'RFC3261-10.2.4-1', 'never refreshes its registration', {
    renew: (right, { operation }) => (operation === 'register' ? undefined : right),
  }),
  warned('publishes-while-registering', 'RFC3261-10.3-1', 'publishes when REGISTER is unanswered for 1 s', {
    publishesWhileRegistering: 1000,
  }),
  failing('sends-no-keep-alives', 'RFC5626-4.4-1', 'sends no keep-alives although the 200 had Flow-Timer', {
    ping: 'never',
  }),
  failing('pings-with-one-line-end', 'RFC5626-4.4.1-2', 'sends a single CR LF as its ping', {
    needs: 'tcp',
    ping: 'single',
  }),
  failing('ignores-missing-pong', 'RFC5626-4.4.1-2', 'goes on with a flow on which no pong comes', {
    needs: 'tcp',
    ping: 'no watch',
  }),
];
