import { shift } from '../../core/span';
import type { Occurrence, SettingsDocument } from '../../settings/document';
import { type SettingKey, settingNames } from '../../settings/settings';
import { firstField } from '../../sip/message';
import type { FormSubject, JudgeContext, Observation, SubjectBody } from '../check';
import { fail, inconc, pass, warn } from '../observe';
import { isSettingsType, isUnframed } from '../settings-body';
import { octetsAt, quoted } from '../text';

/** What the checks of item 7 say of one setting, each about its own. */
interface Looking {
  readonly subject: FormSubject;
  readonly body: SubjectBody;
  readonly key: SettingKey;
  readonly name: string;
  readonly context: JudgeContext;
}

/** CHS may be stated per kind of history; it is active when any of them is (fact sheet 12.3). */
const mayRepeat: ReadonlySet<SettingKey> = new Set(['chs']);

/** Whether item 7 looks at the PUBLISH: a bodyless refresh only as the rule `refresh_body` has it (decision D-03). */
export function isJudgedForSettings(subject: FormSubject, { rules }: JudgeContext): boolean {
  return rules.refresh_body !== 'rfc3903' || !isBodylessRefresh(subject);
}

/** The document states one setting as active or not active (item 7). */
export function judgeSetting(key: SettingKey, subject: FormSubject, context: JudgeContext): readonly Observation[] {
  const name = settingNames[key];
  const { body, message } = subject;
  if (isUnframed(subject)) return [inconc(`${name}: the length of the body is unknown`, { span: message.body })];
  if (body === undefined) {
    if (context.rules.refresh_body === 'either' && isBodylessRefresh(subject)) {
      return [pass('a refresh without a body, as the rule refresh_body allows')];
    }
    const details = { expected: `a settings document with ${name}`, actual: 'no body', span: message.start.span };
    return [fail(`${name}: the PUBLISH has no body`, details)];
  }
  if (body.contentEncoding !== undefined) {
    return [inconc(`${name}: the body is coded as ${quoted(body.contentEncoding)}, which is not undone here`)];
  }
  return judgeBody({ subject, body, key, name, context });
}

function isBodylessRefresh({ body, message }: FormSubject): boolean {
  return body === undefined && firstField(message, 'sip-if-match') !== undefined;
}

function judgeBody(looking: Looking): readonly Observation[] {
  const { body, name, context } = looking;
  if (body.document.ok) return judgeDocument(looking, body.document.document);
  const { message, span } = body.document.problem;
  const isSettings = body.mediaType === undefined || isSettingsType(body.mediaType, context.rules);
  if (!isSettings && !body.mediaType?.startsWith('multipart/')) {
    const expected = `${name} in a document of type ${context.rules.body_content_types.join(' or ')}`;
    return [fail(`${name}: the body is no settings document`, { expected, span: looking.subject.message.body })];
  }
  const hint = isSettings ? message : 'a multipart body; allow_multipart would look into it';
  return [inconc(`${name}: the settings document cannot be read: ${hint}`, { span: shift(span, body.start) })];
}

function judgeDocument(looking: Looking, document: SettingsDocument): readonly Observation[] {
  const { name, key, body } = looking;
  const { found } = document.settings[key];
  if (found.length === 0) return [judgeAbsent(looking, document)];
  if (document.entities.length !== 1) {
    const [, second] = document.entities;
    const expected = `${name} inside the single entity of the document`;
    const span = shift((second ?? document.root).span, body.start);
    return [fail(`${name}: ${document.entities.length} entity elements`, { expected, span })];
  }
  const bad = found.find(({ active }) => active === undefined);
  if (bad !== undefined) return [notBoolean(looking, bad)];
  return judgeValues(looking, found);
}

