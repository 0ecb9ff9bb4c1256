import { Given, Then, When } from '@cucumber/cucumber';
import { firstSettings, type Settings } from '../simulator';
import { meets, permits, type TestCase } from './support/test-case';

const isActive = (word: string) => word === 'active';

Given('the client is registered', async function (this: TestCase) {
  await this.prepare('register');
});

Given('the client has published its settings', async function (this: TestCase) {
  await this.prepare('publish', firstSettings);
});

When(
  /^the client publishes ISB (active|not active), IPMB (active|not active), VIS (active|not active), DMS (active|not active), CHS (active|not active)$/,
  async function (this: TestCase, isb: string, ipmb: string, vis: string, dms: string, chs: string) {
    const settings: Settings = {
      isb: isActive(isb),
      ipmb: isActive(ipmb),
      vis: isActive(vis),
      dms: isActive(dms),
      chs: isActive(chs),
    };
    return this.act('publish', settings);
  },
);

Then('the settings travel in a PUBLISH request built to RFC 3903', meets('6.1.1.1-1'));
Then("the Request-URI of the PUBLISH request is the user's IM Address", meets('6.1.1.1-2'));
Then("the PUBLISH request names the user's IM Address as its originator", meets('6.1.1.1-3'));
Then('one Accept-Contact value of the PUBLISH request holds "*;+g.oma.sip-im;require;explicit"', meets('6.1.1.1-4'));
Then('the Event header of the PUBLISH request is "service-settings"', meets('6.1.1.1-5'));
Then('the PUBLISH request carries no Expires header', meets('6.1.1.1-6'));
Then('the published document says whether Incoming IM Session Barring is active', meets('6.1.1.1-7a'));
Then('the published document says whether Incoming Pager Mode IM Barring is active', meets('6.1.1.1-7b'));
Then('the published document says whether IM visibility is active', meets('6.1.1.1-7c'));
Then('the published document says whether Deferred message is active', meets('6.1.1.1-7d'));
Then('the published document says whether Conversation History is active', meets('6.1.1.1-7e'));
Then(
  'the published document states just these five values',
  meets('6.1.1.1-7a', '6.1.1.1-7b', '6.1.1.1-7c', '6.1.1.1-7d', '6.1.1.1-7e'),
);
Then('the PUBLISH request arrives at the SIP\\/IP Core that the client was given', meets('6.1.1.1-8'));
Then('the client may tell its user that the settings are published', permits('6.1.1.1-MAY'));
Then('the PUBLISH request follows the procedures of an IMS terminal', meets('6.1.1.1-IMS'));
