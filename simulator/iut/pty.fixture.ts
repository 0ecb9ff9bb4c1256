import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

/**
 * Whether this machine has script(1) of util-linux, which gives a program a pseudo terminal. It belongs to the packages that every Debian
 * and Ubuntu has, the slim images among them, where Python does not; on other systems a program of the same name has other options.
 */
export const hasPty: boolean = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '');

/** A program on a pseudo terminal, and what stands on it. */
export class Pty {
  readonly #script: ChildProcess;
  readonly ended: Promise<number | null>;
  /** All that was written, echo included, with LF as line end. */
  text = '';
  #watching: (() => void)[] = [];

  /** `argv` runs in a terminal of so many columns. */
  constructor(argv: readonly string[], options: { readonly columns?: number; readonly cwd?: string } = {}) {
    const { columns = 80, cwd = process.cwd() } = options;
    const command = `stty cols ${columns}; exec ${argv.map(inQuotes).join(' ')}`;
    this.#script = spawn('script', ['-qec', command, '/dev/null'], {
      cwd,
      env: { ...process.env, SHELL: '/bin/sh', NO_COLOR: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#script.stdin?.on('error', () => {}); // it ended before the last key
    this.#script.stdout?.on('data', (chunk: Buffer) => {
      this.text += chunk.toString().replaceAll('\r\n', '\n');
      this.#wake();
    });
    this.ended = new Promise((resolve) => {
      this.#script.once('close', (status) => {
        resolve(status);
        this.#wake();
      });
    });
  }

  /** Presses keys; `\r` is Enter, `\u0003` Ctrl-C, `\u0004` Ctrl-D. */
  type(keys: string): void {
    this.#script.stdin?.write(keys);
  }

  /** Waits until the pattern stands on the terminal behind `from`; returns where it ends. Rejects when the program ends without. */
  async see(pattern: RegExp, from = 0): Promise<number> {
    let isOver = false;
    void this.ended.then(() => {
      isOver = true;
    });
    for (;;) {
      const found = pattern.exec(this.text.slice(from));
      if (found !== null) return from + found.index + found[0].length;
      if (isOver) throw new Error(`the program ended without ${pattern}:\n${this.text}`);
      await new Promise<void>((resolve) => {
        this.#watching.push(resolve);
      });
    }
  }

  #wake(): void {
    for (const resolve of this.#watching.splice(0)) resolve();
  }

  /** Ends the program if it still runs. */
  end(): void {
    if (this.#script.exitCode === null) this.#script.kill('SIGKILL');
  }
}

function inQuotes(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
