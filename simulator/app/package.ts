import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json, from the sources and from the compiled package alike. */
export const packageRoot: string = rootAbove(__dirname);

/** Name and version of the tester, as they stand in every report. */
export const tool: { readonly name: string; readonly version: string } = JSON.parse(
  readFileSync(join(packageRoot, 'package.json'), 'utf8'),
);

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
