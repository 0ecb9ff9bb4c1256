import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import {
  agreesToKeepAlives,
  flowTimerOf,
  isRegistered,
  offersKeepAlives,
  pingsIn,
  registeredAgain,
} from '../provoked/keep-alives';
import type { Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { seconds } from '../provoked/retransmission';

const PING = '\r\n\r\n';
/** So long the client waits for a pong (RFC 5626 §4.4.1). */
const PONG: Millis = 10_000;
/** Time to open a new flow and to register over it (RFC 5626 §4.5 has 30 s as base of the pause, halved at first). */
const RECOVERY: Millis = 32_000;
/** The longest usual pause between pings (RFC 5626 §4.4.1). */
const USUAL: Millis = 120_000;
/** Pings that are waited for. */
const WATCHED = 4;

/**
 * RFC5626-4.4.1-2: over a stream the ping is CR LF CR LF between messages, and without a pong for 10 s the client opens a new flow and
 * registers over it (RFC 5626 §4.4.1, §4.5). Looked at in driven runs, whose trace holds all octets between messages.
 */
export const pingAndPong: ProvokedCheck = {
  requirement: 'RFC5626-4.4.1-2',
  on: ['accepted'],
  isProvokedBy: (cause, _, { nextHop }) =>
    isRegistered(cause) && nextHop !== undefined && agreesToKeepAlives(cause) && offersKeepAlives(cause),
  window: (cause) =>
    isRegistered(cause) ? WATCHED * Math.min(flowTimerOf(cause) ?? USUAL, USUAL) + PONG + RECOVERY : 0,
  judge(episode) {
    const { cause, isOver, isDriven } = episode;
    if (!isRegistered(cause) || !isDriven) return [];
    const pings = pingsIn(episode, cause, 'in');
    const wrong = pings.find(({ octets }) => octets.length % PING.length !== 0 || octets.replaceAll(PING, '') !== '');
    if (wrong !== undefined) return [wrongPing(wrong.octets)];
    const dead = unanswered(episode, cause);
    const again = registeredAgain(episode);
    if (again !== undefined) return dead === undefined ? [] : [reaction(again, cause, dead)];
    if (dead !== undefined && episode.now > dead + PONG + RECOVERY) return [deadFlow(dead, episode, cause)];
    if (!isOver) return undefined;
    return pings.length > 0 && dead === undefined ? [{ observation: pass('CR LF CR LF as ping') }] : [];
  },
};

/** The moment of the first ping that had no pong in time. */
function unanswered(episode: Episode, cause: StepOf<'accepted'>): Millis | undefined {
  const pongs = pingsIn(episode, cause, 'out');
  const isMissing = ({ at }: { readonly at: Millis }) =>
    episode.now > at + PONG && !pongs.some((pong) => pong.at >= at && pong.at <= at + PONG);
  return pingsIn(episode, cause, 'in').find(isMissing)?.at;
}

function wrongPing(octets: string): Reaction {
  const actual = JSON.stringify(octets);
  return { observation: fail(`${actual} as ping`, { actual, expected: JSON.stringify(PING) }) };
}

function reaction(again: StepOf<'request'>, cause: StepOf<'accepted'>, dead: Millis): Reaction {
  const { event, message } = again.tx;
  const isNew = event.connection !== cause.tx.event.connection;
  if (isNew) return { observation: pass('a new flow, and a REGISTER over it'), evidence: event };
  const text = `a REGISTER over the flow that had no pong for ${seconds(again.at - dead)}`;
  return { observation: fail(text, { span: message.start.span }), evidence: event };
}

function deadFlow(dead: Millis, { now }: Episode, { event: { frame: otherFrame } }: StepOf<'accepted'>): Reaction {
  const text = `no new flow for ${seconds(now - dead)} without a pong, on the connection of frame ${otherFrame}`;
  return { observation: fail(text, { otherFrame, actual: 'no new flow' }) };
}
