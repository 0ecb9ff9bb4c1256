@provoked
Feature: Acting on responses
  What the client does after a response is up to the response.

  Rule: A response that is not one to the request is none

    @RFC3261-8.1.3.3-1 @TP_RFC3261-8.1.3.3-1_01
    Scenario: The server first answers a change with a second Via (RFC3261-8.1.3.3-1)
      Given a server that first answers a change with a second Via
      When the client changes its settings twice
      Then this holds: A response with more than one Via value is discarded.

    @RFC3261-17.1.3-1 @TP_RFC3261-17.1.3-1_01
    Scenario: The server first answers a change with a wrong branch (RFC3261-17.1.3-1)
      Given a server that first answers a change with a wrong branch
      When the client changes its settings twice
      Then this holds: A response belongs to the transaction only if top-Via branch and CSeq method match.

    @RFC3261-17.1.3-1 @TP_RFC3261-17.1.3-1_02
    Scenario: The server first answers a change with another method in CSeq (RFC3261-17.1.3-1)
      Given a server that first answers a change with another method in CSeq
      When the client changes its settings twice
      Then this holds: A response belongs to the transaction only if top-Via branch and CSeq method match.

    @RFC3261-18.1.2-1 @TP_RFC3261-18.1.2-1_01
    Scenario: The server first answers a change for another sent-by (RFC3261-18.1.2-1)
      Given a server that first answers a change for another sent-by
      When the client changes its settings twice
      Then this holds: A response whose top-Via sent-by is not the client's own is discarded.

  Rule: An unknown status counts as the x00 of its class, and no answer as 408

    @RFC3261-8.1.3.1-1 @TP_RFC3261-8.1.3.1-1_01 @takes_40s @slow
    Scenario: The server ignores a first publication (RFC3261-8.1.3.1-1)
      Given a server that ignores a first publication
      When the client publishes its settings for the first time
      Then this holds: A timeout counts as 408 and a fatal transport error as 503.

    @RFC3261-8.1.3.1-1 @TP_RFC3261-8.1.3.1-1_02 @takes_40s @slow
    Scenario: The server ignores a retrieval (RFC3261-8.1.3.1-1)
      Given a server that ignores a retrieval
      When the client retrieves its settings
      Then this holds: A timeout counts as 408 and a fatal transport error as 503.

    @RFC3261-8.1.3.2-1 @TP_RFC3261-8.1.3.2-1_01 @takes_10s @slow
    Scenario: The server refuses a change with 498 (RFC3261-8.1.3.2-1)
      Given a server that refuses a change with 498
      When the client changes its settings
      Then this holds: An unknown final status is treated as the x00 of its class.

    @RFC3261-8.1.3.2-1 @TP_RFC3261-8.1.3.2-1_02
    Scenario: The server refuses a retrieval with 598 (RFC3261-8.1.3.2-1)
      Given a server that refuses a retrieval with 598
      When the client retrieves its settings
      Then this holds: An unknown final status is treated as the x00 of its class.

    @RFC3261-8.1.3.2-1 @TP_RFC3261-8.1.3.2-1_03
    Scenario: The server answers a first publication with 299 (RFC3261-8.1.3.2-1)
      Given a server that answers a first publication with 299
      When the client changes its settings
      Then this holds: An unknown final status is treated as the x00 of its class.

  Rule: A redirection is followed once, to the address that it names

    @RFC3261-8.1.3.4-1 @TP_RFC3261-8.1.3.4-1_01
    Scenario: The server sends a first publication elsewhere (RFC3261-8.1.3.4-1)
      Given a server that sends a first publication elsewhere
      When the client publishes its settings for the first time
      Then this holds: After a 3xx the client tries the URIs of the Contact header.

    @RFC3261-8.1.3.4-1 @TP_RFC3261-8.1.3.4-1_02
    Scenario: The server sends a retrieval elsewhere (RFC3261-8.1.3.4-1)
      Given a server that sends a retrieval elsewhere
      When the client retrieves its settings
      Then this holds: After a 3xx the client tries the URIs of the Contact header.

    @RFC3261-8.1.3.4-2 @TP_RFC3261-8.1.3.4-2_01
    Scenario: The server sends a first publication elsewhere with parameters and headers (RFC3261-8.1.3.4-2)
      Given a server that sends a first publication elsewhere with parameters and headers
      When the client publishes its settings for the first time
      Then this holds: A redirected request copies the whole Contact URI except method and headers parts into the Request-URI and uses a new branch.

    @RFC3261-8.1.3.4-3 @TP_RFC3261-8.1.3.4-3_01 @takes_5s
    Scenario: The server sends a first publication in a circle (RFC3261-8.1.3.4-3)
      Given a server that sends a first publication in a circle
      When the client publishes its settings for the first time
      Then this holds: The same URI is tried at most once during redirection.

    @RFC3261-21.3.3-1 @TP_RFC3261-21.3.3-1_01
    Scenario: The server sends a change elsewhere (RFC3261-21.3.3-1)
      Given a server that sends a change elsewhere
      When the client changes its settings twice
      Then this holds: A 302 target without expiry is used once and not remembered for later transactions.

  Rule: What the server says is wrong is put right, with the same Call-ID and the next CSeq

    @RFC3261-8.1.3.5-2 @TP_RFC3261-8.1.3.5-2_01 @PICS_AUTH
    Scenario: The server challenges a first publication with 401 (RFC3261-8.1.3.5-2)
      Given a server that challenges a first publication with 401
      When the client publishes its settings for the first time
      Then this holds: The corrected retry keeps Call-ID, To and From and raises CSeq by one, in a new transaction.

    @RFC3261-8.1.3.5-3 @TP_RFC3261-8.1.3.5-3_01 @takes_5s
    Scenario: The server refuses a first publication with 415 (RFC3261-8.1.3.5-3)
      Given a server that refuses a first publication with 415
      When the client publishes its settings for the first time
      Then this holds: After 415 the client retries only with body types, encodings and languages that the response lists.

    @RFC3261-8.1.3.5-4 @TP_RFC3261-8.1.3.5-4_01 @optional
    Scenario: The server refuses a first publication with 420 for pref (RFC3261-8.1.3.5-4)
      Given a server that refuses a first publication with 420 for pref
      When the client publishes its settings for the first time
      Then this holds: After 420 the client retries without the options listed in Unsupported.

    @RFC3261-8.1.3.5-6 @TP_RFC3261-8.1.3.5-6_01 @PICS_TEL
    Scenario: The server refuses a first publication for a tel URI with 416 (RFC3261-8.1.3.5-6)
      Given a server that refuses a first publication for a tel URI with 416
      When the client publishes its settings for the first time
      Then this holds: After 416 the client retries with a SIP URI.

    @RFC3841-5-1 @TP_RFC3841-5-1_01 @optional
    Scenario: The server refuses a first publication with 420 for pref (RFC3841-5-1)
      Given a server that refuses a first publication with 420 for pref
      When the client publishes its settings for the first time
      Then this holds: After 420 for pref the client retries without it.

  Rule: A request that was refused is not sent again unchanged

    @RFC3261-21.4-1 @TP_RFC3261-21.4-1_01 @takes_60s @slow
    Scenario: The server refuses a first publication with 400 (RFC3261-21.4-1)
      Given a server that refuses a first publication with 400
      When the client publishes its settings for the first time
      Then this holds: A request refused with 4xx is not repeated unmodified.

    @RFC3261-21.4-1 @TP_RFC3261-21.4-1_02 @takes_60s @slow
    Scenario: The server refuses a change with 488 (RFC3261-21.4-1)
      Given a server that refuses a change with 488
      When the client changes its settings
      Then this holds: A request refused with 4xx is not repeated unmodified.

    @RFC3261-21.4-1 @TP_RFC3261-21.4-1_03 @takes_60s @slow
    Scenario: The server refuses a retrieval with 405 (RFC3261-21.4-1)
      Given a server that refuses a retrieval with 405
      When the client retrieves its settings
      Then this holds: A request refused with 4xx is not repeated unmodified.

    @RFC3261-21.4.4-1 @TP_RFC3261-21.4.4-1_01 @takes_60s @slow
    Scenario: The server refuses a first publication with 403 (RFC3261-21.4.4-1)
      Given a server that refuses a first publication with 403
      When the client publishes its settings for the first time
      Then this holds: A 403 is final: adding or changing credentials does not help and the request is not repeated.

    @RFC3261-21.4.4-1 @TP_RFC3261-21.4.4-1_02 @takes_60s @slow
    Scenario: The server refuses a retrieval with 403 (RFC3261-21.4.4-1)
      Given a server that refuses a retrieval with 403
      When the client retrieves its settings
      Then this holds: A 403 is final: adding or changing credentials does not help and the request is not repeated.

    @RFC3261-21.4.4-1 @TP_RFC3261-21.4.4-1_03 @PICS_AUTH @takes_60s @slow
    Scenario: The server refuses a first publication with 403 in spite of credentials (RFC3261-21.4.4-1)
      Given a server that refuses a first publication with 403 in spite of credentials
      When the client publishes its settings for the first time
      Then this holds: A 403 is final: adding or changing credentials does not help and the request is not repeated.

    @RFC3261-21.4.5-1 @TP_RFC3261-21.4.5-1_01 @takes_60s @slow
    Scenario: The server refuses a retrieval with 404 (RFC3261-21.4.5-1)
      Given a server that refuses a retrieval with 404
      When the client retrieves its settings
      Then this holds: After 404 the client does not repeat the request to the same address, and honours Retry-After when it is given.

    @RFC3261-21.4.5-1 @TP_RFC3261-21.4.5-1_02 @takes_30s @slow
    Scenario: The server refuses a first publication with 404 and Retry-After (RFC3261-21.4.5-1)
      Given a server that refuses a first publication with 404 and Retry-After
      When the client publishes its settings for the first time
      Then this holds: After 404 the client does not repeat the request to the same address, and honours Retry-After when it is given.

    @RFC3261-21.6-1 @TP_RFC3261-21.6-1_01 @takes_60s @slow
    Scenario: The server refuses a first publication with 603 (RFC3261-21.6-1)
      Given a server that refuses a first publication with 603
      When the client publishes its settings for the first time
      Then this holds: A 6xx ends the attempt at every server.

    @RFC3261-21.6-1 @TP_RFC3261-21.6-1_02 @takes_60s @slow
    Scenario: The server refuses a retrieval with 600 (RFC3261-21.6-1)
      Given a server that refuses a retrieval with 600
      When the client retrieves its settings
      Then this holds: A 6xx ends the attempt at every server.

    @RFC3903-6-1 @TP_RFC3903-6-1_01 @takes_60s @slow
    Scenario: The server refuses a first publication with 489 (RFC3903-6-1)
      Given a server that refuses a first publication with 489
      When the client publishes its settings for the first time
      Then this holds: After 489 the client does not repeat the request with the same Event; Allow-Events tells what is supported.

    @RFC3903-6-1 @TP_RFC3903-6-1_02 @takes_60s @slow
    Scenario: The server refuses a retrieval with 489 (RFC3903-6-1)
      Given a server that refuses a retrieval with 489
      When the client retrieves its settings
      Then this holds: After 489 the client does not repeat the request with the same Event; Allow-Events tells what is supported.

    @RFC6665-4.1.2.1-1 @TP_RFC6665-4.1.2.1-1_01 @takes_10s @slow
    Scenario: The server refuses a retrieval with 406 (RFC6665-4.1.2.1-1)
      Given a server that refuses a retrieval with 406
      When the client retrieves its settings
      Then this holds: After 406 the client does not repeat with the same Accept.

  Rule: A server that asks for time gets it

    @RFC3261-20.33-1 @TP_RFC3261-20.33-1_01 @takes_20s @slow
    Scenario: The server refuses a first publication with 500 and Retry-After (RFC3261-20.33-1)
      Given a server that refuses a first publication with 500 and Retry-After
      When the client publishes its settings for the first time
      Then this holds: The client waits at least the Retry-After time before trying the same request again.

    @RFC3261-20.33-1 @TP_RFC3261-20.33-1_02 @takes_20s @slow
    Scenario: The server refuses a retrieval with 480 and Retry-After (RFC3261-20.33-1)
      Given a server that refuses a retrieval with 480 and Retry-After
      When the client retrieves its settings
      Then this holds: The client waits at least the Retry-After time before trying the same request again.

    @RFC3261-21.5.1-1 @TP_RFC3261-21.5.1-1_01
    Scenario: The server refuses a first publication with 500 (RFC3261-21.5.1-1)
      Given a server that refuses a first publication with 500
      When the client publishes its settings for the first time
      Then this holds: After 500 the client may retry after several seconds.

    @RFC3261-21.5.4-1 @TP_RFC3261-21.5.4-1_01 @takes_15s @slow
    Scenario: The server refuses a first publication with 503 and Retry-After (RFC3261-21.5.4-1)
      Given a server that refuses a first publication with 503 and Retry-After
      When the client publishes its settings for the first time
      Then this holds: After 503 with Retry-After the client sends no request to that server until the time has passed, and may use an alternate server.

    @RFC3261-21.5.4-2 @TP_RFC3261-21.5.4-2_01
    Scenario: The server refuses a retrieval with 503 (RFC3261-21.5.4-2)
      Given a server that refuses a retrieval with 503
      When the client retrieves its settings
      Then this holds: A 503 without Retry-After is handled like a 500.

    @RFC3903-9-1 @TP_RFC3903-9-1_01 @takes_15s @slow
    Scenario: The server refuses a change with 503 and Retry-After (RFC3903-9-1)
      Given a server that refuses a change with 503 and Retry-After
      When the client changes its settings
      Then this holds: A client pushed back with 503 waits the Retry-After time before the next PUBLISH.
