@provoked
Feature: Repeating requests, and stopping to
  Requests get lost; the transaction layer of the client copes with it, and does not make it worse.

  Rule: Over UDP a request is repeated until a response comes, and no longer

    @RFC3261-17.1.2.2-1 @TP_RFC3261-17.1.2.2-1_01 @udp @takes_40s @slow
    Scenario: The server ignores a retrieval (RFC3261-17.1.2.2-1)
      Given a server that ignores a retrieval
      When the client retrieves its settings
      Then this holds: Without any response the request is retransmitted after T1, then after gaps that double until T2, then every T2.

    @RFC3261-17.1.2.2-2 @TP_RFC3261-17.1.2.2-2_01 @udp @takes_40s @slow
    Scenario: The server ignores a retrieval (RFC3261-17.1.2.2-2)
      Given a server that ignores a retrieval
      When the client retrieves its settings
      Then this holds: A retransmission is the same message: same branch, Call-ID, CSeq, tags, Request-URI and body.

    @RFC3261-17.1.2.2-3 @TP_RFC3261-17.1.2.2-3_01 @udp @takes_40s @slow
    Scenario: The server ignores a retrieval (RFC3261-17.1.2.2-3)
      Given a server that ignores a retrieval
      When the client retrieves its settings
      Then this holds: The client gives up 64*T1 after the first transmission (Timer F) and sends nothing more for that transaction.

    @RFC3261-17.1.2.2-4 @TP_RFC3261-17.1.2.2-4_01 @udp @takes_24s @slow
    Scenario: The server answers a retrieval with 100 and 20 s later (RFC3261-17.1.2.2-4)
      Given a server that answers a retrieval with 100 and 20 s later
      When the client retrieves its settings
      Then this holds: After a provisional response the request keeps being retransmitted, but every T2.

    @RFC3261-17.1.2.2-5 @TP_RFC3261-17.1.2.2-5_01 @udp @takes_10s @slow
    Scenario: The server answers the third copy of a retrieval (RFC3261-17.1.2.2-5)
      Given a server that answers the third copy of a retrieval
      When the client retrieves its settings
      Then this holds: A final response ends retransmission.

    @RFC3261-17.1.2.2-6 @TP_RFC3261-17.1.2.2-6_01 @udp @takes_4s
    Scenario: The server repeats the answer to a retrieval twice (RFC3261-17.1.2.2-6)
      Given a server that repeats the answer to a retrieval twice
      When the client retrieves its settings
      Then this holds: Duplicate final responses are absorbed silently for T4 (Timer K).

    @RFC3261-18.1.1-4 @TP_RFC3261-18.1.1-4_01 @udp @takes_10s @slow
    Scenario: The server answers the third copy of a retrieval at the port of sent-by (RFC3261-18.1.1-4)
      Given a server that answers the third copy of a retrieval at the port of sent-by
      When the client retrieves its settings
      Then this holds: The client receives responses at its source address and the sent-by port.

    @RFC3581-3-2 @TP_RFC3581-3-2_01 @udp @takes_10s @slow
    Scenario: The server answers the third copy of a retrieval (RFC3581-3-2)
      Given a server that answers the third copy of a retrieval
      When the client retrieves its settings
      Then this holds: The client receives the response on the source address and port of the request.

  Rule: Over TCP a request is sent once

    @RFC3261-17.1.2.2-7 @TP_RFC3261-17.1.2.2-7_01 @tcp @takes_33s @slow
    Scenario: The server ignores a retrieval (RFC3261-17.1.2.2-7)
      Given a server that ignores a retrieval
      When the client retrieves its settings
      Then this holds: On a reliable transport the transaction layer does not retransmit requests.

    @RFC3261-18.1.1-5 @TP_RFC3261-18.1.1-5_01 @tcp
    Scenario: The server answers a first publication in five pieces (RFC3261-18.1.1-5)
      Given a server that answers a first publication in five pieces
      When the client publishes its settings for the first time
      Then this holds: The client accepts the response on the connection it used for the request.

    @RFC3261-18.1.1-5 @TP_RFC3261-18.1.1-5_02 @tcp
    Scenario: The server answers a retrieval and notifies in one piece (RFC3261-18.1.1-5)
      Given a server that answers a retrieval and notifies in one piece
      When the client retrieves its settings
      Then this holds: The client accepts the response on the connection it used for the request.

    @RFC5626-4.4.1-2 @TP_RFC5626-4.4.1-2_01 @tcp @optional @takes_80s @slow
    Scenario: The server asks for keep-alives every 30 s, and stops answering them after one (RFC5626-4.4.1-2)
      Given a server that asks for keep-alives every 30 s, and stops answering them after one
      When the client registers
      Then this holds: The ping is a double CR LF sent between messages, and a flow without pong for 10 s is treated as failed.

    @RFC5626-4.4-1 @TP_RFC5626-4.4-1_01 @tcp @optional @takes_70s @slow
    Scenario: The server asks for keep-alives every 30 s (RFC5626-4.4-1)
      Given a server that asks for keep-alives every 30 s
      When the client registers
      Then this holds: Keep-alives come at least as often as the Flow-Timer value.

  Rule: Nothing but an INVITE is cancelled

    @RFC3261-9.1-1 @TP_RFC3261-9.1-1_01 @takes_15s @slow
    Scenario: The server answers a first publication with 100 and 10 s later (RFC3261-9.1-1)
      Given a server that answers a first publication with 100 and 10 s later
      When the client publishes its settings for the first time
      Then this holds: The client does not send CANCEL for REGISTER, PUBLISH or SUBSCRIBE.

    @RFC3261-9.1-1 @TP_RFC3261-9.1-1_02 @takes_15s @slow
    Scenario: The server answers a retrieval with 100 and 10 s later (RFC3261-9.1-1)
      Given a server that answers a retrieval with 100 and 10 s later
      When the client retrieves its settings
      Then this holds: The client does not send CANCEL for REGISTER, PUBLISH or SUBSCRIBE.
