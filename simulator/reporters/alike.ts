import type { Finding } from '../verdict/result';
import { plural } from './counts';

/** Findings that say the same of several messages. */
export interface AlikeFindings {
  readonly first: Finding;
  readonly others: readonly Finding[];
}

/** Frames that are named; the rest is counted. */
const framesNamed = 24;

/** A client that breaks a rule breaks it in every message: the first is shown whole, the others by their frames. */
export function groupAlike(findings: readonly Finding[]): readonly AlikeFindings[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { requirement, outcome, message, expected, actual } = finding;
    const key = JSON.stringify([requirement, outcome, message, expected, actual]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ first, others }]));
}

/** `the same 3 more times: frames 5, 7, 9`; nothing for a finding that stands alone. */
export function othersText({ others }: AlikeFindings): string {
  if (others.length === 0) return '';
  const frames = others.flatMap(({ frame }) => (frame === undefined ? [] : [String(frame)]));
  const rest = frames.length > framesNamed ? [`and ${frames.length - framesNamed} more`] : [];
  const where = frames.length === 0 ? '' : `: frames ${[...frames.slice(0, framesNamed), ...rest].join(', ')}`;
  return `the same ${plural(others.length, 'more time')}${where}`;
}
