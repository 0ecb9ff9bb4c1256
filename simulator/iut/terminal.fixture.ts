import type { OperatorTerminal } from './operator-terminal';

/** Stands in for a terminal with a person at it. */
export class FakeTerminal implements OperatorTerminal {
  isInteractive = true;
  columns = 80;
  text = '';
  #onLine: ((line: string | undefined) => void) | undefined;

  get isOpen(): boolean {
    return this.#onLine !== undefined;
  }

  write(text: string): void {
    this.text += text;
  }

  open(onLine: (line: string | undefined) => void): void {
    this.#onLine = onLine;
  }

  close(): void {
    this.#onLine = undefined;
  }

  /** The person types a line; `undefined` is the end of the input. */
  type(line: string | undefined): void {
    if (line !== undefined) this.text += `${line}\n`; // what a terminal in its usual mode echoes
    this.#onLine?.(line);
  }

  /** What a person sees: a carriage return goes back to the beginning of the line, and what comes then overwrites. */
  get screen(): readonly string[] {
    return this.text
      .split('\n')
      .map((line) => line.split('\r').reduce((shown, piece) => piece + shown.slice(piece.length), ''));
  }

  /** The widest line that was ever drawn, in characters. */
  get widest(): number {
    return Math.max(...this.text.split(/[\n\r]/).map((line) => line.length));
  }
}
