import type { Defect } from './message';

/** More defects of one message than this say nothing new; a hostile message must not fill the memory with them. */
const MAX_DEFECTS = 256;

/** Collects the defects of one message. */
export class Defects {
  readonly found: Defect[] = [];

  add(rule: string, message: string, start: number, end: number): void {
    if (this.found.length < MAX_DEFECTS) this.found.push({ rule, message, span: { start, end } });
  }

  addFound(defect: Defect | undefined): void {
    if (defect !== undefined && this.found.length < MAX_DEFECTS) this.found.push(defect);
  }

  /** All of them in order of place. */
  inOrder(): readonly Defect[] {
    if (this.found.length > 1) this.found.sort((a, b) => a.span.start - b.span.start);
    return this.found;
  }
}
