import type { Script } from './behavior';
import { challenges } from './library/challenges';
import type { LibraryEntry } from './library/entry';
import { grantsOfAllKinds } from './library/grants';
import { inbound } from './library/inbound';
import { lateAnswers } from './library/late';
import { notifications } from './library/notifications';
import { redirects } from './library/redirects';
import { refusals } from './library/refusals';

export type { LibraryEntry } from './library/entry';

/** Requirements that show with nothing out of the ordinary, once the client is made to do what they are about. */
const ordinary: LibraryEntry = {
  name: 'does as it should',
  provokes: [
    '6.1.1.1-MAY',
    'RFC3261-17.2.2-2',
    'RFC3581-3-2',
    'RFC3903-4.1-2',
    'RFC3903-4.1-3',
    'RFC3903-4.4-1',
    'RFC3903-4.4-2',
    'RFC3903-4.4-3',
    'RFC3903-4.5-1',
    'RFC3903-4.5-2',
    'RFC3903-12-1',
    'RFC4320-4.1-1',
    'RFC4320-4.1-2',
    'RFC4320-4.2-1',
    'RFC6665-4.1.2.3-1',
    'RFC6665-4.1.3-3',
    'RFC6665-4.1.3-14',
    'TS24229-5.1.1.3-1',
  ],
  script: [],
};

/** Everything that the simulated server can be told to do by name. */
export const library: readonly LibraryEntry[] = [
  ordinary,
  ...refusals,
  ...challenges,
  ...lateAnswers,
  ...redirects,
  ...grantsOfAllKinds,
  ...notifications,
  ...inbound,
];

const byName: ReadonlyMap<string, LibraryEntry> = new Map(library.map((known) => [known.name, known]));

/** The script of that name: what completes "a server that ...". */
export function behaviorNamed(name: string): Script | undefined {
  return byName.get(name)?.script;
}
