@provoked
Feature: Answering the requests of the server
  The client is a user agent server, too: for NOTIFY, and for whatever else reaches it.

  Rule: What the client cannot serve it refuses, and says why

    @RFC3261-8.2.1-1 @TP_RFC3261-8.2.1-1_01
    Scenario: The server sends FOO out of any dialog (RFC3261-8.2.1-1)
      Given a server that sends FOO out of any dialog
      When the client retrieves its settings
      Then this holds: A request with a method the client does not support is answered 405 (method recognised) with Allow, or 501 (method unknown).

    @RFC3261-8.2.1-1 @TP_RFC3261-8.2.1-1_02
    Scenario: The server sends INFO out of any dialog (RFC3261-8.2.1-1)
      Given a server that sends INFO out of any dialog
      When the client retrieves its settings
      Then this holds: A request with a method the client does not support is answered 405 (method recognised) with Allow, or 501 (method unknown).

    @RFC3261-8.2.2.3-1 @TP_RFC3261-8.2.2.3-1_01
    Scenario: The server notifies requiring an unknown extension (RFC3261-8.2.2.3-1)
      Given a server that notifies requiring an unknown extension
      When the client retrieves its settings
      Then this holds: An unknown option tag in Require of a received request leads to 420 with Unsupported listing it.

    @RFC3261-8.2.3-1 @TP_RFC3261-8.2.3-1_01
    Scenario: The server notifies in an unknown media type (RFC3261-8.2.3-1)
      Given a server that notifies in an unknown media type
      When the client retrieves its settings
      Then this holds: A NOTIFY body of a type the client does not understand is refused with 415 and an Accept header listing what it understands.

    @RFC3261-8.2.3-2 @TP_RFC3261-8.2.3-2_01
    Scenario: The server notifies in an unknown coding (RFC3261-8.2.3-2)
      Given a server that notifies in an unknown coding
      When the client retrieves its settings
      Then this holds: A NOTIFY whose body uses an unknown content coding is refused with 415 and Accept-Encoding.

  Rule: A response copies what it has to, and goes back where the request came from

    @RFC3261-8.2.6.2-1 @TP_RFC3261-8.2.6.2-1_01
    Scenario: The server notifies with three Vias (RFC3261-8.2.6.2-1)
      Given a server that notifies with three Vias
      When the client retrieves its settings
      Then this holds: A response copies From, Call-ID, CSeq and all Via values of the request unchanged and in order.

    @RFC3261-8.2.6.2-1 @TP_RFC3261-8.2.6.2-1_02
    Scenario: The server sends OPTIONS out of any dialog (RFC3261-8.2.6.2-1)
      Given a server that sends OPTIONS out of any dialog
      When the client retrieves its settings
      Then this holds: A response copies From, Call-ID, CSeq and all Via values of the request unchanged and in order.

    @RFC3261-8.2.6.2-2 @TP_RFC3261-8.2.6.2-2_01
    Scenario: The server sends OPTIONS out of any dialog (RFC3261-8.2.6.2-2)
      Given a server that sends OPTIONS out of any dialog
      When the client retrieves its settings
      Then this holds: The response keeps a To tag that was in the request, and adds one (the same in all responses to that request) when there was none.

    @RFC3261-18.2.1-1 @TP_RFC3261-18.2.1-1_01 @udp
    Scenario: The server notifies from behind a name (RFC3261-18.2.1-1)
      Given a server that notifies from behind a name
      When the client retrieves its settings
      Then this holds: The client adds received with the source address to the top Via of its response.

    @RFC3261-18.2.2-1 @TP_RFC3261-18.2.2-1_01 @udp
    Scenario: The server notifies with rport (RFC3261-18.2.2-1)
      Given a server that notifies with rport
      When the client retrieves its settings
      Then this holds: The response goes back to where the request came from: same connection for TCP/TLS/WS; for UDP to the received address and sent-by (or rport) port of the top Via.

    @RFC3261-18.2.2-1 @TP_RFC3261-18.2.2-1_02 @udp
    Scenario: The server notifies with the port of the second socket in Via (RFC3261-18.2.2-1)
      Given a server that notifies with the port of the second socket in Via
      When the client retrieves its settings
      Then this holds: The response goes back to where the request came from: same connection for TCP/TLS/WS; for UDP to the received address and sent-by (or rport) port of the top Via.

    @RFC3581-4-1 @TP_RFC3581-4-1_01 @udp
    Scenario: The server notifies with rport (RFC3581-4-1)
      Given a server that notifies with rport
      When the client retrieves its settings
      Then this holds: The client fills rport with the source port and adds received in its response.

  Rule: A request is answered once, at once, and its copies alike

    @RFC3261-17.2.2-1 @TP_RFC3261-17.2.2-1_01 @udp @takes_15s @slow
    Scenario: The server repeats the NOTIFY (RFC3261-17.2.2-1)
      Given a server that repeats the NOTIFY
      When the client retrieves its settings
      Then this holds: A retransmitted NOTIFY (same branch, sent-by and method) is answered again with the same final response.

    @RFC3261-17.2.2-1 @TP_RFC3261-17.2.2-1_02 @udp
    Scenario: The server loses the first two answers to the NOTIFY (RFC3261-17.2.2-1)
      Given a server that loses the first two answers to the NOTIFY
      When the client retrieves its settings
      Then this holds: A retransmitted NOTIFY (same branch, sent-by and method) is answered again with the same final response.

    @RFC3261-17.2.2-2 @TP_RFC3261-17.2.2-2_01 @udp
    Scenario: The server does as it should (RFC3261-17.2.2-2)
      Given a server that does as it should
      When the client retrieves its settings
      Then this holds: Responses to NOTIFY are sent only as reaction to the request or its copies, never repeated spontaneously.

    @RFC3261-17.2.3-1 @TP_RFC3261-17.2.3-1_01
    Scenario: The server notifies twice (RFC3261-17.2.3-1)
      Given a server that notifies twice
      When the client retrieves its settings
      Then this holds: A NOTIFY with a new branch is a new transaction even if everything else looks alike.

    @RFC4320-4.1-1 @TP_RFC4320-4.1-1_01
    Scenario: The server does as it should (RFC4320-4.1-1)
      Given a server that does as it should
      When the client retrieves its settings
      Then this holds: A NOTIFY is never answered with a provisional response other than 100.

    @RFC4320-4.1-2 @TP_RFC4320-4.1-2_01 @udp
    Scenario: The server does as it should (RFC4320-4.1-2)
      Given a server that does as it should
      When the client retrieves its settings
      Then this holds: On UDP no 100 is sent before Timer E of the notifier would reach T2 (3.5 s after the first copy with default timers).

    @RFC4320-4.1-3 @TP_RFC4320-4.1-3_01
    Scenario: The server notifies a very large document (RFC4320-4.1-3)
      Given a server that notifies a very large document
      When the client retrieves its settings
      Then this holds: If no final response is ready when Timer E would reach T2, a 100 is sent.

    @RFC4320-4.2-1 @TP_RFC4320-4.2-1_01
    Scenario: The server does as it should (RFC4320-4.2-1)
      Given a server that does as it should
      When the client retrieves its settings
      Then this holds: A non-INVITE request is never answered with 408.

    @RFC4320-4.2-1 @TP_RFC4320-4.2-1_02
    Scenario: The server sends OPTIONS out of any dialog (RFC4320-4.2-1)
      Given a server that sends OPTIONS out of any dialog
      When the client retrieves its settings
      Then this holds: A non-INVITE request is never answered with 408.
