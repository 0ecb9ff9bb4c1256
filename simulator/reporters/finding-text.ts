import type { Finding } from '../verdict/result';
import { type ExcerptLine, excerptOf } from './excerpt';
import type { PlacedFinding } from './run-report';
import { clip, clipVisible } from './visible';
import { captureText, findingHeadline, otherFrameText, placeOf } from './wording';

const valueLength = 500;
const excerptColumns = 160;

/** A finding as plain text for files: headline, expected, actual, place, and the marked lines of the message. */
export function findingText(finding: PlacedFinding): string {
  const place = placeOf(finding);
  const frame = finding.frame === undefined ? '' : `frame ${finding.frame} of trace.pcapng`;
  const capture = finding.capture === undefined ? '' : captureText(finding.capture);
  const where = [place, frame, capture].filter((part) => part !== '').join(', ');
  const named = otherFrameText(finding);
  return [
    clip(findingHeadline(finding), valueLength),
    `  expected  ${clipVisible(finding.expected, valueLength)}`,
    `  actual    ${clipVisible(finding.actual, valueLength)}`,
    ...(where === '' ? [] : [`  where     ${where}`]),
    ...(named === '' ? [] : [`  named     ${named}`]),
    ...excerptText(finding, excerptColumns),
  ].join('\n');
}

/** The marked lines with their numbers, carets under the octets; nothing without a message. */
export function excerptText(finding: Finding, columns: number): readonly string[] {
  if (finding.evidence === undefined) return [];
  const excerpt = excerptOf(finding.evidence.bytes, finding.span, columns - gutter('').length);
  const more = excerpt.moreLines > 0 ? [`${gutter('')}… and ${excerpt.moreLines} more lines`] : [];
  return [...excerpt.lines.flatMap(excerptRows), ...more];
}

function excerptRows({ number, text, carets }: ExcerptLine): readonly string[] {
  const row = `${gutter(String(number))}${text}`.trimEnd();
  return carets === '' ? [row] : [row, `${gutter('')}${carets}`];
}

function gutter(number: string): string {
  return `${number.padStart(8)} | `;
}
