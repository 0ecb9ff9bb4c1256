import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { pass } from '../observe';
import { Conversations } from '../subject';
import { context, TraceBuilder } from '../trace.fixture';
import { Provocations } from './provocations';
import type { Episode, ProvokedCheck, Step } from './provoked-check';
import { reactionsIn, type Scene } from './scene.fixture';

/** A check that is provoked by some kinds of step, and writes down what it is shown. */
function spy(on: readonly Step['kind'][], window: ProvokedCheck['window'] = 0, until?: (episode: Episode) => boolean) {
  const episodes: Episode[] = [];
  const check: ProvokedCheck = {
    requirement: 'RFC3903-5-1',
    on,
    isProvokedBy: () => true,
    window,
    judge(episode) {
      episodes.push({ ...episode, steps: [...episode.steps] });
      if (!episode.isOver && !until?.(episode)) return undefined;
      return [{ observation: pass(episode.cause.kind) }];
    },
  };
  return { check, episodes };
}

const causes = (on: readonly Step['kind'][], play: Scene['play']) =>
  reactionsIn(spy(on).check, { play }).map(({ observation }) => observation.message);

const everything: readonly Step['kind'][] = [
  'request',
  'copy',
  'provisional',
  'accepted',
  'refused',
  'misfit',
  'server-request',
  'server-copy',
  'answer',
  'stray-answer',
  'action',
  'keep-alive',
];

