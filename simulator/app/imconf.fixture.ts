import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from './package';

/** One finished command. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Report {
  readonly verdict: string;
  readonly requirements: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly level: string;
    readonly findings: readonly {
      readonly outcome: string;
      readonly message: string;
      readonly actual: string;
      readonly frame?: number;
      readonly line?: number;
      readonly field?: string;
      readonly span?: { readonly start: number; readonly end: number };
    }[];
  }[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly verdict: string;
  }[];
  readonly diagnostics?: readonly {
    readonly message: string;
    readonly note?: string;
  }[];
}

/** Runs a program to its end; `onStart` gets its process id, for tests that send signals. */
export function execute(
  argv: readonly string[],
  onStart?: (pid: number, output: () => string) => void,
): Promise<Finished> {
  const [program = '', ...rest] = argv;
  return new Promise((done, failed) => {
    const child = spawn(program, rest, {
      cwd: packageRoot,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout, stderr }));
    if (child.pid !== undefined) onStart?.(child.pid, () => stdout);
  });
}

/** The command line, from the checkout. */
export const imconf = [process.execPath, join(packageRoot, 'simulator', 'imconf.js')] as const;

/** A folder that lasts as long as a test. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'imconf-e2e-'));
  readonly out = join(this.folder, 'run');

  /** Writes a file and returns its path. */
  file(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** `imconf run`, with its run folder here; only the ordinary scenarios, unless the options name some. */
  run(options: readonly string[], onStart?: (pid: number, output: () => string) => void): Promise<Finished> {
    const tags = options.includes('--tags') ? [] : ['--tags', 'not @provoked'];
    return execute([...imconf, 'run', '--out', this.out, ...tags, ...options], onStart);
  }

  read(name: string): string {
    return readFileSync(join(this.out, name), 'utf8');
  }

  get report(): Report {
    return JSON.parse(this.read('report.json'));
  }

  /** The ids of a verdict. */
  idsThat(verdict: string): string[] {
    return this.report.requirements.filter((entry) => entry.verdict === verdict).map((entry) => entry.id);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs a test in a workplace of its own. */
export function inWorkplace(test: (place: Workplace) => Promise<void>): () => Promise<void> {
  return async () => {
    const place = new Workplace();
    try {
      await test(place);
    } finally {
      place.remove();
    }
  };
}
