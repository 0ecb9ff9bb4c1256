import type { Settings } from '../settings/settings';
import type { IutContext, Operation } from './upper-tester';

/** What the client is asked to do, and the values to publish where it matters. */
export interface Instruction {
  readonly operation: Operation;
  readonly settings: Settings | undefined;
}

/** The five values and nothing else, for the operations that publish. */
export function settingsToTell({ operation, settings }: Instruction): Settings | undefined {
  if (settings === undefined || (operation !== 'publish' && operation !== 'refresh')) return undefined;
  const { isb, ipmb, vis, dms, chs } = settings;
  return { isb, ipmb, vis, dms, chs };
}

/**
 * The environment of a client's process (design 3.3): that of this process and the `IMCONF_…` variables. A variable
 * that does not apply is left out, also when this process was given one of that name.
 */
export function environment(
  context: IutContext,
  instruction?: Instruction,
  inherited: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const settings = instruction && settingsToTell(instruction);
  return {
    ...inherited,
    IMCONF_OPERATION: instruction?.operation,
    IMCONF_SERVER: context.server,
    IMCONF_IM_ADDRESS: context.imAddress,
    IMCONF_USERNAME: context.username,
    IMCONF_PASSWORD: context.password,
    IMCONF_SETTINGS: settings && JSON.stringify(settings),
    IMCONF_STATE: context.stateFolder,
  };
}
