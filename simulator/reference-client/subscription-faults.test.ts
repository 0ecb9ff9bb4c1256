import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { notifyFor, type Script } from './scripted-peer.fixture';
import { Stage } from './stage.fixture';
import { headerIn, type Trial, timesOf, tries } from './trial.fixture';

/** Ends the first subscription so, and leaves further ones unanswered but for their 200. */
const ending =
  (state: string, withDocument = true): Trial['script'] =>
  (): Script =>
  (request, peer) => {
    request.reply('200 OK', ['Expires: 0']);
    if (request.method !== 'SUBSCRIBE' || peer.of('SUBSCRIBE').length > 1) return;
    const text = notifyFor(request, peer, (whole) => whole.replace('terminated;reason=timeout', state));
    const [head = ''] = text.split('\r\n\r\n');
    const bodyless = `${head.replace(/\r\nContent-(Type|Length): [^\r\n]*/g, '')}\r\nContent-Length: 0\r\n\r\n`;
    peer.send(withDocument ? text : bodyless, request);
  };

const fetched: Trial['acts'] = [['retrieve', 12_000]];
const calls = (stage: Stage) => new Set(headerIn('SUBSCRIBE', 'Call-ID')(stage)).size;
const secondAt = (stage: Stage) => timesOf('SUBSCRIBE')(stage)[1];

/** Notifies once `active` for 20 s, and refuses what comes in the dialog. */
const lasting: Trial['script'] = () => (request, peer) => {
  const isFirst = peer.of('SUBSCRIBE').length === 1;
  if (!isFirst) return request.reply('404 Not Found');
  request.reply('200 OK', ['Expires: 3600']);
  peer.send(
    notifyFor(request, peer, (text) => text.replace('terminated;reason=timeout', 'active;expires=20')),
    request,
  );
};

describe('subscriptions that last', () => {
  const play = async (fault: string) => {
    const stage = await Stage.open({ script: lasting(), faults: [fault] });
    await stage.play('retrieve', 13_000);
    const seen = [timesOf('SUBSCRIBE')(stage), calls(stage), headerIn('SUBSCRIBE', 'To')(stage)[1]];
    await stage.close();
    return seen;
  };
  const dialog = '<sip:alice@example.com>;tag=n1';
  for (const [fault, expected] of [
    ['subscribes-for-an-hour', [[0, 10_000], 1, dialog]],
    ['stays-in-dead-dialog', [[0, 2000, 4000, 6000, 8000, 10_000, 12_000], 1, dialog]],
    ['plans-from-the-200', [[0], 1, undefined]],
  ] as const) {
    it(`${fault} refreshes at ${expected[0].join(', ')} ms`, async () => assert.deepEqual(await play(fault), expected));
  }
});

describe('faults after the end of a subscription', () => {
  tries([
    {
      fault: 'believes-expires-of-terminated',
      script: ending('terminated;reason=timeout;expires=3600'),
      acts: fetched,
      see: (stage) => [calls(stage), headerIn('SUBSCRIBE', 'To')(stage)[1]],
      right: [1, undefined],
      wrong: [1, '<sip:alice@example.com>;tag=n1'],
    },
    {
      fault: 'stays-away-after-deactivated',
      script: ending('terminated;reason=deactivated', false),
      acts: fetched,
      see: (stage) => [calls(stage), secondAt(stage)],
      right: [2, 0],
      wrong: [1, undefined],
    },
    ...(
      [
        ['hurries-after-probation', 'probation;retry-after=20'],
        ['insists-after-rejected', 'rejected'],
        ['hurries-after-giveup', 'giveup;retry-after=20'],
        ['insists-after-noresource', 'noresource'],
        ['hurries-without-reason', 'unheard-of;retry-after=20'],
      ] as const
    ).map(([fault, reason]) => ({
      fault,
      script: ending(`terminated;reason=${reason}`),
      acts: fetched,
      see: (stage: Stage) => [calls(stage), secondAt(stage)],
      right: [1, undefined],
      wrong: [2, 2000],
    })),
    {
      fault: 'insists-after-invariant',
      script: ending('terminated;reason=invariant;retry-after=5'),
      acts: fetched,
      see: secondAt,
      right: undefined,
      wrong: 5500,
    },
    {
      fault: 'fetches-in-old-call',
      script: ending('terminated;reason=timeout', false),
      acts: fetched,
      see: (stage) => [calls(stage), headerIn('SUBSCRIBE', 'CSeq')(stage).includes('2 SUBSCRIBE')],
      right: [1, false],
      wrong: [1, true],
    },
    {
      fault: 'gives-up-at-202',
      script: () => (request, peer) => {
        request.reply('202 Accepted', ['Expires: 0']);
        setImmediate(() => setImmediate(() => peer.send(notifyFor(request, peer), request)));
      },
      acts: [['retrieve', 500]],
      see: (stage) => [stage.of('200').length, stage.of('481').length],
      right: [1, 0],
      wrong: [0, 1],
    },
  ]);
});
