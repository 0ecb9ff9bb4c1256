import type { Millis } from '../core/time';
import type { OperatorTerminal } from './operator-terminal';
import { wrapped } from './wrapped';

/** What was typed before the operator could have read the question is no answer to it. */
const DEAF: Millis = 300;
const REDRAW: Millis = 1_000;
const LITTLE: Millis = 10;

/** How a question ended. */
export type Answer =
  | { readonly kind: 'typed'; readonly key: string }
  | { readonly kind: 'timed-out' }
  /** Nobody needs the answer any more. */
  | { readonly kind: 'withdrawn' };

/** One question: what is asked, and which keys answer it. */
export interface Asked {
  /** In front of the text, such as `Action 2`. */
  readonly head: string;
  readonly text: string;
  /** What each answer stands for; '' is Enter alone. The first letter of a longer answer counts. Shown are those of different meaning. */
  readonly answers: Readonly<Record<string, string>>;
}

/**
 * A question on the terminal with a count-down below it. Text and carriage returns only, no control sequences: what a terminal is not
 * capable of cannot go wrong. A class because it has timers.
 */
export class Question {
  readonly #terminal: OperatorTerminal;
  readonly #asked: Asked;
  #end: Millis;
  #timer: NodeJS.Timeout | undefined;
  #drawn = 0;
  #isOpen = false;
  #settle: (answer: Answer) => void = () => {};

  constructor(terminal: OperatorTerminal, asked: Asked, limit: Millis) {
    this.#terminal = terminal;
    this.#asked = asked;
    this.#end = performance.now() + limit;
  }

  /** Milliseconds until the time is up. */
  get left(): Millis {
    return Math.max(0, this.#end - performance.now());
  }

  /** Asks; resolves when answered, when the time is up, or when withdrawn. */
  answer(): Promise<Answer> {
    const { head, text } = this.#asked;
    const { columns } = this.#terminal;
    const indent = columns > 50 ? head.length + 2 : 0;
    const body = wrapped(indent === 0 ? `${head}: ${text}` : text, columns - indent - 1);
    const lines = body.map((line, at) => (at === 0 && indent > 0 ? head : '').padEnd(indent) + line);
    this.#terminal.write(`\n${lines.join('\n')}\n`);
    this.#timer = setTimeout(() => this.#open(), Math.min(DEAF, this.left));
    return new Promise((resolve) => {
      this.#settle = (answer) => {
        clearTimeout(this.#timer);
        resolve(answer);
      };
    });
  }

  /** Takes a line that was typed. */
  hear(line: string): void {
    if (!this.#isOpen) return;
    const typed = line.trim().toLowerCase();
    const key = typed.slice(0, 1);
    this.#drawn = 0; // the terminal has begun a new line
    if (key in this.#asked.answers) {
      this.#settle({ kind: 'typed', key });
      return;
    }
    this.#terminal.write(`${wrapped(`Please answer with ${this.#help}.`, this.#terminal.columns - 1).join('\n')}\n`);
    this.#draw();
  }

  withdraw(): void {
    if (this.#drawn > 0) this.#terminal.write('\n');
    this.#settle({ kind: 'withdrawn' });
  }

  get #help(): string {
    return this.#shown.map((key) => `${nameOf(key)} ${this.#asked.answers[key]}`).join(', ');
  }

  get #shown(): readonly string[] {
    const all = Object.entries(this.#asked.answers);
    return all.filter(([, meaning], at) => all.findIndex(([, other]) => other === meaning) === at).map(([key]) => key);
  }

  #open(): void {
    this.#isOpen = true;
    this.#draw();
    this.#wake();
  }

  #wake(): void {
    const { left } = this;
    if (left <= 0) {
      this.#draw();
      this.#terminal.write('\n');
      this.#settle({ kind: 'timed-out' });
      return;
    }
    // In step with the whole seconds that are shown, and a little after, because timers fire early, too.
    const next = ((left - 1) % REDRAW) + 1 + LITTLE;
    this.#timer = setTimeout(
      () => {
        if (this.left > 0) this.#draw();
        this.#wake();
      },
      Math.min(left, next),
    );
  }

  /** The line with the count-down, over the one before; never wider than the terminal, which would begin a new line. */
  #draw(): void {
    const seconds = Math.ceil(this.left / 1_000);
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    const room = this.#terminal.columns - 2;
    const whole = `${time} left   ${this.#help} `;
    const short = `${time} ${this.#shown.map(nameOf).join('/')} `;
    const text = [whole, short].find((line) => line.length <= room) ?? time.slice(0, Math.max(0, room));
    this.#terminal.write(`\r${text.padEnd(Math.min(this.#drawn, Math.max(0, room)))}`);
    this.#drawn = text.length;
  }
}

function nameOf(key: string): string {
  return key === '' ? 'Enter' : key;
}
