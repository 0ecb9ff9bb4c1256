import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { registrationTime } from './5.1.1.2-4-registration-time';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const asking = (expires: string) => registerSubject({ set: [row('Expires', expires)] });
const inContact = (expires: string) =>
  registerSubject({ set: [row('Contact', `<sip:alice@192.0.2.10>;expires=${expires}`)], without: ['Expires'] });

testEntry(registrationTime, 'a REGISTER asks for 600000 seconds', {
  violation: { seen: asking('3600'), context: ims, at: '3600' },
  legal: { 'value only in the Contact parameter': { seen: inContact('600000'), context: ims } },
  inapplicable: {
    'a client outside IMS': { seen: asking('3600') },
    'a removal': { seen: asking('0'), context: ims },
    'a removal of everything': { seen: registerSubject({ set: [row('Contact', '*')] }), context: ims },
    'a query': { seen: registerSubject({ without: ['Contact', 'Expires'] }), context: ims },
    'a value that is no number': { seen: asking('long'), context: ims },
    'the repeat after 423': {
      seen: lastOf((trace) => {
        const set = [row('Call-ID', 'r')];
        trace.answers(trace.registers({ set: [...set, row('CSeq', '1 REGISTER')] }), 423);
        trace.registers({ set: [...set, row('CSeq', '2 REGISTER'), row('Expires', '700000')] });
      }),
      context: ims,
    },
  },
});

describe('TS24229-5.1.1.2-4 the registration time', () => {
  it('is that of Contact where both are there', () => {
    const both = registerSubject({
      set: [row('Contact', '<sip:alice@192.0.2.10>;expires=600000'), row('Expires', '3600')],
    });
    assert.deepEqual(outcomesOf(registrationTime, both, ims), ['pass']);
    assert.deepEqual(failuresOf(registrationTime, inContact('7200'), ims), ['expires=7200']);
    assert.deepEqual(outcomesOf(registrationTime, asking('600000'), ims), ['pass']);
  });

  it('fails where none is asked for', () => {
    const none = registerSubject({ without: ['Expires'] });
    assert.deepEqual(outcomesOf(registrationTime, none, ims), ['fail']);
  });
});
