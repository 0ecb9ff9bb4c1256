import { type Deed, failing, told, warned } from './active-fault';
import type { Draft } from './draft';
import type { Fault } from './fault';
import { newToken } from './token';

/** The temporary identity of an IMSI of the test network (TS 23.003 §13.4B). */
const imsiIdentity = 'sip:001010123456789@ims.mnc001.mcc001.3gppnetwork.org';
/** Both items of the change request that speak of the IMS say so, too. */
const whileRegistered = ['TS24229-5.1.1.2-10', '6.1.1.1-8', '6.1.1.1-IMS'];
const preloadedRoute = 'TS24229-5.1.2A.1.1-1';

/** Faults that show in an IMS core only (TS 24.229; RFC 3608; RFC 3329). */
export const imsFaults: readonly Fault[] = [
  failing('ims-uses-imsi-identity', 'TS24229-5.1.1.1A-1', 'names the identity of the IMSI in From after registration', {
    publish: (draft) => ({ ...draft, from: imsiIdentity }),
    subscribe: (draft) => ({ ...draft, from: imsiIdentity }),
  }),
  failing('ims-uses-barred-identity', 'TS24229-5.1.1.2-11', 'uses an identity that P-Associated-URI leaves out', {
    ims: ['uses barred identity'],
  }),
  failing('ims-overlaps-register', 'TS24229-5.1.1.2-9', 'starts a second registration while one is unanswered', {
    impatient: { method: 'REGISTER', after: 2000, inNewCall: true },
  }),
  failing('ims-publishes-while-registering', whileRegistered, 'publishes when REGISTER is unanswered for 1 s', {
    publishesWhileRegistering: 1000,
  }),
  failing('ims-publishes-unregistered', whileRegistered, 'publishes although REGISTER was refused', {
    ims: ['publishes unregistered'],
  }),
  warned('ims-no-reg-subscription', 'TS24229-5.1.1.3-1', 'does not subscribe to the reg event package', {
    ims: ['no reg subscription'],
  }),
  warned('ims-registers-late', 'TS24229-5.1.1.4-1', 'registers again some seconds later than at half time', {
    renew: (right, { operation, seconds }) => (operation === 'register' ? seconds * 560 : right),
  }),
  failing(
    'ims-registers-in-new-call',
    ['TS24229-5.1.1.5-1', 'RFC3261-10.2-5'],
    'answers the challenge to REGISTER in another call',
    { request: (draft, { cause }) => (isRegister(draft) && cause?.status === 401 ? inNewCall(draft) : draft) },
  ),
  failing(
    'ims-registers-other-user',
    'TS24229-5.1.1.5-2',
    'names another private identity in the credentials of REGISTER',
    {
      request: (draft) => {
        const renamed = draft.headers.map(([name, value]) => [name, asOtherUser(value)] as const);
        return isRegister(draft) ? { ...draft, headers: renamed } : draft;
      },
    },
  ),
  failing('ims-no-pcscf-route', preloadedRoute, 'leaves the P-CSCF out of its preloaded Route', {
    request: (draft) => (isOutOfDialog(draft) ? { ...draft, route: draft.route.slice(1) } : draft),
  }),
  failing('ims-swaps-service-route', 'RFC3608-6.1-1', 'swaps the values of Service-Route', {
    request: (draft) =>
      isOutOfDialog(draft)
        ? { ...draft, route: [...draft.route.slice(0, 1), ...draft.route.slice(1).reverse()] }
        : draft,
  }),
  failing('ims-keeps-old-service-route', 'RFC3608-6.1-2', 'keeps its first Service-Route', {
    ims: ['keeps old Service-Route'],
  }),
  told('ims-default-timers', 'TS24229-7.7-1', 'repeats requests with T1 of 500 ms over radio access too', {}),
  failing('ims-reorders-security-verify', 'RFC3329-2.3.1-1', 'mirrors Security-Server in the reverse order', {
    ims: ['Security-Verify reordered'],
  }),
  failing('ims-no-proxy-require', 'RFC3329-2.3.1-2', 'lists sec-agree in Require and not in Proxy-Require', {
    ims: ['sec-agree not in Proxy-Require'],
  }),
  warned('ims-repeats-after-494', 'RFC3329-2.3.1-4', 'repeats the request after 494 without Security-Verify', {
    ims: ['ignores Security-Server of 494'],
  }),
].map((fault: Fault): Fault => ({ ...fault, needs: 'ims' satisfies Deed['needs'] }));

function isRegister({ method }: Draft): boolean {
  return method === 'REGISTER';
}

function isOutOfDialog({ route, toTag }: Draft): boolean {
  return toTag === undefined && route.length > 0;
}

function inNewCall(draft: Draft): Draft {
  return { ...draft, callId: newToken(), fromTag: newToken() };
}

function asOtherUser(value: string): string {
  return value.replace(/^(Digest username="[^"]*)"/, '$1-2"');
}