/** Not at its place: elsewhere, in a namespace that the binding does not name, or nowhere. */
function judgeAbsent({ name, key, body, context }: Looking, document: SettingsDocument): Observation {
  const { ns, path } = context.binding.settings[key];
  const { misplaced } = document.settings[key];
  const foreign = misplaced.find((element) => element.ns !== ns);
  if (foreign !== undefined) {
    const hint = 'if that is where the client keeps it, adjust the settings binding of the profile';
    const text = `${name}: ${quoted(path.at(-1) ?? '')} stands in namespace ${quoted(foreign.ns)}, not ${quoted(ns)}; ${hint}`;
    return inconc(text, { span: shift(foreign.span, body.start) });
  }
  const [elsewhere] = misplaced;
  const expected = `${path.join('/')} in namespace ${ns} inside the entity`;
  if (elsewhere !== undefined)
    return judgeDepth(name, ns, context, { expected, span: shift(elsewhere.span, body.start) });
  const [entity] = document.entities;
  const span = shift((entity ?? document.root).span, body.start);
  return fail(`${name}: not in the document`, { expected, actual: 'missing', span });
}

/** RFC 4354 fixes the nesting of its own elements; that of the extension is a proposal of the binding only (D-05). */
function judgeDepth(
  name: string,
  ns: string,
  { binding }: JudgeContext,
  details: { readonly expected: string; readonly span: { start: number; end: number } },
): Observation {
  const text = `${name}: its element stands elsewhere in the document`;
  return ns === binding.root.ns ? fail(text, details) : inconc(`${text}; is the settings binding right?`, details);
}

function notBoolean({ name, body, subject }: Looking, { value, span, valueSpan }: Occurrence): Observation {
  const expected = `${name}: "true", "1", "false" or "0"`;
  const where = shift(valueSpan, body.start);
  if (value === undefined) return fail(`${name}: no value`, { expected, span: shift(span, body.start) });
  const actual = value === '' ? 'an empty value' : octetsAt(subject.message, where);
  return fail(`${name}: ${value === '' ? 'an empty value' : quoted(actual)}`, { expected, actual, span: where });
}

function judgeValues(looking: Looking, found: readonly Occurrence[]): readonly Observation[] {
  const { name, key, body, subject } = looking;
  const [first, second] = found;
  if (first === undefined) return [];
  if (second === undefined && subject.stimulus === undefined) {
    return [pass(`${name} is stated`, { span: shift(first.valueSpan, body.start) })];
  }
  const active = found.some((occurrence) => occurrence.active);
  const isContradicting = found.some((occurrence) => occurrence.active !== first.active);
  if (second !== undefined && isContradicting && !mayRepeat.has(key)) {
    const expected = `${name} once`;
    return [fail(`${name}: ${found.length} contradicting values`, { expected, span: shift(second.span, body.start) })];
  }
  // Of several kinds of history the one that is active makes the setting active.
  const { valueSpan } = found.find((occurrence) => occurrence.active === active) ?? first;
  const span = shift(valueSpan, body.start);
  const seen = [pass(`${name}: ${active ? 'active' : 'not active'}`, { span })];
  if (second !== undefined && !mayRepeat.has(key)) {
    seen.push(warn(`${name}: the same value ${found.length} times`, { span: shift(second.span, body.start) }));
  }
  return [...seen, ...judgeInstruction(looking, active, span)];
}

/** The value that the upper tester had the client set; whether it really did is known when the stimulus ends. */
function judgeInstruction(
  { name, key, subject }: Looking,
  active: boolean,
  span: { readonly start: number; readonly end: number },
): readonly Observation[] {
  const told = subject.stimulus?.settings?.[key];
  if (told === undefined) return [];
  const inWords = (value: boolean) => (value ? 'active' : 'not active');
  const expected = `${name}: ${inWords(told)}, as the client was told`;
  if (told === active) return [pass(expected, { span, awaits: 'stimulus' })];
  return [fail(`${name}: ${inWords(active)}, not as the client was told`, { expected, span, awaits: 'stimulus' })];
}
