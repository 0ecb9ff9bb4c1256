import { hostPort } from './address';
import { type Draft, headerOf, withHeader } from './draft';
import type { FaultContext } from './fault';
import { strangerOf } from './im-address';

/** A change to a request. */
export type Change = (draft: Draft, context: FaultContext) => Draft;

const identity = 'P-Preferred-Identity';

/** Replaces one header, or leaves it out. */
export const setHeader =
  (name: string, value: string | undefined): Change =>
  (draft) =>
    withHeader(draft, name, value);

/** The Request-URI names another user; From and To stay. */
export const otherRequestUri: Change = (draft, { imAddress }) => ({ ...draft, requestUri: strangerOf(imAddress) });

/** The Request-URI names the server; From and To stay. */
export const serverRequestUri: Change = (draft, { server }) => ({ ...draft, requestUri: `sip:${hostPort(server)}` });

/** Another user is named as the originator: in From, and in an IMS in the header that decides there. */
export const otherOriginator: Change = (draft, { imAddress }) => {
  const stranger = strangerOf(imAddress);
  const renamed = { ...draft, from: stranger };
  return headerOf(draft, identity) === undefined ? renamed : withHeader(renamed, identity, `<${stranger}>`);
};

/** Nobody is named as the originator (RFC 3323 §4.1.1.3); in an IMS P-Preferred-Identity is missing too. */
export const anonymous: Change = (draft) =>
  withHeader({ ...draft, fromName: 'Anonymous', from: 'sip:anonymous@anonymous.invalid' }, identity, undefined);

/** The hint that names the originator to an IMS is missing (RFC 3325 §9.2). */
export const noPreferredIdentity: Change = (draft) => withHeader(draft, identity, undefined);

/** The request goes to the port after that of the next hop. */
export const wrongNextHop: Change = (draft) => {
  const { host, port } = draft.nextHop;
  return { ...draft, nextHop: { host, port: port === 65_535 ? port - 1 : port + 1 } };
};

/** The preloaded Route is missing. */
export const noRoute: Change = (draft) => ({ ...draft, route: [] });

/** The last two Route values stand in the wrong order. */
export const swappedRoute: Change = (draft) => ({
  ...draft,
  route: [...draft.route.slice(0, -2), ...draft.route.slice(-2).reverse()],
});
