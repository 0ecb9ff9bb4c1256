import type { Body, ScriptedNotify, SettingName } from '../own-request';
import type { LibraryEntry } from './entry';
import { notifies, oddFirst } from './notifying';

/** Bodies of all kinds that are documents, each as the only NOTIFY. */
export const notifiedDocuments: readonly LibraryEntry[] = [
  ...(
    [
      ['without a document', ['RFC6665-4.1.2.3-1'], { kind: 'none' }],
      ['that nothing is published', ['RFC4354-5.5-2', 'RFC6665-4.1.2.3-1'], { kind: 'empty-root' }],
      ['two entities', ['RFC4354-5.5-3'], { kind: 'two-entities' }],
      ['a document with unknown extensions', ['RFC4354-6-11'], { kind: 'unknown-extensions' }],
      ['a document that contradicts itself', [], { kind: 'contradictory' }],
      ['a very large document', ['RFC4320-4.1-3'], { kind: 'large', octets: 60_000 }],
    ] as const satisfies readonly (readonly [string, readonly string[], Body])[]
  ).map(([what, provokes, body]) => notifies(`notifies ${what}`, provokes, [{ body }])),
  notifies('notifies malformed XML', [], [{ body: { kind: 'malformed' }, breaks: ['document'] }]),
  notifies('notifies all combinations of the settings', ['6.1.1.2-MAY'], combinations()),
  oddFirst('notifies in an unknown media type', ['RFC3261-8.2.3-1'], {
    body: { kind: 'text', text: 'unknown' },
    contentType: 'application/x-unknown',
    breaks: ['accepted-type'],
  }),
  oddFirst('notifies in an unknown coding', ['RFC3261-8.2.3-2'], {
    rows: [['Content-Encoding', 'x-foo']],
    breaks: ['accepted-type'],
  }),
];

/** All 32, in one subscription, five in a second. */
function combinations(): readonly ScriptedNotify[] {
  const names: readonly SettingName[] = ['isb', 'ipmb', 'vis', 'dms', 'chs'];
  return Array.from({ length: 32 }, (_, index): ScriptedNotify => {
    const flags = names.map((name, bit): [SettingName, boolean] => [name, ((index >> bit) & 1) === 1]);
    const values = Object.fromEntries(flags) as Record<SettingName, boolean>;
    const state = index < 31 ? 'active;expires=60' : 'terminated;reason=timeout';
    return { after: index * 200, state, body: { kind: 'settings', values } };
  });
}
