import type { Requirement, Verification } from '../requirements/requirement';

/** What each document is about; without the two procedures of the change request, which stand by their clauses. */
const documents: Readonly<Record<string, string>> = {
  'RFC 3261': 'SIP',
  'RFC 3265': 'event notification',
  'RFC 3325': 'asserted identity',
  'RFC 3327': 'Path',
  'RFC 3329': 'security mechanism agreement',
  'RFC 3581': 'symmetric response routing',
  'RFC 3608': 'Service-Route',
  'RFC 3840': 'feature tags',
  'RFC 3841': 'caller preferences',
  'RFC 3903': 'PUBLISH',
  'RFC 4320': 'non-INVITE transactions',
  'RFC 4354': 'settings event package',
  'RFC 5626': 'client-initiated connections',
  'RFC 5876': 'identity headers, updated',
  'RFC 6665': 'event notification, revised',
  'RFC 7118': 'SIP over WebSocket',
  'RFC 7315': 'P- headers of 3GPP',
  'RFC 7616': 'Digest authentication',
  'RFC 8760': 'Digest algorithms in SIP',
  'TS 24.229': 'IMS procedures of the terminal',
};

/** The heading that an entry stands under: its clause of the change request, or its document. */
export function headingOf({ procedure, source }: Requirement): string {
  if (procedure === 'publish') return '6.1.1.1  IM service settings publish procedure';
  if (procedure === 'retrieve') return '6.1.1.2  IM service settings retrieval procedure';
  const title = documents[source];
  return title === undefined ? source : `${source}  ${title}`;
}

/** Entries under their headings, in the order of the catalogue. */
export function byHeading<E extends Requirement>(entries: readonly E[]): ReadonlyMap<string, readonly E[]> {
  const groups = new Map<string, E[]>();
  for (const entry of entries) {
    const heading = headingOf(entry);
    groups.set(heading, [...(groups.get(heading) ?? []), entry]);
  }
  return groups;
}

/** Where an entry comes from: `RFC 3261 section 7.1`, `TS 24.229 clause 5.1.1.3`. */
export function citation({ source, clause }: Requirement): string {
  if (source.startsWith('RFC')) return `${source} section ${clause}`;
  return source.startsWith('TS') ? `${source} clause ${clause}` : `${source}, clause ${clause}`;
}

/** How an entry is verified, in a sentence. */
export function verificationText(verification: Verification): string {
  switch (verification.by) {
    case 'check':
      return 'by a check, from any capture of an ordinary run';
    case 'scenario':
      return 'by a scenario that provokes it; an ordinary run does not show it';
    case 'indication':
      return `by the indication of the client. ${verification.reason}`;
    case 'none':
      return `not at all. ${verification.reason}`;
  }
}

/** `300 requirements: 144 by a check, 154 by a scenario, 2 by an indication`. */
export function verificationCounts(entries: readonly Requirement[]): string {
  const ways = [
    ['check', 'by a check'],
    ['scenario', 'by a scenario'],
    ['indication', 'by an indication'],
    ['none', 'not verifiable'],
  ] as const;
  const parts = ways
    .map(([by, words]) => [entries.filter(({ verification }) => verification.by === by).length, words] as const)
    .filter(([count]) => count > 0);
  const total = entries.length === 1 ? '1 requirement' : `${entries.length} requirements`;
  return `${total}: ${parts.map(([count, words]) => `${count} ${words}`).join(', ')}`;
}
