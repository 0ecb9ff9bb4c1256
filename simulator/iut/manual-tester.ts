import { HarnessError } from '../core/harness-error';
import type { Millis } from '../core/time';
import type { Settings } from '../settings/settings';
import type { ManualControl } from './control';
import { introduction, sentenceFor } from './manual-words';
import { type OperatorTerminal, processTerminal } from './operator-terminal';
import { type Answer, type Asked, Question } from './question';
import {
  type IutContext,
  type Operation,
  type Outcome,
  operations,
  type Settled,
  type UpperTester,
} from './upper-tester';
import { wrapped } from './wrapped';

/** How long the messages of the client may follow the operator's "done" before the session waits for them alone. */
const AFTER_DONE: Millis = 5_000;

/** Longer lines are hard to read, in characters. */
const READABLE = 100;

const answers = { '': 'done', c: 'cannot do this', r: 'repeat', d: 'done' };
const followUp: Asked = {
  head: 'Done',
  text: 'Waiting for the messages of the client.',
  answers: { c: 'cannot do this', r: 'repeat' },
};

const cannot: Outcome = {
  kind: 'failed',
  reason: 'the operator answered that the client cannot do this',
  isFinal: true,
};

/**
 * Asks an operator in the terminal (design 3.3): one sentence an action, with a count-down. The question ends by itself when the
 * session has seen the exchange. An operator may slip: where the client sent other values than asked for, the operator is asked which
 * of the two it was, and only a client that was told the right ones is blamed.
 *
 * | the operator | the operation ends as |
 * |---|---|
 * | presses Enter, or the exchange is seen | `done` |
 * | answers that the client cannot do it | `failed`, for good |
 * | asks for the sentence again | goes on, with the whole time again |
 * | says that other values were set, or nothing when asked that | `failed` |
 * | does not answer in time | `silent` |
 */
export function manualTester(
  _control: ManualControl,
  context: IutContext,
  terminal: OperatorTerminal = processTerminal(),
): UpperTester {
  return new ManualTester(context, terminal);
}

class ManualTester implements UpperTester {
  readonly kind = 'manual';
  readonly operations = operations;
  /** Nobody is made to set all 32 combinations. */
  readonly takesSettings = false;
  readonly #context: IutContext;
  readonly #terminal: OperatorTerminal;
  #question: Question | undefined;
  /** One person does one thing at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  #actions = 0;
  /** What the session told of the action in progress. */
  #news: Settled | undefined;
  #end: string | undefined;

  constructor(context: IutContext, terminal: OperatorTerminal) {
    this.#context = context;
    this.#terminal = terminal;
  }

  async start(): Promise<void> {
    if (!this.#terminal.isInteractive) {
      throw new HarnessError(
        'usage',
        'control kind manual asks an operator, but standard input or output is no terminal: start imconf in a terminal without ' +
          'redirecting them, or choose another kind in the IUT file (process, command, http, none)',
      );
    }
    this.#terminal.open((line) => {
      if (line === undefined) this.#finish('the terminal of the operator was closed');
      else this.#question?.hear(line);
    });
  }

  perform(
    operation: Operation,
    settings: Settings | undefined,
    limit: Millis,
    settled?: Promise<Settled>,
  ): Promise<Outcome> {
    const text = sentenceFor({ operation, settings }, this.#context);
    const outcome = this.#turn.then(() => this.#act(text, limit, settled));
    this.#turn = outcome;
    return outcome;
  }

  async stop(): Promise<void> {
    this.#finish('the run is over');
    this.#terminal.close();
  }

  killNow(): void {
    this.#terminal.close();
  }

  async #act(text: string, limit: Millis, settled: Promise<Settled> | undefined): Promise<Outcome> {
    this.#news = undefined;
    if (this.#actions === 0) this.#introduce();
    this.#actions += 1;
    const action = this.#actions;
    void settled?.then((news) => {
      if (action === this.#actions) this.#learn(news);
    });
    const head = `Action ${action}`;
    for (let isDone = false; ; ) {
      const answer: Answer = isDone
        ? await this.#ask(followUp, Math.min(AFTER_DONE, limit))
        : await this.#ask({ head, text, answers }, limit);
      if (answer.kind === 'withdrawn') return this.#withoutAnswer(limit);
      if (answer.kind === 'timed-out') return isDone ? { kind: 'done' } : silent(limit);
      if (answer.key === 'c') return cannot;
      isDone = answer.key !== 'r';
      if (isDone && settled === undefined) return { kind: 'done' };
    }
  }

  async #withoutAnswer(limit: Millis): Promise<Outcome> {
    const news = this.#news;
    if (this.#end !== undefined) return { kind: 'failed', reason: this.#end };
    if (news?.kind !== 'seen') return { kind: 'failed', reason: news?.reason ?? 'the question was withdrawn' };
    if (news.differs.length > 0) return this.#confirm(news.differs.join(', '), limit);
    this.#terminal.write('Seen.\n');
    return { kind: 'done' };
  }

  async #confirm(sent: string, limit: Millis): Promise<Outcome> {
    this.#news = undefined;
    const text = `The client sent ${sent}: not what you were asked to set. Did you set exactly what was asked for?`;
    const answer = await this.#ask(
      { head: 'Question', text, answers: { y: 'yes, the client is wrong', n: 'no' } },
      limit,
    );
    if (answer.kind === 'typed' && answer.key === 'y') return { kind: 'done' };
    const why = answer.kind === 'typed' ? 'the operator had set other values' : 'nobody said which values had been set';
    return { kind: 'failed', reason: `${why}: the client sent ${sent}` };
  }

  async #ask(asked: Asked, limit: Millis): Promise<Answer> {
    if (this.#end !== undefined || this.#news !== undefined) return { kind: 'withdrawn' };
    this.#question = new Question(this.#terminal, asked, limit);
    const answer = await this.#question.answer();
    this.#question = undefined;
    return answer;
  }

  #introduce(): void {
    this.#terminal.write(`${wrapped(introduction, Math.min(this.#terminal.columns - 1, READABLE)).join('\n')}\n`);
  }

  #learn(news: Settled): void {
    this.#news = news;
    this.#question?.withdraw();
  }

  #finish(reason: string): void {
    this.#end ??= reason;
    this.#question?.withdraw();
  }
}

function silent(limit: Millis): Outcome {
  return { kind: 'silent', reason: `the operator did not answer within ${limit / 1_000} s` };
}
