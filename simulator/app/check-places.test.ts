import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CheckPlaces } from './check-places';

describe('CheckPlaces', () => {
  it('tells the packet and the file of each frame', () => {
    const places = new CheckPlaces();
    places.begin('a.pcap');
    places.add(7);
    places.add(9);
    places.begin('empty.pcap');
    places.begin('b.pcap');
    places.add(2);
    assert.deepEqual(places.of(1), { file: 'a.pcap', frame: 7 });
    assert.deepEqual(places.of(2), { file: 'a.pcap', frame: 9 });
    assert.deepEqual(places.of(3), { file: 'b.pcap', frame: 2 });
  });

  it('knows nothing of frames that are not there', () => {
    const places = new CheckPlaces();
    assert.equal(places.of(1), undefined);
    places.begin('a.pcap');
    places.add(1);
    assert.equal(places.of(2), undefined);
    assert.equal(places.of(0), undefined);
  });

  it('forgets the oldest of millions, and keeps the latest', () => {
    const places = new CheckPlaces();
    places.begin('a.pcap');
    for (let frame = 1; frame <= 65_536 * 65; frame += 1) places.add(frame + 1);
    assert.equal(places.of(1), undefined);
    assert.deepEqual(places.of(65_537), { file: 'a.pcap', frame: 65_538 });
    assert.deepEqual(places.of(65_536 * 65), { file: 'a.pcap', frame: 65_536 * 65 + 1 });
  });
});
