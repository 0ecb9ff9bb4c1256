// Records until it is killed: `recorder.fixture.ts FOLDER` prints a line once ANNOUNCED events have had the time to be written.
import { publishBytes } from '../sip/message.fixture';
import { messageEvent } from '../trace/message-event';
import { Recorder } from './recorder';

/** Frames that are recorded before the line; it goes on recording. */
export const ANNOUNCED = 1_000;

async function recordForEver(folder: string): Promise<void> {
  const recorder = await Recorder.open(folder, {});
  const bytes = publishBytes();
  const local = { host: '127.0.0.1', port: 5060 };
  const remote = { host: '127.0.0.1', port: 40_000 };
  let frame = 0;
  const record = (): void => {
    for (let count = 0; count < 20; count += 1) {
      frame += 1;
      recorder.record(messageEvent({ frame, at: Date.now(), direction: 'in', transport: 'udp', local, remote, bytes }));
    }
  };
  while (frame < ANNOUNCED) record();
  setInterval(record, 1);
  setTimeout(() => process.stdout.write('recorded\n'), 500);
}

if (require.main === module) void recordForEver(process.argv[2] ?? '');
