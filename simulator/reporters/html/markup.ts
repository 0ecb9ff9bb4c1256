import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Finding } from '../../verdict/result';
import type { RequirementVerdict } from '../../verdict/verdict';
import { words } from '../wording';

/** What a template may hold; strings are text and get escaped. */
export type Child = VNode | string | number | undefined | readonly Child[];

/** A template with one root; htm hands its values to preact, which escapes them. */
export { html };

type Tone = RequirementVerdict | Finding['outcome'];

/** Middle tones that are legible on white and on black, for pages whose styles are forbidden. */
export const toneColors: Readonly<Record<Tone, string>> = {
  pass: '#2da44e',
  fail: '#d1383d',
  inconc: '#b7791f',
  warn: '#b7791f',
  error: '#8957e5',
  none: '#b7791f',
  info: '#3b82d0',
  'not-applicable': '#768390',
};

/** Strokes of the signs in a box of 16 by 16. */
const strokes: Readonly<Record<Tone, string>> = {
  pass: 'M4.2 8.4 L7 11.2 L11.8 5.2',
  fail: 'M5 5 L11 11 M11 5 L5 11',
  inconc: 'M5.8 6.2 C5.8 3.2 10.3 3.4 10.2 6.2 C10.1 7.9 8 8 8 9.6 M8 11.8 L8 12',
  warn: 'M8 3.8 L8 8.8 M8 11.8 L8 12',
  error: 'M8 3.8 L8 8.8 M8 11.8 L8 12',
  none: 'M8 8',
  info: 'M8 7.2 L8 12 M8 4.2 L8 4.4',
  'not-applicable': 'M5 8 L11 8',
};

/** The sign of a verdict or an outcome, drawn with presentation attributes; a word always stands beside it. */
export function sign(tone: Tone, size = 16): VNode {
  const color = toneColors[tone];
  const isHollow = tone === 'none' || tone === 'not-applicable';
  const isSquare = tone === 'error' || tone === 'warn';
  return html`
    <svg class=${`sign t-${tone}`} width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true">
      <rect x="1" y="1" width="14" height="14" rx=${isSquare ? 3 : 7} fill=${isHollow ? 'none' : color}
        stroke=${color} stroke-width="1.6" />
      <path d=${strokes[tone]} fill="none" stroke=${isHollow ? color : '#ffffff'} stroke-width="1.8"
        stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  `;
}

/** Sign and word of a verdict. */
export function verdictBadge(verdict: RequirementVerdict): VNode {
  return html`<span class=${`badge t-${verdict}`}>${sign(verdict)} ${words[verdict]}</span>`;
}

/** Where the row of a requirement stands on the page. */
export function rowAnchor(id: string): string {
  return `requirement-${id}`;
}

/** Where the findings of a requirement stand on the page. */
export function findingsAnchor(id: string): string {
  return `findings-${id}`;
}

/** Where a frame stands in the ladder. */
export function frameAnchor(frame: number): string {
  return `frame-${frame}`;
}
