import { authenticationFaults } from './authentication-faults';
import type { Fault } from './fault';
import { imsFaults } from './ims-faults';
import { notifyFaults } from './notify-faults';
import { publicationFaults } from './publication-faults';
import { publishFaults } from './publish-faults';
import { registrationFaults } from './registration-faults';
import { responseFaults } from './response-faults';
import { retrieveFaults } from './retrieve-faults';
import { settingsFaults } from './settings-faults';
import { subscriptionFaults } from './subscription-faults';
import { transactionFaults } from './transaction-faults';
import { uasFaults } from './uas-faults';
import { variations } from './variations';

/** Behaviour that breaks no item of the change request on the wire, to test how a tester copes with it. */
const behaviours: readonly Fault[] = [
  {
    name: 'silent',
    requirement: ['6.1.1.1-1', '6.1.1.2-1'],
    outcome: 'fail',
    description: 'does nothing and says that it is done',
    idle: 'done',
  },
  { name: 'lost', requirement: [], outcome: 'inconc', description: 'does nothing and reports an error', idle: 'error' },
  {
    name: 'resubscribes-forever',
    requirement: [],
    outcome: 'warn',
    description: 'subscribes again at once, without end, whenever a subscription ends with reason=timeout',
    resubscribes: true,
  },
];

/** Everything that the reference client can do wrong, by name; loading this list does not load sip.js. */
export const faults: readonly Fault[] = [
  ...publishFaults,
  ...settingsFaults,
  ...retrieveFaults,
  ...publicationFaults,
  ...responseFaults,
  ...authenticationFaults,
  ...transactionFaults,
  ...uasFaults,
  ...notifyFaults,
  ...subscriptionFaults,
  ...registrationFaults,
  ...imsFaults,
  ...behaviours,
  ...variations,
];

/**
 * Finds faults by name.
 * @throws Error that lists the names allowed.
 */
export function faultsNamed(names: readonly string[]): readonly Fault[] {
  return names.map((name) => {
    const found = faults.find((fault) => fault.name === name);
    if (found === undefined) {
      throw new Error(`there is no fault "${name}"; allowed: ${faults.map((fault) => fault.name).join(', ')}`);
    }
    return found;
  });
}
