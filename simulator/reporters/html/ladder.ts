import type { VNode } from 'preact';
import { formatAddress } from '../../core/address';
import type { MessageEvent } from '../../trace/event';
import type { Finding } from '../../verdict/result';
import { plural } from '../counts';
import type { RunReport } from '../run-report';
import { clip } from '../visible';
import { clientName, messageName } from '../wording';
import { type Child, findingsAnchor, frameAnchor, html, toneColors } from './markup';

const rowsShown = 400;
const rowHeight = 34;
const top = 50;
const width = 900;
const client = 160;
const server = 570;
const notes = server + 24;

/** The frames that have an arrow, to which others can lead. */
export function framesInLadder({ messages }: RunReport): ReadonlySet<number> {
  return new Set(messages?.slice(0, rowsShown).map(({ frame }) => frame));
}

/** The messages between client and server as a ladder; arrows with findings lead to them. */
export function ladderSection(report: RunReport): Child {
  const { messages } = report;
  if (messages === undefined) return '';
  const shown = messages.slice(0, rowsShown);
  const repeats = repeatsIn(shown);
  const findings = findingsByFrame(report);
  const isOneClient = new Set(shown.map(({ remote }) => formatAddress(remote))).size < 2;
  const height = top + shown.length * rowHeight + 14;
  const all = report.messageCount ?? messages.length;
  const more = all - shown.length;
  return html`
    <section id="messages">
      <h2>Messages</h2>
      <p class="note">
        ${plural(all, 'message')}; the number is the frame in trace.pcapng, the time is that since the message before. A dashed
        arrow repeats an earlier message.
      </p>
      <div class="scroll">
        <svg class="ladder" role="img" aria-label="Messages between client and simulator" width=${width} height=${height}
          viewBox=${`0 0 ${width} ${height}`} font-family="ui-monospace, monospace" font-size="13" fill="currentColor">
          ${lifeline(client, clip(clientName(report), 30), height)} ${lifeline(server, report.mode === 'check' ? 'server' : 'imconf', height)}
          ${shown.map((event, index) => arrow(event, index, { before: shown[index - 1], isRepeat: repeats.has(event.frame), isOneClient }, findings.get(event.frame) ?? []))}
        </svg>
      </div>
      ${more > 0 ? html`<p class="note">${plural(more, 'more message')} in trace.pcapng.</p>` : ''}
    </section>
  `;
}

function findingsByFrame({ judgement }: RunReport): ReadonlyMap<number, readonly Finding[]> {
  const byFrame = new Map<number, Finding[]>();
  for (const finding of judgement.requirements.flatMap(({ findings }) => findings)) {
    if (finding.frame === undefined) continue;
    const known = byFrame.get(finding.frame);
    if (known === undefined) byFrame.set(finding.frame, [finding]);
    else known.push(finding);
  }
  return byFrame;
}

function lifeline(x: number, name: string, height: number): VNode {
  return html`
    <g>
      <text x=${x} y="26" text-anchor="middle" font-weight="bold">${name}</text>
      <line x1=${x} y1="36" x2=${x} y2=${height - 4} stroke="currentColor" stroke-opacity="0.4" stroke-width="1.5" />
    </g>
  `;
}

function arrow(
  event: MessageEvent,
  index: number,
  {
    before,
    isRepeat,
    isOneClient,
  }: { readonly before: MessageEvent | undefined; readonly isRepeat: boolean; readonly isOneClient: boolean },
  findings: readonly Finding[],
): VNode {
  const y = top + index * rowHeight + 16;
  const isIn = event.direction === 'in';
  const [from, to] = isIn ? [client, server] : [server, client];
  const color = findings.some(({ outcome }) => outcome === 'fail') ? toneColors.fail : 'currentColor';
  const tip = isIn ? to - 1 : to + 1;
  const back = isIn ? tip - 9 : tip + 9;
  return html`
    <g id=${frameAnchor(event.frame)}>
      <text x="44" y=${y + 4} text-anchor="end" font-weight="bold">${event.frame}</text>
      <text x="146" y=${y + 4} text-anchor="end" font-size="11" fill-opacity="0.7">${sincePrevious(event, before)}</text>
      <line x1=${from} y1=${y} x2=${back} y2=${y} stroke=${color} stroke-width="1.6"
        stroke-dasharray=${isRepeat ? '6 5' : undefined} />
      <path d=${`M${tip} ${y} L${back} ${y - 5} L${back} ${y + 5} Z`} fill=${color} />
      <text x=${(client + server) / 2} y=${y - 6} text-anchor="middle" fill=${color}>${label(event, isRepeat, isOneClient)}</text>
      ${findings.length > 0 ? findingLinks(findings, y) : ''}
    </g>
  `;
}

/** Frames whose octets went the same way before. */
function repeatsIn(events: readonly MessageEvent[]): ReadonlySet<number> {
  const seen = new Set<string>();
  const repeats = events.filter(({ direction, bytes }) => {
    const key = `${direction} ${bytes.toString('latin1')}`;
    const isRepeat = seen.has(key);
    seen.add(key);
    return isRepeat;
  });
  return new Set(repeats.map(({ frame }) => frame));
}

function label(event: MessageEvent, isRepeat: boolean, isOneClient: boolean): string {
  const peer = isOneClient ? '' : `  ${formatAddress(event.remote)}`;
  return `${messageName(event)}${peer}${isRepeat ? ' (retransmission)' : ''}`;
}

function sincePrevious(event: MessageEvent, previous: MessageEvent | undefined): string {
  if (previous === undefined) return '';
  const gap = Math.max(event.at - previous.at, 0);
  return gap < 10_000 ? `+${gap.toFixed(gap < 100 ? 1 : 0)} ms` : `+${(gap / 1000).toFixed(1)} s`;
}

/** The requirements in question; the first two as links, the rest counted. */
function findingLinks(findings: readonly Finding[], y: number): VNode {
  const breachesFirst = findings.toSorted((a, b) => Number(b.outcome === 'fail') - Number(a.outcome === 'fail'));
  const ids = [...new Set(breachesFirst.map(({ requirement }) => requirement))];
  const isBreach = (id: string) =>
    findings.some(({ requirement, outcome }) => requirement === id && outcome === 'fail');
  const more = ids.length > 2 ? ` and ${ids.length - 2} more` : '';
  return html`
    <text x=${notes} y=${y + 4}>
      ${ids
        .slice(0, 2)
        .map((id, index) => [
          index > 0 ? ', ' : '',
          html`<a href=${`#${findingsAnchor(id)}`} fill=${isBreach(id) ? toneColors.fail : toneColors.warn} text-decoration="underline">${isBreach(id) ? '✗' : '!'} ${id}</a>`,
        ])}${more}
    </text>
  `;
}
