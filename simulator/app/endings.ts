import { exitCodes } from './exit-codes';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The first signal ends a run in order, with reports; the second ends the process, and says that nothing was written.
 * @returns takes the process's signals back.
 */
export function onEnding(end: (signal: NodeJS.Signals) => void): () => void {
  let asked = false;
  const heard = (signal: NodeJS.Signals) => {
    if (asked) {
      process.stderr.write(`\nERROR   ended by a second ${signal}; no report was written\n`);
      process.exit(exitCodes.error);
    }
    asked = true;
    end(signal);
  };
  for (const signal of endings) process.on(signal, heard);
  return () => {
    for (const signal of endings) process.off(signal, heard);
  };
}
