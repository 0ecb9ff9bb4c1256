import type { RunReport } from './run-report';

/** Options that a repetition sets itself, or that would overwrite the run at hand. */
const replaced = ['--tags', '--out'];

/**
 * The command that repeats the run, or only the scenarios of some requirements. What happened at a passive server does not happen
 * again: its trace is judged again.
 */
export function repeatCommand(report: RunReport, ids: readonly string[] = []): string {
  if (report.mode === 'serve') {
    const strict = report.argv?.includes('--strict') ? ['--strict'] : [];
    return ['npx', 'imconf', 'check', 'trace.ndjson', ...strict].join(' ');
  }
  if (report.mode === 'check') {
    return ['npx', 'imconf', ...withoutReplaced(report.argv ?? [report.mode], ['--out'])].map(quote).join(' ');
  }
  const kept = withoutReplaced(report.argv ?? [report.mode], ids.length > 0 ? replaced : ['--out']);
  const tags = ids.length > 0 ? ['--tags', ids.map((id) => `@${id}`).join(' or ')] : [];
  return ['npx', 'imconf', ...kept, ...tags].map(quote).join(' ');
}

function withoutReplaced(argv: readonly string[], options: readonly string[]): readonly string[] {
  return argv.filter((word, index) => {
    const isValue = options.includes(argv[index - 1] ?? '');
    return !isValue && !options.some((option) => word === option || word.startsWith(`${option}=`));
  });
}

/** Double quotes serve every shell where nothing in them is expanded; single quotes keep the rest from a POSIX shell. */
function quote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return /^[\w@%+=:,./()<>|&*?; -]*$/.test(word) && !word.includes('%')
    ? `"${word}"`
    : `'${word.replaceAll("'", "'\\''")}'`;
}
