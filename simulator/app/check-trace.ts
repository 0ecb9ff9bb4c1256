import type { CapturePlace } from '../reporters/run-report';
import type { Captured } from '../trace/capture/captured';
import { Orientation, type OrientationCounts } from '../trace/capture/orientation';
import type { TraceEvent } from '../trace/event';
import { messageEvent } from '../trace/message-event';
import { CheckPlaces } from './check-places';

/** Makes one trace of what is found in several files: frames count on, and what was learned in one file serves the next. */
export class CheckTrace {
  readonly #orientation: Orientation;
  readonly #places = new CheckPlaces();
  /** Frames and connections of the files before. */
  #earlierFrames = 0;
  #earlierConnections = 0;
  #frames = 0;
  #connections = 0;
  /** The file is the trace of an earlier run: its frames are its own. */
  #isTrace = false;

  /** @param imAddresses the clients that are judged, if they are known */
  constructor(imAddresses: readonly string[]) {
    this.#orientation = new Orientation({ imAddresses });
  }

  get counts(): OrientationCounts {
    return this.#orientation.counts;
  }

  /** Where a frame stands; `undefined` for one that is long gone. */
  placeOf(frame: number): CapturePlace | undefined {
    return this.#places.of(frame);
  }

  /** What comes now is from this file. */
  begin(file: string): void {
    this.#earlierFrames = this.#frames;
    this.#earlierConnections = this.#connections;
    this.#isTrace = false;
    this.#places.begin(file);
  }

  /** Takes what a reader found; tells the events that are clear by now, each as soon as it is: they are many, and large. */
  take(found: readonly Captured[], see: (event: TraceEvent) => void): void {
    for (const captured of found) {
      this.#isTrace ||= captured.kind === 'trace-event';
      for (const event of this.#orientation.see(this.#renumbered(captured))) see(this.#placed(event));
    }
  }

  /** The file has ended: what still waited. */
  end(see: (event: TraceEvent) => void): void {
    for (const event of this.#orientation.end()) see(this.#placed(event));
  }

  #placed(event: TraceEvent): TraceEvent {
    if (event.kind !== 'message') return event;
    this.#frames = event.frame;
    this.#places.add(this.#isTrace ? event.frame - this.#earlierFrames : (event.captureFrame ?? event.frame));
    return event;
  }

  /** Connections are numbered in each file from 1, and so are the frames of a trace. */
  #renumbered(captured: Captured): Captured {
    if (captured.kind === 'trace-event') return { ...captured, event: this.#renumberedEvent(captured.event) };
    if (captured.kind === 'keep-alive' || captured.connection === undefined) return captured;
    const connection = this.#connection(captured.connection);
    return connection === captured.connection ? captured : { ...captured, connection };
  }

  #renumberedEvent(event: TraceEvent): TraceEvent {
    const earlier = this.#earlierFrames;
    if (event.kind === 'note' && event.frame !== undefined) return { ...event, frame: event.frame + earlier };
    if (event.kind === 'websocket-handshake') return { ...event, connection: this.#connection(event.connection) };
    if (event.kind !== 'message') return event;
    const connection = event.connection === undefined ? undefined : this.#connection(event.connection);
    if (earlier === 0 && connection === event.connection) return event;
    const moved = { ...event, frame: event.frame + earlier, ...(connection !== undefined && { connection }) };
    return messageEvent(moved, () => event.parsed);
  }

  #connection(number: number): number {
    const connection = number + this.#earlierConnections;
    if (connection > this.#connections) this.#connections = connection;
    return connection;
  }
}
