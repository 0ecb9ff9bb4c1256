import { corrected } from '../provoked/corrections.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { sipInsteadOfTel } from './8.1.3.5-6-sip-instead-of-tel';

const tel = { requestUri: 'tel:+12015550123' } as const;
const context = { imAddress: 'tel:+12015550123', imAddressAliases: ['sip:alice@example.com'] } as const;

testProvoked(sipInsteadOfTel, 'after 416 to a tel URI a SIP URI is tried', {
  violation: { at: 'tel:+12015550123', play: corrected({ status: 416, first: tel, next: tel }), context },
  violations: {
    'in a capture': { play: corrected({ status: 416, first: tel, next: tel, isDriven: false }), context },
  },
  legal: { 'no retry': { play: corrected({ status: 416, first: tel }), context } },
  passes: {
    'a SIP URI': {
      play: corrected({ status: 416, first: tel, next: { requestUri: 'sip:+12015550123@example.com;user=phone' } }),
      context,
    },
    'a SUBSCRIBE': { play: corrected({ status: 416, by: 'subscribes', first: tel, next: {} }), context },
  },
  undecided: { 'a SIP URI refused': { play: corrected({ status: 416, next: {} }) } },
});
