import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { context, TraceBuilder } from '../checks/trace.fixture';
import type { Address } from '../core/address';
import { FormReader } from '../sip/form';
import { nextRequestText } from '../sip/form.fixture';
import { registerBytes } from '../sip/message.fixture';
import { parseMessage } from '../sip/parse';
import type { MessageEvent, TraceEvent } from '../trace/event';
import { messageEvent } from '../trace/message-event';
import { Judge } from './judge';
import { fullRun } from './judge.fixture';
import type { LedgerOptions } from './ledger';
import type { Judgement } from './result';

type Changes = NonNullable<Parameters<typeof fullRun>[0]>;

/** The sessions one after the other, each with branches, tags and Call-IDs of its own that look random. */
function sessionsOf(all: readonly Changes[]): readonly MessageEvent[] {
  let frames = 0;
  return all.flatMap((changes, number) => {
    const trace = new TraceBuilder();
    fullRun(changes)(trace);
    const { events } = trace;
    const before = frames;
    frames += trace.events.length;
    // Without stimuli, as a client acts that nobody drives: what was asked for is a circumstance of its own.
    return events.filter(isMessage).map((event) => {
      const text = event.bytes
        .toString('latin1')
        .replace(
          /(branch=z9hG4bK|;tag=|^Call-ID: )(\w+)/gm,
          (_, name: string, value: string) => name + other(value, number),
        );
      return messageEvent({ ...event, frame: event.frame + before, bytes: Buffer.from(text, 'latin1') }, parseMessage);
    });
  });
}

function isMessage(event: TraceEvent): event is MessageEvent {
  return event.kind === 'message';
}

/** A value of the same length that looks like none before. */
function other(value: string, number: number): string {
  return createHash('sha256').update(`${value} ${number}`).digest('hex').slice(0, value.length);
}

/** The judgement with the requests read as the live server does, or as they are read from captures. */
function judged(events: readonly TraceEvent[], options: LedgerOptions, isLive: boolean, of = context()): Judgement {
  const reader = new FormReader((bytes) => parseMessage(bytes));
  const judge = new Judge(of, options);
  for (const event of events) {
    const isRead = isLive && event.kind === 'message' && event.direction === 'in';
    judge.see(isRead ? messageEvent(event, (bytes) => reader.read(bytes)) : event);
  }
  return judge.judgement();
}

/** What is compared: all but the messages themselves. */
function comparable({ verdict, requirements, diagnostics, clients }: Judgement): unknown {
  return {
    verdict,
    diagnostics,
    clients,
    requirements: requirements.map(({ findings, ...rest }) => ({
      ...rest,
      findings: findings.map(({ evidence, ...finding }) => ({
        ...finding,
        octets: evidence?.bytes.toString('latin1'),
      })),
    })),
  };
}

const set = (name: string, value: string): Changes => ({ set: [[name, value]] });
const conforming: Changes = {};
const [publishEvent] = sessionsOf([conforming]);
const many = Array<Changes>(5).fill(conforming);

const cases: Readonly<Record<string, readonly Changes[]>> = {
  'the same again and again': many,
  'a fault in one request between others': [...many, set('Event', 'poc-settings'), ...many],
  'a fault in every request': Array<Changes>(6).fill(set('Accept-Contact', '*;+g.oma.sip-im;require')),
  'a remark on every request': Array<Changes>(6).fill(set('Max-Forwards', '69')),
  'a fault that ends': [...Array<Changes>(4).fill({ add: [['Expires', '3600']] }), ...many],
  'a branch that comes again': [...many, set('Via', 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK'), ...many],
  'a Call-ID and a branch without form': Array<Changes>(4).fill({
    set: [
      ['Call-ID', '<>'],
      ['CSeq', '07 PUBLISH'],
    ],
  }),
  'a stray To tag': [
    ...many,
    set('To', '<sip:alice@example.com>;tag=nobody'),
    set('To', '<sip:alice@example.com>;tag=noone1'),
  ],
  'an entity-tag that nobody gave': [
    ...many,
    set('SIP-If-Match', 'zz1'),
    set('SIP-If-Match', 'zz2'),
    set('SIP-If-Match', 'zz3'),
  ],
};

describe('requests of a form that was judged', () => {
  for (const [what, changes] of Object.entries(cases)) {
    for (const options of [{}, { strict: true }]) {
      it(`are judged as if each were the first: ${what}${options.strict ? ', strictly' : ''}`, () => {
        const events = sessionsOf(changes);
        const asIs = judged(events, options, false);
        assert.deepEqual(comparable(judged(events, options, true)), comparable(asIs));
        assert.ok(asIs.requirements.some(({ observations }) => observations >= changes.length));
      });
    }
  }

  it('are judged as if each were the first: from other addresses, of a client that nobody named', () => {
    const from = (remote: Address) => (event: MessageEvent) => messageEvent({ ...event, remote }, parseMessage);
    const [one, two, three] = [many, many, many].map((changes) => sessionsOf(changes));
    const events = [
      ...(one ?? []),
      ...(two ?? []).map(from({ host: '192.0.2.10', port: 40_000 })),
      ...(three ?? []).map(from({ host: '192.0.2.77', port: 5060 })),
    ].map((event, index) => messageEvent({ ...event, frame: index + 1 }, parseMessage));
    for (const changes of [{ imAddress: undefined }, {}]) {
      const [live, asIs] = [true, false].map((isLive) => judged(events, {}, isLive, context(changes)));
      assert.deepEqual(live && comparable(live), asIs && comparable(asIs));
    }
  });

  it('are judged anew when they come from another port, which an entry may ask for', () => {
    const ofIms = context({ pics: { sip_ip_core: 'ims' } });
    const register = (number: number, port: number) => {
      const text = nextRequestText(registerBytes().toString('latin1'));
      const bytes = Buffer.from(text.replace(/z9hG4bK\w+/, `z9hG4bK${other('branch', number)}`), 'latin1');
      const remote = { host: '192.0.2.10', port };
      return messageEvent(
        { ...(publishEvent as MessageEvent), frame: number, at: number, remote, bytes },
        parseMessage,
      );
    };
    const events = [1, 2, 3, 4].map((number) => register(number, 5060));
    const findingsAfter = (all: readonly MessageEvent[]) =>
      judged(all, {}, true, ofIms).requirements.find(({ id }) => id === 'TS24229-5.1.1.2-6')?.findings;
    assert.equal(findingsAfter(events)?.length, 0);
    assert.equal(findingsAfter([...events, register(5, 40_000)])?.length, 1);
  });

  it('are counted once each, however often somebody asks', () => {
    const events = sessionsOf(many);
    const judge = new Judge(context());
    const reader = new FormReader((bytes) => parseMessage(bytes));
    for (const event of events) {
      judge.see(event.direction === 'in' ? messageEvent(event, (bytes) => reader.read(bytes)) : event);
      judge.verdictOn('6.1.1.1-6');
    }
    assert.equal(judge.verdictOn('6.1.1.1-6').observations, many.length);
    assert.equal(judge.verdictOn('6.1.1.1-4').observations, many.length);
  });
});
