@provoked
Feature: Registering when the server does not simply accept
  The client registers once at a time, and again before the registration ends.

  Rule: One registration after the other, in good time

    @RFC3261-10.2-6 @TP_RFC3261-10.2-6_01 @takes_5s
    Scenario: The server delays the answer to a registration by 5 s (RFC3261-10.2-6)
      Given a server that delays the answer to a registration by 5 s
      When the client registers
      Then this holds: No new REGISTER (other than a retransmission) is sent before the previous one was answered or timed out.

    @RFC3261-10.2.4-1 @TP_RFC3261-10.2.4-1_01 @takes_65s @slow
    Scenario: The server grants registrations 60 s (RFC3261-10.2.4-1)
      Given a server that grants registrations 60 s
      When the client registers
      Then this holds: The client refreshes its binding before the granted time is over.

    @RFC3261-10.2.7-1 @TP_RFC3261-10.2.7-1_01 @optional @takes_60s @slow
    Scenario: The server ignores a registration (RFC3261-10.2.7-1)
      Given a server that ignores a registration
      When the client registers
      Then this holds: After a timeout the client does not try the same registrar again at once.

    @RFC3261-10.2.8-1 @TP_RFC3261-10.2.8-1_01
    Scenario: The server refuses a registration with 423 (RFC3261-10.2.8-1)
      Given a server that refuses a registration with 423
      When the client registers
      Then this holds: After 423 the client may register again with an expiration of at least Min-Expires.

    @RFC3261-10.3-1 @TP_RFC3261-10.3-1_01 @PICS_NON_IMS @takes_5s
    Scenario: The server delays the answer to a registration by 5 s (RFC3261-10.3-1)
      Given a server that delays the answer to a registration by 5 s
      When the client registers and publishes its settings at once
      Then this holds: The settings are published after registration.
