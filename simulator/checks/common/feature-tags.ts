import type { Param } from '../../sip/params';

/** `base-tags` (RFC 3840 §9): the tags of the tree `sip.`, and `language` and `type`, which are written without a plus. */
const baseTags: ReadonlySet<string> = new Set([
  'audio',
  'automata',
  'class',
  'duplex',
  'data',
  'control',
  'mobility',
  'description',
  'events',
  'priority',
  'methods',
  'schemes',
  'application',
  'video',
  'language',
  'type',
  'isfocus',
  'actor',
  'text',
  'extensions',
]);

/** "+" ftag-name */
const otherTag = /^\+[a-z][a-z0-9!'.\-%]*$/;

const number = '[+\\-]?[0-9]+(?:\\.[0-9]*)?';
const numeric = `#(?:>=|<=|=|${number}:)${number}`;
/** tag-value; the slash for values of `type`, which are media types although the rule has no slash. */
const tagValue = new RegExp(`^!?(?:${numeric}|[A-Za-z0-9\\-.%*_+\`'~/]+)$`);

/** What a parameter of Accept-Contact or Contact has to do with feature tags, and what is wrong with it. */
export type FeatureFault =
  /** Has the form of a feature parameter. */
  | 'none'
  /** Is no feature parameter, and does not look like one. */
  | 'other'
  /** Looks like a feature tag that is no base tag, and has no plus. */
  | 'no-plus'
  /** Has a plus, and a name behind it that no tag has. */
  | 'name'
  /** Has a value without quotes, which makes it a generic-param. */
  | 'unquoted'
  /** Has a value in quotes that is neither a list of tag values nor a string between "<" and ">". */
  | 'value'
  /** Is a base tag with a plus: legal for another tag of that name. */
  | 'plus-on-base-tag';

/**
 * Looks at a parameter as a feature parameter (RFC 3840 §9).
 *
 * @param featureTag the tag of the profile, with its plus, in lower case
 */
export function featureFaultOf(param: Param, featureTag: string): FeatureFault {
  const { key } = param;
  if (key.charCodeAt(0) !== PLUS) {
    if (!baseTags.has(key)) return lacksPlus(key, featureTag) ? 'no-plus' : 'other';
  } else if (!otherTag.test(key)) return 'name';
  const { value, quoted } = param;
  if (value !== undefined && !quoted) return 'unquoted';
  if (value !== undefined && !isTagValues(value)) return 'value';
  return key.charCodeAt(0) === PLUS && baseTags.has(key.slice(1)) ? 'plus-on-base-tag' : 'none';
}

const PLUS = 0x2b;

/** A tag of the global tree or of the tree `sip.` (RFC 2506 §3.1), or the one of the profile; others cannot be told from any parameter. */
function lacksPlus(key: string, featureTag: string): boolean {
  return key.startsWith('g.') || key.startsWith('sip.') || `+${key}` === featureTag;
}

/** tag-value-list / string-value; white space around the commas is let pass. */
function isTagValues(text: string): boolean {
  const value = text.trim();
  if (value.startsWith('<')) return value.length > 1 && value.indexOf('>') === value.length - 1;
  return value.split(',').every((element) => tagValue.test(element.trim()));
}
