import type { Millis } from '../core/time';
import type { Operation, Outcome } from './upper-tester';

/** One operation from `perform` to its answer, which may come after its time limit. */
interface Question {
  readonly operation: Operation;
  readonly line: string;
  readonly limit: Millis;
  readonly settle: (outcome: Outcome) => void;
  readonly timer: NodeJS.Timeout;
  /** Whether it had the client's attention for its whole time limit. */
  readonly hadWholeTime: boolean;
  isAsked: boolean;
  /** Another operation has already waited in vain for the answer to this one. */
  isGivenUp: boolean;
}

/**
 * Pairs the answers of a `process` client with the operations. The answers carry no id, so a late one could be taken
 * for the answer to the next operation. Hence one operation at a time: the next is asked only when the one before is
 * answered, however late.
 *
 * | the client | the operation ends as |
 * |---|---|
 * | answers within the limit | `done` or `failed` |
 * | does not answer, and had the whole limit for it | `silent` |
 * | was still busy with an earlier operation for a part of the limit or all of it | `failed`: nobody asked it in time |
 *
 * Skipping as many answers as operations timed out would be wrong for a client that never answers one: every later
 * answer would count for the operation before, and a client that does everything would be reported silent.
 */
export class QuestionQueue {
  readonly #ask: (line: string) => void;
  /** The first one is asked, the others wait. */
  readonly #questions: Question[] = [];

  constructor(ask: (line: string) => void) {
    this.#ask = ask;
  }

  /** Asks as soon as the client is free; resolves within `limit`. */
  add(operation: Operation, line: string, limit: Millis): Promise<Outcome> {
    const [busyWith] = this.#questions;
    if (busyWith?.isGivenUp) return Promise.resolve(notAsked(operation, busyWith.operation));
    return new Promise((settle) => {
      const isFirst = busyWith === undefined;
      const question: Question = {
        operation,
        line,
        limit,
        settle,
        timer: setTimeout(() => this.#expire(question), limit),
        hadWholeTime: isFirst,
        isAsked: false,
        isGivenUp: false,
      };
      this.#questions.push(question);
      if (isFirst) this.#askNext();
    });
  }

  /** The answer to the operation in progress, if there is one. */
  answer(outcome: Outcome): void {
    const question = this.#questions.shift();
    if (question === undefined) return;
    clearTimeout(question.timer);
    question.settle(outcome); // without effect when its time was up
    this.#askNext();
  }

  /** The client will answer nothing more. */
  failAll(reason: string): void {
    for (const question of this.#questions.splice(0)) {
      clearTimeout(question.timer);
      question.settle({ kind: 'failed', reason });
    }
  }

  #askNext(): void {
    const [next] = this.#questions;
    if (next === undefined || next.isAsked) return;
    next.isAsked = true;
    this.#ask(next.line);
  }

  #expire(question: Question): void {
    const { operation, limit, hadWholeTime } = question;
    const [busyWith = question] = this.#questions;
    if (!question.isAsked) {
      this.#questions.splice(this.#questions.indexOf(question), 1);
      busyWith.isGivenUp = true;
      question.settle(notAsked(operation, busyWith.operation));
    } else if (hadWholeTime) {
      const reason = `the client did not answer the request to ${operation} within ${limit / 1_000} s`;
      question.settle({ kind: 'silent', reason });
    } else {
      const reason = `the client was busy with an earlier operation, and did not answer the request to ${operation} in the rest of ${limit / 1_000} s`;
      question.settle({ kind: 'failed', reason });
    }
  }
}

function notAsked(operation: Operation, busyWith: Operation): Outcome {
  const reason = `the client was not asked to ${operation}: it still owes the answer to ${busyWith}, and answers carry no id`;
  return { kind: 'failed', reason };
}
