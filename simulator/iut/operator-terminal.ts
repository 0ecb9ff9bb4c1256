import { LineSplitter } from './line-splitter';

/** Where an operator is asked; a stand-in in tests. */
export interface OperatorTerminal {
  /** Whether a person can read what is written and answer it. */
  readonly isInteractive: boolean;
  readonly columns: number;
  write(text: string): void;
  /** Begins to read; `undefined` is the end of the input. */
  open(onLine: (line: string | undefined) => void): void;
  /** Reads no more, so that the process can end. */
  close(): void;
}

/** A terminal is never asked for its width in vain. */
const USUAL_COLUMNS = 80;

/**
 * The terminal of this process. It stays in its usual mode, in which lines are read and Ctrl-C is a signal: so a signal ends the run
 * as it ends every other, and nothing has to be put back if this process is killed.
 */
export function processTerminal(): OperatorTerminal {
  const { stdin, stdout } = process;
  let close = () => {};
  return {
    isInteractive: stdin.isTTY === true && stdout.isTTY === true,
    get columns() {
      return stdout.columns || USUAL_COLUMNS;
    },
    write: (text) => void stdout.write(text),
    open(onLine) {
      const splitter = new LineSplitter(({ text }) => onLine(text));
      const onData = (chunk: Buffer) => splitter.push(chunk);
      const onEnd = () => onLine(undefined);
      stdin.on('data', onData).on('end', onEnd).on('error', onEnd).resume();
      close = () => {
        stdin.off('data', onData).off('end', onEnd).pause();
        // An error of a terminal that hung up may still come.
        stdin.off('error', onEnd).on('error', () => {});
      };
    },
    close: () => close(),
  };
}
