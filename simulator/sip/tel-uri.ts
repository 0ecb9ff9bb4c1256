import { isHostname } from './host';
import type { Defect, Read } from './message';
import { shown } from './shown';
import type { TelUri, UriParam } from './uri-syntax';
import { bad, parseParams } from './uri-syntax';

/** visual-separator (RFC 3966 §3) */
const SEPARATORS = /[-.()]/g;

/** The characters that count of a telephone number: no visual separators, letters in lower case. */
export function bareNumber(text: string): string {
  return text.replace(SEPARATORS, '').toLowerCase();
}

/** telephone-uri = "tel:" telephone-subscriber (RFC 3966 §3) */
export function parseTel(text: string, from: number): Read<TelUri> {
  const semicolon = text.indexOf(';', from);
  const end = semicolon < 0 ? text.length : semicolon;
  const number = text.slice(from, end);
  const global = number.startsWith('+');
  const wellFormed = global ? isGlobalNumber(number) : isLocalNumber(number);
  if (!wellFormed) return bad('telephone-subscriber', `${shown(number)} is no telephone number`, from, end);
  const params = parseParams(text, end, text.length);
  if ('rule' in params) return { ok: false, defect: telDefect(params) };
  const defect = parameterDefect(text, global, params, from, end);
  if (defect !== undefined) return { ok: false, defect };
  return { ok: true, value: { kind: 'tel', global, digits: bareNumber(global ? number.slice(1) : number), params } };
}

/** par = ";" pname ["=" pvalue], each name once (RFC 3966 §3): no rule of SIP URIs. */
function telDefect(defect: Defect): Defect {
  return defect.rule.startsWith('uri-parameter') ? { ...defect, rule: 'par' } : defect;
}

/** global-number-digits = "+" *phonedigit DIGIT *phonedigit */
function isGlobalNumber(text: string): boolean {
  return /^\+[0-9().-]+$/.test(text) && /[0-9]/.test(text);
}

/** local-number-digits = *phonedigit-hex (HEXDIG / "*" / "#") *phonedigit-hex */
function isLocalNumber(text: string): boolean {
  return /^[0-9A-Fa-f*#().-]+$/.test(text) && /[0-9A-Fa-f*#]/.test(text);
}

function parameterDefect(
  text: string,
  global: boolean,
  params: readonly UriParam[],
  from: number,
  end: number,
): Defect | undefined {
  const badName = params.find(({ name }) => !/^[A-Za-z0-9-]+$/.test(name));
  if (badName !== undefined)
    return bad('pname', `illegal parameter name ${shown(badName.name)}`, end, text.length).defect;
  const context = params.find(({ name }) => name.toLowerCase() === 'phone-context');
  if (context === undefined) {
    return global ? undefined : bad('local-number', 'a local number needs phone-context', from, end).defect;
  }
  const { value = '' } = context;
  if (isGlobalNumber(value) || isHostname(value)) return undefined;
  return bad('context', `phone-context ${shown(value)} is neither a number nor a domain`, end, text.length).defect;
}