describe('the steps that provoke', () => {
  it('are a request, its copies and every response in order', () => {
    const seen = causes(everything, (trace) => {
      const publish = trace.publishes();
      trace.sends(publish.bytes);
      trace.answers(publish, 100);
      trace.answers(publish, 412);
      trace.answers(publish, 412);
    });
    assert.deepEqual(seen, ['request', 'copy', 'provisional', 'refused', 'refused']);
  });

  it('are the requests of the server, their copies and the answers of the client', () => {
    const seen = causes(everything, (trace) => {
      const subscribe = trace.subscribes();
      trace.answers(subscribe);
      const notify = trace.notifies(subscribe);
      trace.gets(notify.bytes);
      trace.acknowledges(notify);
      trace.acknowledges(notify, 200, [['Via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKelse']]);
    });
    assert.deepEqual(seen, ['request', 'accepted', 'server-request', 'server-copy', 'answer', 'stray-answer']);
  });

  it('leave out what is not of a client that is known', () => {
    assert.deepEqual(
      causes(everything, (trace) => trace.answers(trace.sends(Buffer.from('garbage')), 412)),
      [],
    );
  });

  for (const [what, set, misfit] of [
    ['another branch', [['Via', 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKwrong;rport']], 'branch'],
    ['another sent-by', [['Via', 'SIP/2.0/UDP other.example.org:5060;branch=z9hG4bKn1;rport']], 'sent-by'],
    ['another method in CSeq', [['CSeq', '1 SUBSCRIBE']], 'method'],
  ] as const) {
    it(`are misfits with ${what}, which leave the request open`, () => {
      const { check, episodes } = spy(['misfit', 'accepted']);
      reactionsIn(check, {
        play: (trace) => {
          const publish = trace.publishes();
          trace.answers(publish, 200, set);
          trace.answers(publish);
        },
      });
      const [first, second] = episodes.map(({ cause }) => cause);
      assert.ok(first?.kind === 'misfit' && second?.kind === 'accepted');
      assert.deepEqual([first.response.misfit, first.isRepeated, second.isRepeated], [misfit, false, false]);
      assert.equal(second.tx.final, second.response);
    });
  }
});

describe('an episode', () => {
  it('shows what the client does until the check has decided', () => {
    const { check, episodes } = spy(['refused'], 10_000, ({ steps }) => steps.length === 2);
    const scene = {
      play: (trace: TraceBuilder) => {
        trace.answers(trace.publishes(), 503);
        trace.passes(100);
        trace.publishes();
        trace.subscribes();
        trace.publishes();
      },
    };
    assert.equal(reactionsIn(check, scene).length, 1);
    assert.deepEqual(
      episodes.map(({ steps }) => steps.length),
      [0, 1, 2],
    );
  });

  it('is over when its window is, whatever happens then, and not before', () => {
    const { check } = spy(['refused'], 1_000);
    const after = (time: number) =>
      reactionsIn(check, {
        play: (trace) => {
          trace.starts('publish');
          trace.answers(trace.publishes(), 503);
          trace.passes(time);
          trace.ends();
        },
      }).length;
    assert.deepEqual([after(999), after(1_000)], [0, 1]);
  });

  it('knows the requests before, and which one a request repeats', () => {
    const { check, episodes } = spy(['request']);
    reactionsIn(check, {
      play: (trace) => {
        trace.answers(trace.publishes({ set: [['Call-ID', 'same']] }), 401);
        trace.publishes({ set: [['Call-ID', 'same']] });
      },
    });
    // Nothing was out of the ordinary when the first one was refused, for nobody watched: but it was no success.
    const cause = episodes.at(-1)?.cause;
    assert.ok(cause?.kind === 'request');
    assert.equal(cause.tx.before?.final?.status, 401);
    assert.equal(episodes.at(-1)?.past.at(-1), cause.tx);
  });

  it("knows whether the user's actions are in the trace, and shows them", () => {
    const { check, episodes } = spy(['refused'], 5_000);
    reactionsIn(check, {
      play: (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes(), 503);
        trace.ends();
        trace.starts('publish', undefined, 2);
        trace.passes(5_000);
        trace.ends('done', { stimulus: 2 });
      },
    });
    const last = episodes.at(-1);
    assert.deepEqual(
      last?.steps.map(({ kind }) => kind),
      ['outcome', 'action'],
    );
    assert.equal(last?.isDriven, true);
  });

  it('knows that datagrams were lost meanwhile', () => {
    const { check, episodes } = spy(['refused'], 1_000);
    reactionsIn(check, {
      play: (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes(), 503);
        trace.passes(2_000);
        trace.ends('done', { datagramsLost: 1 });
      },
    });
    assert.deepEqual(
      episodes.map(({ wereDatagramsLost }) => wereDatagramsLost),
      [false, true],
    );
  });

  it('belongs to one client only', () => {
    const { check, episodes } = spy(['refused'], 1_000);
    const of = (user: string, port: number) =>
      [
        {
          requestUri: `sip:${user}@example.com`,
          set: [
            ['From', `<sip:${user}@example.com>;tag=${user}1`],
            ['To', `<sip:${user}@example.com>`],
          ] as const,
        },
        { remote: { host: '192.0.2.10', port } },
      ] as const;
    reactionsIn(check, {
      context: { imAddress: undefined },
      play: (trace) => {
        trace.answers(trace.publishes(...of('ann', 5071)), 503);
        trace.publishes(...of('ben', 5072));
      },
    });
    assert.deepEqual(
      episodes.map(({ steps }) => steps.length),
      [0],
    );
  });
});

describe('the memory of provocations', () => {
  it('stays bounded however many clients are refused', () => {
    const of = context({ imAddress: undefined });
    const { check } = spy(['refused'], 1_000_000);
    const conversations = new Conversations(of, true);
    const provocations = new Provocations(of, [check]);
    const trace = new TraceBuilder();
    for (let user = 0; user < 6_000; user += 1) {
      const uri = `sip:u${user}@example.com`;
      const set = [
        ['From', `<${uri}>;tag=t${user}`],
        ['To', `<${uri}>`],
      ] as const;
      const remote = { host: '192.0.2.10', port: 1_024 + user };
      trace.answers(trace.publishes({ requestUri: uri, set }, { remote }), 503);
    }
    for (const event of trace.events)
      if (event.kind === 'message') provocations.message(event, conversations.see(event));
    assert.ok(provocations.size <= 4_096, String(provocations.size));
  });

  it('says until when somebody has to watch', () => {
    const of = context();
    const { check } = spy(['refused'], 1_000);
    const conversations = new Conversations(of, true);
    const provocations = new Provocations(of, [check]);
    assert.equal(provocations.until(new Set(['RFC3903-5-1'])), undefined);
    const trace = new TraceBuilder();
    trace.passes(50);
    trace.answers(trace.publishes(), 503);
    for (const event of trace.events)
      if (event.kind === 'message') provocations.message(event, conversations.see(event));
    assert.equal(provocations.until(new Set(['RFC3903-5-1'])), 1_050);
    assert.equal(provocations.until(new Set(['RFC3903-5-1']), 50), 1_050);
    assert.equal(provocations.until(new Set(['RFC3903-5-1']), 49), undefined);
    assert.equal(provocations.until(new Set(['RFC3903-5-2'])), undefined);
    assert.equal(provocations.watched(1_050).length, 1);
    assert.equal(provocations.until(new Set(['RFC3903-5-1'])), undefined);
  });
});
