import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Answer, Check, Subject } from './check';
import { observationsOf } from './entry.fixture';
import { statedDuration } from './rfc3265/3.1.1-1-duration';
import { oneSubscribedEvent } from './rfc3265/3.1.2-1-one-event';
import { notApplicableInSubscribe } from './rfc3265/7.1-1-not-applicable';
import { onlyToTrustedProxy } from './rfc3325/6-1-trusted-proxy';
import { registeredFeature } from './rfc3840/9-2-registered-feature';
import { methodPreferred } from './rfc3841/5.2-1-methods';
import { eventPreferred } from './rfc3841/5.2-2-events';
import { noPreferencesInRegister } from './rfc3841/9-1-not-in-register';
import { onePublishedEvent } from './rfc3903/4.1-1-one-event';
import { noEntityTagAtFirst } from './rfc3903/4.2-1-no-entity-tag';
import { initialBody } from './rfc3903/4.2-3-initial-body';
import { noSuggestedLifetime } from './rfc3903/4.2-4-no-expires';
import { contactInPublish } from './rfc3903/4-3-contact';
import { notApplicableInPublish } from './rfc3903/11.1.1-1-not-applicable';
import { acceptsSettings } from './rfc4354/5.5-1-accept';
import { oneIdentityHeader } from './rfc5876/4.1-1-one-of-both';
import { noAssertedIdentity } from './rfc5876/4.1-2-no-asserted-identity';
import { eventElsewhere } from './rfc6665/8.2.1-3-event-elsewhere';
import { subscriptionStateElsewhere } from './rfc6665/8.2.3-1-subscription-state';
import { answerOf, publishSubject, registerSubject, subscribeSubject } from './trace.fixture';

/** Rows in front of Contact and Event, and all that follows them, so that these are beyond what is read. */
const raw = (text: string) => text.replace(/^CSeq: .*\r\n/m, (row) => `${row}${'X: y\r\n'.repeat(2_000)}`);

const publish = publishSubject({ raw });
const subscribe = subscribeSubject({ raw });
const register = registerSubject({ raw });

const silent: readonly (readonly [Check, Subject | Answer])[] = [
  [contactInPublish, publish],
  [onePublishedEvent, publish],
  [noEntityTagAtFirst, publish],
  [initialBody, publishSubject({ raw, body: '', without: ['Content-Type'] })],
  [noSuggestedLifetime, publish],
  [notApplicableInPublish, publish],
  [statedDuration, subscribe],
  [oneSubscribedEvent, subscribe],
  [notApplicableInSubscribe, subscribe],
  [acceptsSettings, subscribe],
  [
    methodPreferred,
    publishSubject({ raw: (text) => `${raw(text.replace(/^Accept.*\r\n/m, '')).replace(/^X: y/m, 'a: *;b')}` }),
  ],
  [eventPreferred, subscribeSubject({ raw: (text) => raw(text).replace(/^X: y/m, 'a: *;b') })],
  [noPreferencesInRegister, register],
  [registeredFeature, registerSubject({ raw: (text) => raw(text).replace(/^X: y/m, 'm: <sip:a@192.0.2.1>') })],
  [onlyToTrustedProxy, publish],
  [oneIdentityHeader, publish],
  [noAssertedIdentity, publish],
  [eventElsewhere, register],
  [eventElsewhere, answerOf({ raw })],
  [subscriptionStateElsewhere, register],
  [subscriptionStateElsewhere, publish],
  [subscriptionStateElsewhere, answerOf({ raw })],
];

describe('a message with more header rows than are read', () => {
  for (const [check, seen] of silent) {
    it(`lets ${check.requirement} say nothing of what is missing`, () => {
      assert.ok(seen.message.defects.some(({ rule }) => rule === 'row-limit'));
      assert.deepEqual(observationsOf(check, { seen }) ?? [], []);
    });
  }
});
