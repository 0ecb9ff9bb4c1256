import { catalogue } from '../requirements/catalogue';
import { decisions } from '../requirements/decisions';
import { detailsOf } from '../requirements/details/details-of';
import { readingsPage } from './readings-page';
import { requirementIndex } from './requirement-index';
import { requirementPage } from './requirement-page';

/** A file of the generated pages, its path with `/` below the folder of the pages. */
export interface DocsFile {
  readonly path: string;
  readonly text: string;
}

/** All generated pages: the index, the readings, a page for each entry. `withoutEffect` names rules that nothing reads yet. */
export function requirementDocs(withoutEffect: readonly string[]): readonly DocsFile[] {
  return [
    { path: 'README.md', text: requirementIndex(catalogue) },
    { path: 'readings.md', text: readingsPage(decisions, catalogue, withoutEffect) },
    ...catalogue.map((entry) => ({
      path: `requirements/${entry.id}.md`,
      text: requirementPage(entry, detailsOf(entry.id)),
    })),
  ];
}
