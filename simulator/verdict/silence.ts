import type { Observation } from '../checks/check';
import { fail, inconc } from '../checks/observe';
import type { RequirementId } from '../requirements/requirement';
import type { Operation, StimulusEnded } from '../trace/event';

/** Which requirement demands the request that an operation asks for; register and deregister are nobody's. */
export const demandedBy: Readonly<Partial<Record<Operation, RequirementId>>> = {
  publish: '6.1.1.1-1',
  refresh: '6.1.1.1-1',
  retrieve: '6.1.1.2-1',
};

/** What no request at all means: a breach only if the client confirmed that it acted and nothing got lost (design 3.6). */
export function judgeSilence(operation: Operation, ended: StimulusEnded): Observation {
  const method = operation === 'retrieve' ? 'SUBSCRIBE for the settings' : 'PUBLISH of the settings';
  const details = { expected: `a ${method}`, actual: 'no such request' };
  const lost = ended.datagramsLost ?? 0;
  const asked = `the client was asked to ${operation}`;
  if (lost > 0) {
    return inconc(`${asked} and no ${method} was seen, but this machine lost ${lost} datagrams meanwhile`, details);
  }
  if (ended.outcome === 'done') return fail(`${asked} and said it had, but sent no ${method}`, details);
  const why = ended.reason === undefined ? '' : `: ${ended.reason}`;
  // The cause first: where the line is cut, it is what must be read.
  if (ended.outcome === 'failed')
    return inconc(`the client could not ${operation}${why}; it sent no ${method}`, details);
  return inconc(`${asked}, but sent no ${method}; ${outcomes[ended.outcome]}${why}`, details);
}

const outcomes: Readonly<Record<Exclude<StimulusEnded['outcome'], 'done' | 'failed'>, string>> = {
  silent: 'it gave no answer within the time limit',
  unconfirmed: 'whether it was made to act is unknown',
};
