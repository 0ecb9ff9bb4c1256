import { type Settings, settingKeys } from '../settings/settings';
import { type Instruction, settingsToTell } from './environment';
import { plain } from './quoted';
import type { IutContext } from './upper-tester';

/** What an operator is told once, before the first action. */
export const introduction =
  'You make the client act: a sentence says what to do, and the wait ends by itself as soon as the messages of the client are there. ' +
  'Press Enter when you have done it and the client stays silent, c when the client cannot do it, r to see the sentence again and ' +
  'have the whole time again. Ctrl-C ends the run with a report. ISB is incoming session barring, IPMB incoming pager-mode barring, ' +
  'VIS visibility, DMS deferred messages, CHS conversation history.';

/** What the operator has to do, in one sentence. */
export function sentenceFor(instruction: Instruction, context: IutContext): string {
  const values = valuesOf(settingsToTell(instruction));
  switch (instruction.operation) {
    case 'register': {
      const login = context.username === undefined ? '' : ` (user name ${plain(context.username)})`;
      return `Let the client register ${plain(context.imAddress)}${login} with the server ${plain(context.server)}.`;
    }
    case 'publish':
      return `Publish these settings in the client${values === '' ? '' : `: ${values}`}.`;
    case 'refresh':
      return `Let the client refresh its published settings, without a change${values === '' ? '' : ` (${values})`}.`;
    case 'retrieve':
      return 'Let the client fetch its settings from the server.';
    case 'deregister':
      return 'Let the client log out, so that it ends its registration.';
  }
}

function valuesOf(settings: Settings | undefined): string {
  if (settings === undefined) return '';
  return settingKeys.map((key) => `${key.toUpperCase()} ${settings[key] ? 'active' : 'not active'}`).join(', ');
}
