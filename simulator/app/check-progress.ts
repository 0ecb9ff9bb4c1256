/** How often a terminal is told; others are told less often, for each time is a line of a log. */
const terminalMs = 200;
const logMs = 10_000;
/** What is done sooner needs no progress. */
const patienceMs = 1_000;

/** How far a long file has got: one line that is drawn anew on a terminal, a line now and then elsewhere. */
export class CheckProgress {
  readonly #out: NodeJS.WriteStream;
  readonly #isTerminal: boolean;
  readonly #now: () => number;
  readonly #start: number;
  #next: number;
  #isDrawn = false;

  constructor(out: NodeJS.WriteStream, now: () => number = () => performance.now()) {
    this.#out = out;
    this.#isTerminal = out.isTTY === true;
    this.#now = now;
    this.#start = now();
    this.#next = this.#start + (this.#isTerminal ? patienceMs : logMs);
  }

  /** `done`: how much of the file, from 0 to 1, where that is known. */
  tell(file: string, done: number | undefined, messages: number): void {
    const now = this.#now();
    if (now < this.#next) return;
    this.#next = now + (this.#isTerminal ? terminalMs : logMs);
    const share = done === undefined ? '' : ` ${Math.floor(done * 100)} %,`;
    const rate = Math.round((messages * 1000) / Math.max(now - this.#start, 1));
    const text = `${file}:${share} ${grouped(messages)} messages, ${grouped(rate)} a second`;
    if (!this.#isTerminal) {
      this.#out.write(`imconf: ${text}\n`);
      return;
    }
    this.#out.write(`\r\u001b[K${text.slice(0, Math.max(this.#out.columns - 1, 20))}`);
    this.#isDrawn = true;
  }

  /** Takes the line away. */
  end(): void {
    if (this.#isDrawn) this.#out.write('\r\u001b[K');
    this.#isDrawn = false;
  }
}

/** `1,234,567`. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
