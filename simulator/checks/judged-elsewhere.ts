import type { Defect, SipRequest } from '../sip/message';
import { isRemoval } from './applies';
import type { JudgeContext, Observation, Subject } from './check';
import { judgeAcceptContact } from './common/accept-contact';
import { judgeEvent } from './common/event';
import { judgeOriginator } from './common/originator';
import { identityRuleOf } from './identity-rule';

/**
 * Whether another item of the same clause fails for a defect of the parser, so that item 1 leaves it out: one breach gives
 * one failing item.
 */
export function isJudgedElsewhere(defect: Defect, subject: Subject, context: JudgeContext): boolean {
  const { message, kind } = subject;
  if (kind === 'publish-by-other-means' || kind === 'retrieve-by-other-means') return false;
  const { start, end } = defect.span;
  // Item 2 judges the Request-URI, syntax included; it does not look at a removal or a request inside a dialog.
  if (isOfRequestUri(defect, message)) return kind !== 'settings-subscribe-in-dialog' && !isRemoval(subject);
  const field = message.headers.find(({ span }) => start >= span.start && end <= span.end);
  return field !== undefined && failsElsewhere(field.key, subject, context);
}

/** The parser's rules for the Request-URI itself: its characters, blanks within, its scheme. */
const uriRules: ReadonlySet<string> = new Set(['Request-URI', 'escaped']);

/**
 * Whether a defect is one of the Request-URI itself. What else may be wrong with the start line (a version missing or unknown,
 * blanks between the parts) is a matter of RFC 3261 §7.1 and item 1, even where it shows at the end of the URI.
 */
export function isOfRequestUri({ rule, span }: Defect, { start }: SipRequest): boolean {
  const { requestUriSpan } = start;
  return uriRules.has(rule) && span.start >= requestUriSpan.start && span.end <= requestUriSpan.end;
}

function failsElsewhere(key: string, subject: Subject, context: JudgeContext): boolean {
  const isPublish = subject.kind === 'settings-publish';
  // Item 6 forbids any Expires in a PUBLISH; item 5 wants exactly one number in a SUBSCRIBE.
  if (key === 'expires') return !isPublish || context.rules.expires_in_publish !== 'tolerate';
  if (isRemoval(subject)) return false;
  if (key === 'event') return isFailed(judgeEvent(subject, context));
  if (key === 'accept-contact') return isPublish && isFailed(judgeAcceptContact(subject, context));
  return isDecidingIdentity(key, context) && isFailed(judgeOriginator(subject, context));
}

function isFailed(observations: readonly Observation[]): boolean {
  return observations.some(({ outcome }) => outcome === 'fail');
}

/** Whether item 3 reads the originator from this header field, and from no other. */
function isDecidingIdentity(key: string, context: JudgeContext): boolean {
  const rule = identityRuleOf(context);
  if (key === 'p-asserted-identity') return rule === 'pai';
  return key === 'p-preferred-identity' && (rule === 'ppi-required' || rule === 'ppi-or-default');
}
