import type { ReferenceControl } from '../iut/control';
import type { Pics } from '../requirements/configuration';

/** What the bundled client has to be where the core is declared as an IMS. */
export function terminalOf({ sip_ip_core: core, auth }: Pics): Pick<ReferenceControl, 'terminal'> {
  return core === 'ims' ? { terminal: auth === 'aka' ? 'ims-aka' : 'ims' } : {};
}
