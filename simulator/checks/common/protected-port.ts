import { isIms } from '../applies';
import type { JudgeContext, Subject } from '../check';

/** Whether the terminal uses IMS AKA and the trace shows the ports of its security associations. */
export function isProtected({ earlier }: Subject, context: JudgeContext): boolean {
  if (!isIms(context) || context.pics.auth !== 'aka' || context.rules.capture_point !== 'client-edge') return false;
  return earlier?.protectedPorts !== undefined;
}
