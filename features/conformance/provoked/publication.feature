@provoked
Feature: Publishing when the server does not simply accept
  The server decides how long a publication lives and what it is called; the client goes by it.

  Rule: One publication after the other, each naming what it changes

    @RFC3903-4-1 @TP_RFC3903-4-1_01 @takes_5s
    Scenario: The server delays the answer to a change by 5 s (RFC3903-4-1)
      Given a server that delays the answer to a change by 5 s
      When the client changes its settings twice in a hurry
      Then this holds: Only one publication per Request-URI is in progress: a new PUBLISH waits for the final response or the timeout of the previous one.

    @RFC3903-4-2 @TP_RFC3903-4-2_01
    Scenario: The server gives publications a Record-Route (RFC3903-4-2)
      Given a server that gives publications a Record-Route
      When the client changes its settings
      Then this holds: Record-Route in a PUBLISH response is ignored and creates no route set.

    @RFC3903-4.1-2 @TP_RFC3903-4.1-2_01
    Scenario: The server gives unusual entity-tags (RFC3903-4.1-2)
      Given a server that gives unusual entity-tags
      When the client changes its settings twice
      Then this holds: A PUBLISH that updates an existing publication carries exactly one SIP-If-Match with exactly one entity-tag.

    @RFC3903-4.1-3 @TP_RFC3903-4.1-3_01
    Scenario: The server gives unusual entity-tags (RFC3903-4.1-3)
      Given a server that gives unusual entity-tags
      When the client changes its settings twice
      Then this holds: The entity-tag sent back is, octet for octet, the one most recently received for this publication.

    @RFC3903-12-1 @TP_RFC3903-12-1_01
    Scenario: The server gives unusual entity-tags (RFC3903-12-1)
      Given a server that gives unusual entity-tags
      When the client changes its settings twice
      Then this holds: SIP-If-Match holds a token without quotes or weakness prefix.

    @RFC3903-4.4-1 @TP_RFC3903-4.4-1_01
    Scenario: The server does as it should (RFC3903-4.4-1)
      Given a server that does as it should
      When the client changes its settings
      Then this holds: A change of published settings names the publication with SIP-If-Match.

    @RFC3903-4.4-2 @TP_RFC3903-4.4-2_01
    Scenario: The server does as it should (RFC3903-4.4-2)
      Given a server that does as it should
      When the client changes its settings
      Then this holds: A change carries the modified state in its body.

    @RFC3903-4.4-3 @TP_RFC3903-4.4-3_01
    Scenario: The server gives unusual entity-tags (RFC3903-4.4-3)
      Given a server that gives unusual entity-tags
      When the client changes its settings twice
      Then this holds: After a successful change the new entity-tag replaces the old one.

    @RFC3903-4.5-1 @TP_RFC3903-4.5-1_01 @optional
    Scenario: The server does as it should (RFC3903-4.5-1)
      Given a server that does as it should
      When the client publishes its settings and takes its leave
      Then this holds: Removal is a PUBLISH with Expires: 0 and SIP-If-Match.

    @RFC3903-4.5-2 @TP_RFC3903-4.5-2_01 @optional
    Scenario: The server does as it should (RFC3903-4.5-2)
      Given a server that does as it should
      When the client publishes its settings and takes its leave
      Then this holds: A removal has no body.

  Rule: A publication is refreshed before the lifetime ends that the server granted

    @RFC3903-4.2-5 @TP_RFC3903-4.2-5_01 @takes_45s @slow
    Scenario: The server grants publications 20 s (RFC3903-4.2-5)
      Given a server that grants publications 20 s
      When the client publishes its settings for the first time
      Then this holds: The lifetime in the 2xx is the real one: the client plans its refresh from it.

    @RFC3903-4.2-2 @TP_RFC3903-4.2-2_01
    Scenario: The server grants publications 3600 s (RFC3903-4.2-2)
      Given a server that grants publications 3600 s
      When the client is restarted, registers and changes its settings
      Then this holds: With a stored valid tag the client first tries a Modify instead of a new initial publication.

    @RFC3903-4.3-1 @TP_RFC3903-4.3-1_01 @takes_35s @slow
    Scenario: The server grants publications 30 s (RFC3903-4.3-1)
      Given a server that grants publications 30 s
      When the client publishes its settings for the first time
      Then this holds: The client refreshes the publication before it expires.

    @RFC3903-4.3-2 @TP_RFC3903-4.3-2_01 @takes_35s @slow
    Scenario: The server grants publications 30 s (RFC3903-4.3-2)
      Given a server that grants publications 30 s
      When the client publishes its settings for the first time
      Then this holds: A refresh names the publication with SIP-If-Match.

    @RFC3903-4.3-3 @TP_RFC3903-4.3-3_01
    Scenario: The server does as it should (RFC3903-4.3-3)
      Given a server that does as it should
      When the client refreshes its settings
      Then this holds: In strict RFC 3903 mode a refresh has no body.

    @RFC3903-4.3-4 @TP_RFC3903-4.3-4_01
    Scenario: The server gives unusual entity-tags (RFC3903-4.3-4)
      Given a server that gives unusual entity-tags
      When the client refreshes and then changes its settings
      Then this holds: After a successful refresh the new entity-tag replaces the old one.

  Rule: After a refusal the client begins anew, or gives up

    @RFC3903-5-1 @TP_RFC3903-5-1_01
    Scenario: The server refuses a change with 412 (RFC3903-5-1)
      Given a server that refuses a change with 412
      When the client changes its settings
      Then this holds: After 412 the same PUBLISH is not sent again.

    @RFC3903-5-2 @TP_RFC3903-5-2_01
    Scenario: The server refuses a change with 412 (RFC3903-5-2)
      Given a server that refuses a change with 412
      When the client changes its settings
      Then this holds: After 412 the client publishes anew without SIP-If-Match and with the full state.

    @RFC3903-5-3 @TP_RFC3903-5-3_01 @takes_30s @slow
    Scenario: The server refuses a change with 412 (RFC3903-5-3)
      Given a server that refuses a change with 412
      When the client changes its settings twice
      Then this holds: The entity-tag that caused the 412 is forgotten.

    @RFC3903-5-4 @TP_RFC3903-5-4_01 @takes_60s @slow
    Scenario: The server refuses every first publication with 423 (RFC3903-5-4)
      Given a server that refuses every first publication with 423
      When the client publishes its settings for the first time
      Then this holds: RFC 3903 lets the client repeat with a larger Expires; under item 6 it may only repeat without Expires or give up.

    @RFC3903-5-5 @TP_RFC3903-5-5_01 @takes_32s @slow
    Scenario: The server loses the answer to a change and refuses the next with 412 (RFC3903-5-5)
      Given a server that loses the answer to a change and refuses the next with 412
      When the client changes its settings twice
      Then this holds: After a timed-out update the client does not know whether it was applied; it tries the last tag it knows and falls back to an initial publication on 412.
