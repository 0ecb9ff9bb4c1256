import type { Style } from '../reporters/terminal';

/** How a stream wants its text: colour on a terminal unless NO_COLOR, everywhere with FORCE_COLOR; its width, else 100. */
export function styleOf(out: NodeJS.WriteStream): Style {
  const isTerminal = out.isTTY === true;
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  const color = (isTerminal || forced) && !NO_COLOR && TERM !== 'dumb';
  return { color, width: isTerminal ? out.columns : 100 };
}

/** `imconf check | head` is no crash. */
export function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
