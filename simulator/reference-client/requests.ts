import { hostPort, type Server } from './address';
import { documentType, writeDocument } from './document';
import type { Draft } from './draft';
import { addressOfRecord, contactUri, domainUri } from './im-address';
import type { Remembered } from './memory';
import { eventPackage } from './subscription';
import type { Terminal } from './terminal';
import { newToken } from './token';

/** The IM feature tag (change request, clause 6.1.1.1 item 4; RFC 3840 §9). */
export const featureTag = '+g.oma.sip-im';

/** What the requests of one IM Address at one server have in common. */
export interface Sender {
  readonly server: Server;
  readonly imAddress: string;
  /** Where this client listens. */
  readonly contact: string;
  readonly remembered: Remembered;
  readonly terminal: Terminal | undefined;
  /** Whether the flow of a registration is kept alive. */
  readonly keepsAlive: boolean;
}

/** REGISTER (RFC 3261 §10.2): `seconds` of 0 takes the binding back. */
export function registerDraft(sender: Sender, seconds: number): Draft {
  const { server, imAddress, contact, remembered, keepsAlive } = sender;
  const aor = addressOfRecord(imAddress, server.host);
  const binding = seconds === 0 ? (remembered.contact ?? contact) : contact;
  return {
    method: 'REGISTER',
    requestUri: domainUri(aor),
    from: aor,
    fromTag: newToken(),
    to: aor,
    callId: remembered.registerCallId,
    cseq: remembered.registerCseq + 1,
    route: [],
    headers: [
      ['Contact', `<${binding}>;${featureTag}`],
      ['Expires', String(seconds)],
    ],
    offersKeepAlives: keepsAlive && seconds > 0,
    nextHop: server,
  };
}

/** PUBLISH with the whole document, for the first time, for a change and for a refresh (clause 6.1.1.1, decision D-03). */
export function publishDraft(sender: Sender, entityId: string): Draft {
  const { entityTag, settings } = sender.remembered;
  return {
    ...requestToSelf(sender, 'PUBLISH'),
    headers: [
      ...identityRows(sender),
      ['Accept-Contact', `*;${featureTag};require;explicit`],
      ['Event', eventPackage],
      ...(entityTag === undefined ? [] : [['SIP-If-Match', entityTag] as const]),
    ],
    contentType: documentType,
    body: writeDocument(settings, entityId),
  };
}

/** SUBSCRIBE that fetches the settings once (clause 6.1.1.2; RFC 6665 §4.4.3). */
export function subscribeDraft(sender: Sender): Draft {
  return {
    ...requestToSelf(sender, 'SUBSCRIBE'),
    headers: [
      ...identityRows(sender),
      ['Contact', `<${sender.contact}>`],
      ['Event', eventPackage],
      ['Expires', '0'],
      ['Accept', documentType],
    ],
  };
}

/** SUBSCRIBE to the reg event package for as long as 3GPP wants it (TS 24.229 §5.1.1.3; RFC 3680). */
export function regSubscribeDraft(sender: Sender): Draft {
  return {
    ...requestToSelf(sender, 'SUBSCRIBE'),
    headers: [
      ...identityRows(sender),
      ['Contact', `<${sender.contact}>`],
      ['Event', 'reg'],
      ['Expires', '600000'],
      ['Accept', 'application/reginfo+xml'],
    ],
  };
}

/** The Contact of this client for an IM Address. */
export function contactFor(imAddress: string, server: Server, local: { host: string; port: number }): string {
  return contactUri(imAddress, local, server.transport);
}

function requestToSelf(sender: Sender, method: string) {
  const { server, imAddress, remembered } = sender;
  const identity = remembered.identity ?? imAddress;
  return {
    method,
    requestUri: identity,
    from: identity,
    fromTag: newToken(),
    to: identity,
    callId: newToken(),
    cseq: 1,
    // The P-CSCF, or another outbound proxy, comes first, then Service-Route in its order (TS 24.229 §5.1.2A.1.1, RFC 3608 §6.1).
    route:
      isInIms(sender) || remembered.serviceRoute.length > 0
        ? [`<sip:${hostPort(server)};lr>`, ...remembered.serviceRoute]
        : [],
    nextHop: server,
  };
}

/** P-Preferred-Identity goes to a trusted first proxy only, which is an IMS here (RFC 3325 §9.2, decision D-04). */
function identityRows(sender: Sender): readonly (readonly [string, string])[] {
  const { imAddress, remembered } = sender;
  return isInIms(sender) ? [['P-Preferred-Identity', `<${remembered.identity ?? imAddress}>`]] : [];
}

/** A terminal of an IMS, or a client that one has registered: no other core names associated identities (TS 24.229 §5.4.1.2.2). */
function isInIms({ terminal, remembered }: Sender): boolean {
  return terminal !== undefined || remembered.isInIms === true;
}
