import { fieldsNamed, firstField, type HeaderField } from '../../sip/message';
import { readDeltaSeconds } from '../../sip/numbers';
import { isRemoval, publishOnly } from '../applies';
import type { HistoryCheck, JudgeContext, Observation, Subject } from '../check';
import { fail, info, pass, warn } from '../observe';
import { quoted } from '../text';

/** 6.1.1.1-6: a settings PUBLISH leaves the Expires header field out (clause 6.1.1.1 item 6, decisions D-01 and D-02). */
export const noExpires: HistoryCheck = {
  looksBack: true,
  requirement: '6.1.1.1-6',
  kinds: publishOnly,
  judge(subject, context) {
    const fields = fieldsNamed(subject.message, 'expires');
    if (fields.length === 0) return [pass('no Expires header field')];
    return fields.map((field) => judgeField(field, fields.length, subject, context));
  },
};

function judgeField(field: HeaderField, rows: number, subject: Subject, { rules }: JudgeContext): Observation {
  const what = `Expires header field ${quoted(field.value)}`;
  const { span } = field;
  const breach = fail(what, { expected: 'no Expires header field', span });
  switch (rules.expires_in_publish) {
    case 'forbid':
      return breach;
    case 'tolerate':
      return info(`${what}, tolerated by the rule expires_in_publish`, { span });
    case 'tolerate-zero-removal':
      if (!isRemoval(subject) || firstField(subject.message, 'sip-if-match') === undefined) return breach;
      return warn(`${what} in a removal, tolerated by the rule expires_in_publish`, { span });
    case 'tolerate-after-423':
      return rows === 1 ? judgeRepair(field, subject, breach) : breach;
  }
}

/** The one repeat after a 423 may carry a lifetime of at least Min-Expires (decision D-02). */
function judgeRepair(field: HeaderField, { after }: Subject, breach: Observation): Observation {
  if (after?.status !== 423 || after.times > 1) return breach;
  const minimum = firstField(after.response, 'min-expires');
  const least = minimum === undefined ? undefined : readDeltaSeconds(minimum);
  const asked = readDeltaSeconds(field);
  if (!asked.ok || (least?.ok && asked.value < least.value)) {
    return {
      ...breach,
      expected: `no Expires, or after 423 one not below Min-Expires ${minimum?.value ?? ''}`.trimEnd(),
    };
  }
  return pass(`Expires header field ${quoted(field.value)} in the repeat after 423`, { span: field.span });
}
