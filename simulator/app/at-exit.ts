/** What is to be done when this process ends at once; it has one listener, however many sessions a run has. */
const actions = new Set<() => void>();

function actAll(): void {
  for (const act of actions) act();
}

/** The last resort: does something when this process ends, whatever makes it end. Nothing asynchronous happens any more then. */
export function atExit(act: () => void): void {
  if (actions.size === 0) process.on('exit', actAll);
  actions.add(act);
}

/** It need not be done any more. */
export function notAtExit(act: () => void): void {
  actions.delete(act);
  if (actions.size === 0) process.off('exit', actAll);
}
