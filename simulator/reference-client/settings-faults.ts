import { alterDocument } from './document';
import type { Draft } from './draft';
import type { Fault, FaultContext } from './fault';
import { type SettingKey, settingKeys } from './settings';

/** The requirement of each setting (clause 6.1.1.1 item 7 a to e). */
const requirements: Readonly<Record<SettingKey, string>> = {
  isb: '6.1.1.1-7a',
  ipmb: '6.1.1.1-7b',
  vis: '6.1.1.1-7c',
  dms: '6.1.1.1-7d',
  chs: '6.1.1.1-7e',
};

/** Faults of the published document (clause 6.1.1.1 item 7). */
export const settingsFaults: readonly Fault[] = [
  ...settingKeys.flatMap(faultsOf),
  {
    name: 'publish-no-body-on-refresh',
    requirement: Object.values(requirements),
    outcome: 'fail',
    description: 'a refresh has no body, as RFC 3903 alone would have it',
    publish: withoutBodyOnRefresh,
  },
];

function faultsOf(key: SettingKey): readonly Fault[] {
  const name = key.toUpperCase();
  return [
    settingFault(`publish-no-${key}`, key, `the document says nothing of ${name}`, () => undefined),
    settingFault(`publish-bad-${key}`, key, `the document says "TRUE" of ${name}`, () => 'TRUE'),
    settingFault(`publish-inverted-${key}`, key, `the document says the opposite of ${name}`, opposite),
  ];
}

function settingFault(
  name: string,
  key: SettingKey,
  description: string,
  alter: (value: string) => string | undefined,
): Fault {
  return {
    name,
    requirement: requirements[key],
    outcome: 'fail',
    description,
    publish: (draft) => (draft.body === undefined ? draft : { ...draft, body: alterDocument(draft.body, key, alter) }),
  };
}

function opposite(value: string): string {
  return value === 'true' ? 'false' : 'true';
}

function withoutBodyOnRefresh(draft: Draft, { operation }: FaultContext): Draft {
  // Without an entity-tag a bodyless PUBLISH would be no refresh but a broken first publication (RFC 3903 §4.1, table 1).
  if (operation !== 'refresh' || !draft.headers.some(([name]) => name === 'SIP-If-Match')) return draft;
  const { body: _body, contentType: _contentType, ...rest } = draft;
  return rest;
}
