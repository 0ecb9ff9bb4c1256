import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';

/** Where a key of the IUT file stands, such as ` (client.yaml:7)`; empty where it does not stand in a file. */
export type PlaceOf = (...path: readonly (string | number)[]) => string;

/** The places of a file that was read before; without a file nothing has a place. */
export function placesIn(file: string | undefined): PlaceOf {
  if (file === undefined) return () => '';
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  return (...path) => {
    const node = document.getIn(path, true);
    return isNode(node) && node.range ? ` (${file}:${lines.linePos(node.range[0]).line})` : '';
  };
}
