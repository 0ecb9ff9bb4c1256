import type { CapturePlace } from '../reporters/run-report';

/** Messages in a page of the memory. */
const pageSize = 65_536;
/** Pages that are kept, the latest: some four million messages in 16 MiB. */
const mostPages = 64;

/** Remembers where each message stands in the file that it was found in, four octets a message and no more than some millions. */
export class CheckPlaces {
  readonly #pages: (Uint32Array | undefined)[] = [];
  /** Each file with the first frame of the run that is in it. */
  readonly #files: { readonly file: string; readonly from: number }[] = [];
  #frames = 0;

  /** The messages to come are of another file. */
  begin(file: string): void {
    this.#files.push({ file, from: this.#frames + 1 });
  }

  /** Takes the place of the next frame. */
  add(captureFrame: number): void {
    const page = Math.floor(this.#frames / pageSize);
    if (this.#pages[page] === undefined) {
      this.#pages[page] = new Uint32Array(pageSize);
      if (page >= mostPages) this.#pages[page - mostPages] = undefined;
    }
    const octets = this.#pages[page];
    if (octets !== undefined) octets[this.#frames % pageSize] = captureFrame;
    this.#frames += 1;
  }

  /** Where a frame of the run stands; `undefined` for one that is long gone or none at all. */
  of(frame: number): CapturePlace | undefined {
    const index = frame - 1;
    const captureFrame = this.#pages[Math.floor(index / pageSize)]?.[index % pageSize];
    const file = this.#files.findLast(({ from }) => from <= frame)?.file;
    if (frame > this.#frames || captureFrame === undefined || captureFrame === 0 || file === undefined)
      return undefined;
    return { file, frame: captureFrame };
  }
}
