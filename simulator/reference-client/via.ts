import type { Address } from './address';
import { paramOf } from './rows';

/** The top Via with `received` and `rport` filled in (RFC 3261 §18.2.1, RFC 3581 §4). */
export function responseVia(via: string, remote: Address): string {
  const wantsRport = paramOf(via, 'rport') === '';
  const filled = wantsRport ? via.replace(/;\s*rport\b/i, `;rport=${remote.port}`) : via;
  const differs = sentBy(via).host !== remote.host;
  return (wantsRport || differs) && paramOf(via, 'received') === undefined
    ? `${filled};received=${remote.host}`
    : filled;
}

/** Where a response goes over UDP: the source address, and its port with rport, else the sent-by port (RFC 3581 §4). */
export function responseAddress(via: string, remote: Address): Address {
  return { host: remote.host, port: paramOf(via, 'rport') === undefined ? sentBy(via).port : remote.port };
}

/** What copies of a request have in common: branch, sent-by and method; without the cookie the whole Via (RFC 3261 §17.2.3). */
export function branchKey(method: string, via: string): string {
  const branch = paramOf(via, 'branch');
  if (branch?.startsWith('z9hG4bK') !== true) return `${method} ${via}`;
  const { host, port } = sentBy(via);
  return `${method} ${branch} ${host.toLowerCase()} ${port}`;
}

function sentBy(via: string): Address {
  const match = /^\S+\s*\/\s*\S+\s*\/\s*\S+\s+(?:\[([^\]]+)\]|([^\s:;]+))(?:\s*:\s*(\d+))?/.exec(via);
  return { host: match?.[1] ?? match?.[2] ?? '', port: Number(match?.[3] ?? 5060) };
}
