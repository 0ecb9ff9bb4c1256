import type { VNode } from 'preact';
import type { Span } from '../../core/span';
import type { MessageEvent } from '../../trace/event';
import { plural } from '../counts';
import { isMarked, type Listing, listMessage, type MessageLine } from '../message-lines';
import { isoTime } from '../time-text';
import type { Cell } from '../visible';
import { messageTitle } from '../wording';
import { type Child, frameAnchor, html } from './markup';

/** Longer lines go on in the next row, so that a page without styles does not become as wide as the line. */
const cellsInRow = 120;

/** At most so many octets of the message as text with its line numbers; the offending octets are marked and underlined. */
export function messageFigure(
  event: MessageEvent,
  span: Span | undefined,
  ladder: ReadonlySet<number>,
  octets: number,
): VNode {
  const listing = listMessage(event.bytes, span, octets);
  const frame = `frame ${event.frame}`;
  return html`
    <figure class="message">
      <figcaption>
        <strong>${messageTitle(event)}</strong>${', '}
        ${ladder.has(event.frame) ? html`<a href=${`#${frameAnchor(event.frame)}`}>${frame}</a>` : frame}
        ${` of trace.pcapng, ${event.transport.toUpperCase()}, ${isoTime(event.at).slice(11, 23)}, ${plural(event.bytes.length, 'byte')}`}
      </figcaption>
      <pre tabindex="0"><code>${leftOut(listing.before, 'before')}${listing.lines.map((line) => lineRows(line, listing))}${leftOut(listing.after, 'behind')}</code></pre>
    </figure>
  `;
}

function leftOut(octets: number, place: string): Child {
  return octets > 0
    ? html`<span class="cut">${`… ${plural(octets, 'byte')} ${place} this are in trace.pcapng\n`}</span>`
    : '';
}

function lineRows(line: MessageLine, { mark }: Listing): readonly VNode[] {
  const count = Math.max(Math.ceil(line.cells.length / cellsInRow), 1);
  return Array.from({ length: count }, (_, index) => {
    const cells = line.cells.slice(index * cellsInRow, (index + 1) * cellsInRow);
    const isRowMarked = cells.some((cell) => isMarked(cell, mark));
    const gutter = index === 0 ? String(line.number).padStart(4) : '   ↪';
    return html`<span class=${isRowMarked ? 'line marked' : 'line'}><span class="number">${`${isRowMarked ? '▸' : ' '}${gutter}  `}</span>${pieces(cells, mark)}${'\n'}</span>`;
  });
}

interface Piece {
  text: string;
  readonly isMarked: boolean;
  readonly escaped: boolean;
}

/** Neighbouring cells of one kind as one piece of text. */
function pieces(cells: readonly Cell[], mark: Span | undefined): readonly Child[] {
  const joined: Piece[] = [];
  for (const cell of cells) {
    const next = { text: cell.text, isMarked: isMarked(cell, mark), escaped: cell.escaped };
    const last = joined.at(-1);
    if (last?.isMarked === next.isMarked && last.escaped === next.escaped) last.text += next.text;
    else joined.push(next);
  }
  return joined.map(piece);
}

function piece({ text, isMarked, escaped }: Piece): Child {
  const shown = escaped ? html`<span class="escape">${text}</span>` : text;
  return isMarked ? html`<mark><u>${shown}</u></mark>` : shown;
}
