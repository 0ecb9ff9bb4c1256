import type { Rules } from '../../requirements/configuration';
import { readContacts } from '../../sip/contact';
import type { HeaderField } from '../../sip/message';
import type { Param, Params } from '../../sip/params';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { type FeatureFault, featureFaultOf } from '../common/feature-tags';
import { preferencesOf } from '../common/preferences';
import { isSound } from '../common/syntax-faults';
import { fail, info, pass, warn } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('feature parameters by RFC 3840 §9')];
const nothing: readonly Observation[] = [];

/**
 * RFC3840-9-1: a feature tag that is no base tag starts with "+" and a letter, and a value stands in quotes (RFC 3840 §9). A value
 * without quotes makes it a generic-param, of which servers make what they like (decision D-12); a base tag with a plus is another
 * tag. Which parameter without a plus is meant as a feature tag shows in its tree only (`g.`, `sip.`). What cannot be read breaks
 * the entry of its grammar.
 */
export const featureParameters: FormCheck = {
  requirement: 'RFC3840-9-1',
  kinds: anyRequest,
  judge({ message }, { rules }) {
    const found = new Found(rules);
    for (const { params } of preferencesOf(message)?.values ?? []) found.look(params);
    for (const field of message.headers) {
      if (field.key === 'contact' && field.value.includes(';') && isSound(field, message)) found.lookAt(field);
    }
    return found.observations;
  },
};

/** What is seen in the parameters of one message. */
class Found {
  readonly #rules: Rules;
  readonly #tag: string;
  #observations: Observation[] | undefined;
  #hasTags = false;

  constructor(rules: Rules) {
    this.#rules = rules;
    this.#tag = rules.feature_tag.toLowerCase();
  }

  get observations(): readonly Observation[] {
    return this.#observations ?? (this.#hasTags ? met : nothing);
  }

  lookAt(contact: HeaderField): void {
    const read = readContacts(contact);
    if (read.ok && !read.value.star) for (const { params } of read.value.contacts) this.look(params);
  }

  look(params: Params): void {
    for (const param of params) {
      const fault = featureFaultOf(param, this.#tag);
      if (fault === 'other') continue;
      this.#hasTags = true;
      if (fault === 'none') continue;
      const observation = observe(fault, param, this.#rules);
      if (observation === undefined) continue;
      this.#observations ??= [];
      this.#observations.push(observation);
    }
  }
}

function observe(fault: Exclude<FeatureFault, 'none' | 'other'>, param: Param, rules: Rules): Observation | undefined {
  const { span, name } = param;
  switch (fault) {
    case 'no-plus':
      return fail(`feature tag ${quoted(name)} without "+"`, { span });
    case 'name':
      return fail(`${quoted(name)} is no feature tag: a letter follows the "+", then letters, digits and ! ' . - %`, {
        span,
      });
    case 'value':
      return fail(`value ${quoted(param.value ?? '')} of ${name} is neither a list of tag values nor <string>`, {
        span,
      });
    case 'plus-on-base-tag':
      return info(`${quoted(name)} is another tag than the base tag ${quoted(name.slice(1))}`, { span });
    case 'unquoted':
      return unquoted(param, rules);
  }
}

function unquoted({ name, span }: Param, { unquoted_feature_value: rule }: Rules): Observation | undefined {
  const text = `value of the feature parameter ${quoted(name)} without quotes`;
  if (rule === 'fail') return fail(text, { span });
  return rule === 'inconc' ? warn(text, { span }) : undefined;
}
