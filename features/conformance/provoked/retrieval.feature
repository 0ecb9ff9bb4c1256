@provoked
Feature: Being notified out of the ordinary
  Notifications come early, late, twice, in another order, or for nobody.

  Rule: A NOTIFY of the subscription is accepted, whenever it comes

    @RFC6665-4.1.2.3-1 @TP_RFC6665-4.1.2.3-1_01
    Scenario: The server notifies without a document (RFC6665-4.1.2.3-1)
      Given a server that notifies without a document
      When the client retrieves its settings
      Then this holds: The final NOTIFY may come with or without a document; both are answered 200.

    @RFC6665-4.1.2.4-1 @TP_RFC6665-4.1.2.4-1_01
    Scenario: The server notifies 2 s before it answers (RFC6665-4.1.2.4-1)
      Given a server that notifies 2 s before it answers
      When the client retrieves its settings
      Then this holds: A matching NOTIFY that arrives before the response to the SUBSCRIBE is accepted.

    @RFC6665-4.1.2.4-2 @TP_RFC6665-4.1.2.4-2_01 @takes_45s @slow
    Scenario: The server notifies 40 s after the answer (RFC6665-4.1.2.4-2)
      Given a server that notifies 40 s after the answer
      When the client retrieves its settings
      Then this holds: If no NOTIFY comes within 64*T1 (Timer N) the attempt is dropped and a late NOTIFY gets 481.

    @RFC6665-4.1.3-3 @TP_RFC6665-4.1.3-3_01
    Scenario: The server does as it should (RFC6665-4.1.3-3)
      Given a server that does as it should
      When the client retrieves its settings
      Then this holds: An acceptable NOTIFY is answered 200.

    @RFC6665-4.1.3-14 @TP_RFC6665-4.1.3-14_01
    Scenario: The server does as it should (RFC6665-4.1.3-14)
      Given a server that does as it should
      When the client retrieves its settings
      Then this holds: The answer to NOTIFY does not wait for the user.

    @RFC6665-4.2.2-1 @TP_RFC6665-4.2.2-1_01
    Scenario: The server says first that the subscription is active (RFC6665-4.2.2-1)
      Given a server that says first that the subscription is active
      When the client retrieves its settings
      Then this holds: The client copes with NOTIFY states that differ from what it asked.

    @RFC6665-4.4.1-1 @TP_RFC6665-4.4.1-1_01
    Scenario: The server notifies before it answers, under another tag (RFC6665-4.4.1-1)
      Given a server that notifies before it answers, under another tag
      When the client retrieves its settings
      Then this holds: A NOTIFY matches if Call-ID, its To tag (= From tag of the SUBSCRIBE) and Event agree; its From tag is free for the first NOTIFY and may differ from the To tag of the 2xx.

    @RFC6665-8.3.1-1 @TP_RFC6665-8.3.1-1_01
    Scenario: The server answers a retrieval with 202 (RFC6665-8.3.1-1)
      Given a server that answers a retrieval with 202
      When the client retrieves its settings
      Then this holds: A 202 is handled exactly like a 200.

    @RFC6665-4.1.3-15 @TP_RFC6665-4.1.3-15_01
    Scenario: The server says first that the subscription is pending (RFC6665-4.1.3-15)
      Given a server that says first that the subscription is pending
      When the client retrieves its settings
      Then this holds: pending needs no action: the client answers 200 and keeps waiting.

    @RFC3261-12.2.2-2 @TP_RFC3261-12.2.2-2_01
    Scenario: The server notifies with a gap in CSeq (RFC3261-12.2.2-2)
      Given a server that notifies with a gap in CSeq
      When the client retrieves its settings
      Then this holds: A gap in the CSeq numbers of the peer is accepted.

    @RFC4354-5.5-2 @TP_RFC4354-5.5-2_01
    Scenario: The server notifies that nothing is published (RFC4354-5.5-2)
      Given a server that notifies that nothing is published
      When the client retrieves its settings
      Then this holds: A document without any entity (nothing published yet) is accepted.

    @RFC4354-5.5-3 @TP_RFC4354-5.5-3_01
    Scenario: The server notifies two entities (RFC4354-5.5-3)
      Given a server that notifies two entities
      When the client retrieves its settings
      Then this holds: A document with several entity elements (unresolved conflict) is accepted.

    @RFC4354-6-11 @TP_RFC4354-6-11_01
    Scenario: The server notifies a document with unknown extensions (RFC4354-6-11)
      Given a server that notifies a document with unknown extensions
      When the client retrieves its settings
      Then this holds: Unknown foreign elements and attributes in a received document are ignored.

  Rule: A NOTIFY of no subscription, or of another one, is refused

    @RFC3265-3.1.4.1-1 @TP_RFC3265-3.1.4.1-1_01
    Scenario: The server refuses a retrieval with 403 and notifies all the same (RFC3265-3.1.4.1-1)
      Given a server that refuses a retrieval with 403 and notifies all the same
      When the client retrieves its settings
      Then this holds: A refused SUBSCRIBE creates no subscription: a NOTIFY that follows is refused with 481.

    @RFC3261-12.2.2-1 @TP_RFC3261-12.2.2-1_01
    Scenario: The server notifies with a lower CSeq (RFC3261-12.2.2-1)
      Given a server that notifies with a lower CSeq
      When the client retrieves its settings
      Then this holds: A mid-dialog request whose CSeq is lower than the last one received is refused with 500.

    @RFC6665-4.1.3-1 @TP_RFC6665-4.1.3-1_01
    Scenario: The server notifies under an unknown Call-ID (RFC6665-4.1.3-1)
      Given a server that notifies under an unknown Call-ID
      When the client retrieves its settings
      Then this holds: A NOTIFY that matches no subscription is refused with 481 (or another fitting 4xx/5xx).

    @RFC6665-4.1.3-1 @TP_RFC6665-4.1.3-1_02
    Scenario: The server notifies under a wrong To tag (RFC6665-4.1.3-1)
      Given a server that notifies under a wrong To tag
      When the client retrieves its settings
      Then this holds: A NOTIFY that matches no subscription is refused with 481 (or another fitting 4xx/5xx).

    @RFC6665-4.1.3-2 @TP_RFC6665-4.1.3-2_01
    Scenario: The server notifies about another package (RFC6665-4.1.3-2)
      Given a server that notifies about another package
      When the client retrieves its settings
      Then this holds: A NOTIFY for an unsupported package is refused with 489.

    @RFC6665-4.1.3-4 @TP_RFC6665-4.1.3-4_01
    Scenario: The server notifies once more after the end (RFC6665-4.1.3-4)
      Given a server that notifies once more after the end
      When the client retrieves its settings
      Then this holds: After terminated the subscription is over: no refresh is sent and further NOTIFYs get 481.

    @RFC6665-8.2.1-1 @TP_RFC6665-8.2.1-1_01
    Scenario: The server notifies about the package in capitals (RFC6665-8.2.1-1)
      Given a server that notifies about the package in capitals
      When the client retrieves its settings
      Then this holds: Event types are compared byte by byte.

    @RFC6665-8.2.1-2 @TP_RFC6665-8.2.1-2_01 @optional
    Scenario: The server notifies without the id of Event and then with it (RFC6665-8.2.1-2)
      Given a server that notifies without the id of Event and then with it
      When the client retrieves its settings
      Then this holds: An Event with id matches only an Event with the same id; other parameters are ignored.

    @RFC4354-5.9-1 @TP_RFC4354-5.9-1_01
    Scenario: The server lets a second notifier notify (RFC4354-5.9-1)
      Given a server that lets a second notifier notify
      When the client retrieves its settings
      Then this holds: One SUBSCRIBE leads to one dialog only; a NOTIFY from a second notifier gets 481.

    @RFC6665-4.4.4-1 @TP_RFC6665-4.4.4-1_01 @optional
    Scenario: The server subscribes to what the client can notify of (RFC6665-4.4.4-1)
      Given a server that subscribes to what the client can notify of
      When the client retrieves its settings
      Then this holds: Allow-Events lists only packages for which the client itself can be a notifier.

  Rule: The end of a subscription says whether the client may ask again

    @RFC6665-4.1.3-5 @TP_RFC6665-4.1.3-5_01
    Scenario: The server ends the subscription with an expires parameter, and notifies once more (RFC6665-4.1.3-5)
      Given a server that ends the subscription with an expires parameter, and notifies once more
      When the client retrieves its settings
      Then this holds: An expires parameter next to terminated is ignored.

    @RFC6665-4.1.3-6 @TP_RFC6665-4.1.3-6_01
    Scenario: The server ends the subscription with reason=deactivated (RFC6665-4.1.3-6)
      Given a server that ends the subscription with reason=deactivated
      When the client retrieves its settings
      Then this holds: reason=deactivated asks for an immediate new subscription.

    @RFC6665-4.1.3-7 @TP_RFC6665-4.1.3-7_01 @takes_20s @slow
    Scenario: The server ends the subscription with reason=probation;retry-after=20 (RFC6665-4.1.3-7)
      Given a server that ends the subscription with reason=probation;retry-after=20
      When the client retrieves its settings
      Then this holds: reason=probation asks for a later attempt, not before retry-after.

    @RFC6665-4.1.3-8 @TP_RFC6665-4.1.3-8_01 @takes_10s @slow
    Scenario: The server ends the subscription with reason=rejected (RFC6665-4.1.3-8)
      Given a server that ends the subscription with reason=rejected
      When the client retrieves its settings
      Then this holds: reason=rejected forbids an automatic new attempt.

    @RFC6665-4.1.3-9 @TP_RFC6665-4.1.3-9_01 @takes_10s @slow
    Scenario: The server notifies without a document (RFC6665-4.1.3-9)
      Given a server that notifies without a document
      When the client retrieves its settings
      Then this holds: reason=timeout is the normal end of a fetch; an immediate new attempt is allowed but must be a new request.

    @RFC6665-4.1.3-10 @TP_RFC6665-4.1.3-10_01 @takes_20s @slow
    Scenario: The server ends the subscription with reason=giveup;retry-after=20 (RFC6665-4.1.3-10)
      Given a server that ends the subscription with reason=giveup;retry-after=20
      When the client retrieves its settings
      Then this holds: reason=giveup with retry-after: no attempt before that time.

    @RFC6665-4.1.3-11 @TP_RFC6665-4.1.3-11_01 @takes_10s @slow
    Scenario: The server ends the subscription with reason=noresource (RFC6665-4.1.3-11)
      Given a server that ends the subscription with reason=noresource
      When the client retrieves its settings
      Then this holds: reason=noresource forbids an automatic new attempt.

    @RFC6665-4.1.3-12 @TP_RFC6665-4.1.3-12_01 @takes_10s @slow
    Scenario: The server ends the subscription with reason=invariant;retry-after=5 (RFC6665-4.1.3-12)
      Given a server that ends the subscription with reason=invariant;retry-after=5
      When the client retrieves its settings
      Then this holds: reason=invariant forbids a new attempt whatever retry-after says (new in RFC 6665).

    @RFC6665-4.1.3-13 @TP_RFC6665-4.1.3-13_01 @takes_20s @slow
    Scenario: The server ends the subscription with reason=unheard-of;retry-after=20 (RFC6665-4.1.3-13)
      Given a server that ends the subscription with reason=unheard-of;retry-after=20
      When the client retrieves its settings
      Then this holds: Without a known reason the client waits for retry-after before a new attempt.

    @RFC6665-4.1.3-16 @TP_RFC6665-4.1.3-16_01 @optional @takes_35s @slow
    Scenario: The server shortens subscriptions to 30 s (RFC6665-4.1.3-16)
      Given a server that shortens subscriptions to 30 s
      When the client retrieves its settings
      Then this holds: The expires parameter of Subscription-State overrides the remembered duration.

    @RFC6665-4.1.2.2-1 @TP_RFC6665-4.1.2.2-1_01 @optional
    Scenario: The server refuses the refresh of a subscription with 481 (RFC6665-4.1.2.2-1)
      Given a server that refuses the refresh of a subscription with 481
      When the client retrieves its settings
      Then this holds: These answers end the subscription; a new one needs a fresh Call-ID and From tag.
