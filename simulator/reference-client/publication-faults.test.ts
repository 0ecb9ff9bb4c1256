import { describe } from 'node:test';
import type { Script, Seen } from './scripted-peer.fixture';
import { allRefused, countOf, good, headerIn, type Trial, timesOf, tries } from './trial.fixture';

/** Gives out the entity-tags Aa1, Aa2, … and refuses with 412 whatever is not the newest one. */
const strict =
  (lifetime = 3600): Trial['script'] =>
  () => {
    let newest: string | undefined;
    let count = 0;
    return (request) => {
      if (request.method !== 'PUBLISH') return good(request);
      const tag = request.header('SIP-If-Match');
      if (tag !== undefined && tag !== newest) return request.reply('412 Conditional Request Failed');
      newest = `Aa${++count}`;
      request.reply('200 OK', [`SIP-ETag: ${newest}`, `Expires: ${lifetime}`]);
    };
  };

/** Answers every second PUBLISH 412. */
const lossy = (): Script => {
  let count = 0;
  return (request) => {
    count += 1;
    if (count === 2) request.reply('412 Conditional Request Failed');
    else request.reply('200 OK', [`SIP-ETag: t${count}`, 'Expires: 3600']);
  };
};

const tags = headerIn('PUBLISH', 'SIP-If-Match');
const hasBody = (request: Seen) => request.body !== '';
const change: Trial['acts'] = [
  ['publish', 0],
  ['publish', 0],
];
const threeChanges: Trial['acts'] = [...change, ['publish', 0]];

describe('faults of the publication', () => {
  tries([
    {
      fault: 'names-two-tags',
      script: strict(),
      acts: change,
      see: tags,
      right: ['-', 'Aa1'],
      wrong: ['-', 'Aa1, Aa1', '-'],
    },
    {
      fault: 'folds-tag-case',
      script: strict(),
      acts: change,
      see: tags,
      right: ['-', 'Aa1'],
      wrong: ['-', 'aA1', '-'],
    },
    {
      fault: 'marks-tag-as-weak',
      script: strict(),
      acts: change,
      see: tags,
      right: ['-', 'Aa1'],
      wrong: ['-', 'W/Aa1', '-'],
    },
    {
      fault: 'keeps-tag-after-refresh',
      script: strict(),
      acts: [
        ['publish', 0],
        ['refresh', 0],
        ['publish', 0],
      ],
      see: tags,
      right: ['-', 'Aa1', 'Aa2'],
      wrong: ['-', 'Aa1', 'Aa1', '-'],
    },
    {
      fault: 'keeps-old-entity-tag',
      script: strict(),
      acts: threeChanges,
      see: tags,
      right: ['-', 'Aa1', 'Aa2'],
      wrong: ['-', 'Aa1', 'Aa1', '-'],
    },
    { fault: 'changes-without-tag', script: strict(), acts: change, see: tags, right: ['-', 'Aa1'], wrong: ['-', '-'] },
    {
      fault: 'changes-without-body',
      script: strict(),
      acts: change,
      see: (stage) => stage.of('PUBLISH').map(hasBody),
      right: [true, true],
      wrong: [true, false],
    },
    {
      fault: 'refreshes-too-late',
      keepsAlive: true,
      script: strict(20),
      acts: [['publish', 25_000]],
      see: timesOf('PUBLISH'),
      right: [0, 10_000, 20_000],
      wrong: [0, 24_000],
    },
    {
      fault: 'lets-publication-lapse',
      keepsAlive: true,
      script: strict(30),
      acts: [['publish', 31_000]],
      see: timesOf('PUBLISH'),
      right: [0, 15_000, 30_000],
      wrong: [0],
    },
    {
      fault: 'refreshes-without-tag',
      keepsAlive: true,
      script: strict(30),
      acts: [['publish', 16_000]],
      see: tags,
      right: ['-', 'Aa1'],
      wrong: ['-', '-'],
    },
    {
      fault: 'removes-without-tag',
      script: strict(),
      acts: [
        ['publish', 0],
        ['deregister', 0],
      ],
      see: (stage) => stage.of('PUBLISH').map((request) => [request.header('Expires'), request.header('SIP-If-Match')]),
      right: [[undefined, undefined]],
      wrong: [
        [undefined, undefined],
        ['0', undefined],
      ],
    },
    {
      fault: 'removes-with-body',
      script: strict(),
      acts: [
        ['publish', 0],
        ['deregister', 0],
      ],
      see: (stage) => stage.of('PUBLISH').map((request) => [request.header('SIP-If-Match'), hasBody(request)]),
      right: [[undefined, true]],
      wrong: [
        [undefined, true],
        ['Aa1', true],
      ],
    },
    { fault: 'repeats-412', script: lossy, acts: change, see: tags, right: ['-', 't1', '-'], wrong: ['-', 't1', 't1'] },
    {
      fault: 'gives-up-after-412',
      script: lossy,
      acts: change,
      see: tags,
      right: ['-', 't1', '-'],
      wrong: ['-', 't1'],
    },
    {
      fault: 'revives-refused-tag',
      script: lossy,
      acts: threeChanges,
      see: tags,
      right: ['-', 't1', '-', 't3'],
      wrong: ['-', 't1', '-', 't1'],
    },
    {
      fault: 'loops-on-423',
      script: allRefused('PUBLISH', '423 Interval Too Brief', ['Min-Expires: 7200']),
      acts: [['publish', 60_000]],
      see: (stage) => [
        timesOf('PUBLISH')(stage),
        headerIn('PUBLISH', 'Expires')(stage).every((value) => value === '-'),
      ],
      right: [[0], true],
      wrong: [[0, 1000, 2000, 3000, 4000, 5000], true],
    },
    {
      fault: 'stuck-after-timeout',
      script: () => (request, peer) => {
        const calls = new Set(peer.seen.map((each) => each.header('Call-ID'))).size;
        if (calls > 2 && request.header('SIP-If-Match')) request.reply('412 Conditional Request Failed');
        else if (calls !== 2) good(request);
      },
      acts: [
        ['publish', 0],
        ['publish', 33_000],
        ['publish', 0],
        ['publish', 0],
      ],
      see: (stage) => new Set(tags(stage)).size,
      right: 3,
      wrong: 2,
    },
    {
      fault: 'overlaps-publish',
      script: () => () => undefined,
      acts: [['publish', 1400]],
      see: (stage) => new Set(headerIn('PUBLISH', 'Call-ID')(stage)).size,
      right: 1,
      wrong: 2,
    },
    {
      fault: 'obeys-record-route',
      script: () => (request) => good(request, 'Record-Route: <sip:rr.example.com;lr>'),
      acts: change,
      see: headerIn('PUBLISH', 'Route'),
      right: ['-', '-'],
      wrong: ['-', '<sip:rr.example.com;lr>'],
    },
    {
      fault: 'overlaps-register',
      script: () => () => undefined,
      acts: [['register', 2250]],
      see: (stage) => new Set(headerIn('REGISTER', 'CSeq')(stage)).size,
      right: 1,
      wrong: 2,
    },
    {
      fault: 'lets-registration-lapse',
      keepsAlive: true,
      script: () => (request) => request.reply('200 OK', ['Expires: 60']),
      acts: [['register', 61_000]],
      see: timesOf('REGISTER'),
      right: [0, 30_000, 60_000],
      wrong: [0],
    },
    {
      fault: 'publishes-while-registering',
      script: () => () => undefined,
      acts: [['register', 1250]],
      see: countOf('PUBLISH'),
      right: 0,
      wrong: 1,
    },
  ]);
});
