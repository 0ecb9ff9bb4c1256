import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../checks/trace.fixture';
import type { MessageEvent } from '../trace/event';
import { judgeOf } from './judge.fixture';

const fixed = (name: string, value: string) => [name, value] as const;
const uses = (trace: TraceBuilder, tag: string, event = {}) =>
  trace.publishes({ set: [fixed('SIP-If-Match', tag)] }, event);
const grants = (trace: TraceBuilder, request: MessageEvent, tag: string) =>
  trace.answers(request, 200, [fixed('SIP-ETag', tag)]);
/**
 * Every failure but that of item 1, which takes it over, and those of what the client does after a 412 (RFC 3903 §5) and of a PUBLISH that
 * does not wait for the one before (§4).
 */
const failures = (build: (trace: TraceBuilder) => void) =>
  judgeOf(build)
    .judgement()
    .requirements.flatMap(({ findings }) => findings)
    .filter(({ outcome, requirement }) => outcome === 'fail' && !/^RFC3903-(?:5-|4-1$)/.test(requirement));

describe('the entity-tag in SIP-If-Match', () => {
  for (const tag of ['*', 'AA1', 'aa', 'invented']) {
    it(`fails, and item 1 with it, when it is ${tag} and aa1 was given out`, () => {
      const build = (trace: TraceBuilder) => {
        grants(trace, trace.publishes(), 'aa1');
        uses(trace, tag);
      };
      const [finding, ...others] = failures(build);
      assert.deepEqual([finding?.actual, finding?.frame, others.length], [tag, 3, 0]);
      assert.equal(finding?.requirement, tag === '*' ? 'RFC3903-4.1-2' : 'RFC3903-4.1-3');
      assert.equal(judgeOf(build).verdictOn('6.1.1.1-1').verdict, 'fail');
      assert.match(finding?.message ?? '', /never given out.*"aa1" \(frame 2\)/);
    });
  }

  it('may be the same for two users: each has publications of its own', () => {
    const as = (user: string) => [
      fixed('From', `<sip:${user}@example.com>;tag=${user}1`),
      fixed('To', `<sip:${user}@example.com>`),
    ];
    const at = (port: number) => ({ remote: { host: '192.0.2.10', port } });
    const build = (trace: TraceBuilder) => {
      for (const [user, port] of [
        ['ann', 5071],
        ['ben', 5072],
      ] as const) {
        const requestUri = `sip:${user}@example.com`;
        grants(trace, trace.publishes({ requestUri, set: as(user) }, at(port)), '1');
      }
      for (const [user, port] of [
        ['ann', 5071],
        ['ben', 5072],
      ] as const) {
        const requestUri = `sip:${user}@example.com`;
        grants(trace, trace.publishes({ requestUri, set: [...as(user), fixed('SIP-If-Match', '1')] }, at(port)), '2');
      }
    };
    assert.equal(judgeOf(build, { imAddress: undefined }).verdictOn('RFC3903-4.1-3').verdict, 'pass');
  });

  it('may be of a publication from before where the trace begins in the middle, but not one of other letter case', () => {
    const brokenBy = (tag: string) =>
      judgeOf(
        (trace) => {
          trace.answers(uses(trace, 'old-a'), 200, [fixed('SIP-ETag', 'aa1')]);
          uses(trace, tag);
        },
        { nextHop: undefined },
        { ownsServer: false },
      ).verdictOn('RFC3903-4.1-3').verdict;
    assert.deepEqual([brokenBy('old-b'), brokenBy('AA1'), brokenBy('old-a')], ['not-applicable', 'fail', 'fail']);
  });

  const passive = { imAddress: undefined, nextHop: undefined };
  for (const [tag, why] of [
    ['dx200xy', /"dx200xyz" \(frame 2\), which goes on with "z"$/],
    ['dx200xyz.1a', /"dx200xyz" \(frame 2\), which ends before "\.1a"$/],
  ] as const) {
    it(`fails in any trace when it was made of the last one: ${tag}`, () => {
      const judge = judgeOf(
        (trace) => {
          grants(trace, trace.publishes(), 'dx200xyz');
          uses(trace, tag);
        },
        passive,
        { ownsServer: false },
      );
      const [finding, ...others] = judge.verdictOn('RFC3903-4.1-3').findings;
      assert.deepEqual([finding?.outcome, finding?.actual, others.length], ['fail', tag, 0]);
      assert.match(finding?.message ?? '', why);
    });
  }

  it('may be a counted one of another device, or too short to tell, where the trace begins in the middle', () => {
    for (const [granted, used] of [
      ['etag-10', 'etag-1'],
      ['etag-1', 'etag-17'],
      ['abcde', 'abcd'],
    ] as const) {
      const build = (trace: TraceBuilder) => {
        grants(trace, trace.publishes(), granted);
        uses(trace, used);
      };
      const { findings } = judgeOf(build, passive, { ownsServer: false }).verdictOn('RFC3903-4.1-3');
      assert.deepEqual(findings, [], used);
    }
  });

  it('is remarked on when a server of ours gave it out in another run, if in any; a "*" it never gives out', () => {
    const build = (tag: string) => (trace: TraceBuilder) => {
      grants(trace, trace.publishes(), 'e1-8Xk2');
      uses(trace, tag);
    };
    const { verdict, findings } = judgeOf(build('e9-other'), passive).verdictOn('RFC3903-4.1-3');
    assert.deepEqual([verdict, findings.map(({ outcome }) => outcome)], ['pass', ['warn']]);
    assert.match(findings[0]?.message ?? '', /it may be of another run/);
    assert.equal(judgeOf(build('*'), passive).verdictOn('RFC3903-4.1-2').verdict, 'fail');
  });

  it('fails when the 2xx of a PUBLISH that used it has superseded it', () => {
    const [finding, ...others] = failures((trace) => {
      grants(trace, trace.publishes(), 'a');
      grants(trace, uses(trace, 'a'), 'b');
      grants(trace, uses(trace, 'b'), 'c');
      uses(trace, 'a');
    });
    assert.deepEqual([finding?.actual, finding?.frame, others.length], ['a', 7, 0]);
    assert.match(finding?.message ?? '', /superseded by the 2xx in frame 4/);
  });

  const legal: readonly [string, (trace: TraceBuilder) => void][] = [
    [
      'before the first grant, when it may come from an earlier run',
      (trace) => {
        trace.answers(uses(trace, 'old'), 412);
        uses(trace, 'older');
      },
    ],
    [
      'that is missing, as after a restart',
      (trace) => {
        grants(trace, trace.publishes(), 'a');
        grants(trace, trace.publishes(), 'b');
      },
    ],
    [
      'of a publication that expired',
      (trace) => {
        grants(trace, trace.publishes(), 'a');
        trace.answers(uses(trace, 'a'), 412);
        uses(trace, 'a');
      },
    ],
    [
      'of one of several publications side by side',
      (trace) => {
        grants(trace, trace.publishes(), 'a');
        grants(trace, trace.publishes(), 'x');
        grants(trace, uses(trace, 'a'), 'b');
        grants(trace, uses(trace, 'x'), 'y');
        uses(trace, 'b');
      },
    ],
    [
      'that is repeated with credentials',
      (trace) => {
        grants(trace, trace.publishes(), 'a');
        trace.answers(uses(trace, 'a'), 401);
        grants(trace, uses(trace, 'a'), 'b');
      },
    ],
    [
      'in a PUBLISH that was sent before the response left',
      (trace) => {
        grants(trace, trace.publishes(), 'a');
        const first = uses(trace, 'a');
        uses(trace, 'a');
        grants(trace, first, 'b');
      },
    ],
    [
      'that is older, when a copy shows that the 2xx may not have come',
      (trace) => {
        grants(trace, trace.publishes(), 'a');
        const first = uses(trace, 'a');
        grants(trace, first, 'b');
        trace.sends(first.bytes);
        uses(trace, 'a');
      },
    ],
    [
      'of another device of the user, before its own first grant',
      (trace) => {
        grants(trace, trace.publishes(), 'a');
        uses(trace, 'kept', { remote: { host: '192.0.2.20', port: 5060 } });
      },
    ],
  ];
  for (const [name, build] of legal) it(`is no breach ${name}`, () => assert.deepEqual(failures(build), []));
});
