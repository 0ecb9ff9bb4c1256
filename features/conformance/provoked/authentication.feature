@provoked
Feature: Answering challenges
  The client answers Digest challenges of every kind that it understands.

  Rule: A challenge is answered with credentials

    @RFC3261-8.1.3.5-1 @TP_RFC3261-8.1.3.5-1_01 @PICS_AUTH
    Scenario: The server challenges a first publication with 401 (RFC3261-8.1.3.5-1)
      Given a server that challenges a first publication with 401
      When the client publishes its settings for the first time
      Then this holds: The client repeats a challenged request with credentials.

    @RFC3261-8.1.3.5-1 @TP_RFC3261-8.1.3.5-1_02 @PICS_AUTH
    Scenario: The server challenges a retrieval with 407 (RFC3261-8.1.3.5-1)
      Given a server that challenges a retrieval with 407
      When the client retrieves its settings
      Then this holds: The client repeats a challenged request with credentials.

    @RFC3903-14.1-1 @TP_RFC3903-14.1-1_01 @PICS_AUTH
    Scenario: The server challenges a first publication with 401 (RFC3903-14.1-1)
      Given a server that challenges a first publication with 401
      When the client publishes its settings for the first time
      Then this holds: The client supports Digest for PUBLISH.

    @RFC3903-14.1-1 @TP_RFC3903-14.1-1_02 @PICS_AUTH @PICS_SHA_256
    Scenario: The server challenges a first publication with 401 and SHA-256 (RFC3903-14.1-1)
      Given a server that challenges a first publication with 401 and SHA-256
      When the client publishes its settings for the first time
      Then this holds: The client supports Digest for PUBLISH.

    @RFC3261-22.2-1 @TP_RFC3261-22.2-1_01 @PICS_AUTH
    Scenario: The server challenges a change with 401 (RFC3261-22.2-1)
      Given a server that challenges a change with 401
      When the client changes its settings
      Then this holds: The retry with credentials has a higher CSeq number than the challenged request.

    @RFC3261-22.3-1 @TP_RFC3261-22.3-1_01 @PICS_AUTH
    Scenario: The server challenges a change with 407 (RFC3261-22.3-1)
      Given a server that challenges a change with 407
      When the client changes its settings twice
      Then this holds: After 407 the client sends Proxy-Authorization and keeps sending it in later requests with the same Call-ID.

    @RFC3261-22.3-1 @TP_RFC3261-22.3-1_02 @PICS_AUTH
    Scenario: The server challenges a registration with 407 (RFC3261-22.3-1)
      Given a server that challenges a registration with 407
      When the client registers twice
      Then this holds: After 407 the client sends Proxy-Authorization and keeps sending it in later requests with the same Call-ID.

    @RFC3261-22.3-2 @TP_RFC3261-22.3-2_01 @PICS_AUTH
    Scenario: The server challenges a first publication with 407 and then with 401 (RFC3261-22.3-2)
      Given a server that challenges a first publication with 407 and then with 401
      When the client publishes its settings for the first time
      Then this holds: With several realms the client may answer each challenge; answering a proxy and a server challenge in turn must not lose the first credentials.

    @RFC3261-22.1-1 @TP_RFC3261-22.1-1_01 @PICS_AUTH @takes_10s @slow
    Scenario: The server challenges a first publication again and again (RFC3261-22.1-1)
      Given a server that challenges a first publication again and again
      When the client publishes its settings for the first time
      Then this holds: Rejected credentials are not tried again.

    @RFC6665-4.4.3-2 @TP_RFC6665-4.4.3-2_01 @PICS_AUTH
    Scenario: The server challenges only the first request (RFC6665-4.4.3-2)
      Given a server that challenges only the first request
      When the client retrieves its settings twice
      Then this holds: Credentials are cached between fetches.

    @RFC6665-4.4.3-2 @TP_RFC6665-4.4.3-2_02 @PICS_AUTH
    Scenario: The server challenges a retrieval with 401 (RFC6665-4.4.3-2)
      Given a server that challenges a retrieval with 401
      When the client retrieves its settings twice
      Then this holds: Credentials are cached between fetches.

  Rule: The credentials are those of the challenge

    @RFC3261-22.4-2 @TP_RFC3261-22.4-2_01 @PICS_AUTH
    Scenario: The server challenges a first publication with auth and auth-int (RFC3261-22.4-2)
      Given a server that challenges a first publication with auth and auth-int
      When the client publishes its settings for the first time
      Then this holds: If the challenge has qop, the credentials have qop with one of the offered values.

    @RFC3261-22.4-3 @TP_RFC3261-22.4-3_01 @PICS_AUTH
    Scenario: The server challenges a first publication for two realms (RFC3261-22.4-3)
      Given a server that challenges a first publication for two realms
      When the client publishes its settings for the first time
      Then this holds: Authorization and Proxy-Authorization rows are never joined into one comma list.

    @RFC7616-3.4-1 @TP_RFC7616-3.4-1_01 @PICS_AUTH
    Scenario: The server challenges a first publication with 401 (RFC7616-3.4-1)
      Given a server that challenges a first publication with 401
      When the client publishes its settings for the first time
      Then this holds: The response value is the correct digest over username, realm, password, nonce, nc, cnonce, qop, method and uri.

    @RFC7616-3.4-1 @TP_RFC7616-3.4-1_02 @PICS_AUTH @PICS_SHA_256
    Scenario: The server challenges a retrieval with 401 and SHA-256 (RFC7616-3.4-1)
      Given a server that challenges a retrieval with 401 and SHA-256
      When the client retrieves its settings
      Then this holds: The response value is the correct digest over username, realm, password, nonce, nc, cnonce, qop, method and uri.

    @RFC7616-3.4-2 @TP_RFC7616-3.4-2_01 @PICS_AUTH
    Scenario: The server challenges only the first request (RFC7616-3.4-2)
      Given a server that challenges only the first request
      When the client retrieves its settings twice
      Then this holds: nc is eight hex digits, starts at 00000001 for a new nonce and grows with each use of that nonce.

    @RFC7616-3.4-3 @TP_RFC7616-3.4-3_01 @PICS_AUTH
    Scenario: The server challenges a first publication with 401 (RFC7616-3.4-3)
      Given a server that challenges a first publication with 401
      When the client publishes its settings for the first time
      Then this holds: cnonce and nc are present when qop is sent and absent when the challenge had no qop.

    @RFC7616-3.4-3 @TP_RFC7616-3.4-3_02 @PICS_AUTH
    Scenario: The server challenges a first publication without qop (RFC7616-3.4-3)
      Given a server that challenges a first publication without qop
      When the client publishes its settings for the first time
      Then this holds: cnonce and nc are present when qop is sent and absent when the challenge had no qop.

    @RFC7616-3.4-4 @TP_RFC7616-3.4-4_01 @PICS_AUTH
    Scenario: The server challenges a first publication with opaque and a long nonce (RFC7616-3.4-4)
      Given a server that challenges a first publication with opaque and a long nonce
      When the client publishes its settings for the first time
      Then this holds: realm, nonce, opaque and algorithm are returned exactly as challenged.

    @RFC7616-3.4-5 @TP_RFC7616-3.4-5_01 @PICS_AUTH
    Scenario: The server challenges a first publication with 401 (RFC7616-3.4-5)
      Given a server that challenges a first publication with 401
      When the client publishes its settings for the first time
      Then this holds: algorithm, qop and nc are sent without quotes; username, realm, nonce, uri, response, cnonce and opaque with quotes.

    @RFC7616-3.3-1 @TP_RFC7616-3.3-1_01 @PICS_AUTH
    Scenario: The server challenges once and then calls the nonce stale (RFC7616-3.3-1)
      Given a server that challenges once and then calls the nonce stale
      When the client changes its settings
      Then this holds: stale=true means only that the nonce is too old: the client retries with the new nonce and the same credentials.

    @RFC7616-3.5-1 @TP_RFC7616-3.5-1_01 @PICS_AUTH
    Scenario: The server gives a next nonce with each answer to a publication (RFC7616-3.5-1)
      Given a server that gives a next nonce with each answer to a publication
      When the client changes its settings twice
      Then this holds: The client uses nextnonce for its next credentials.

  Rule: Of several challenges the client takes one that it understands

    @RFC8760-2.4-1 @TP_RFC8760-2.4-1_01 @PICS_AUTH @PICS_SHA_256
    Scenario: The server challenges a first publication with SHA-256 before MD5 (RFC8760-2.4-1)
      Given a server that challenges a first publication with SHA-256 before MD5
      When the client publishes its settings for the first time
      Then this holds: The client answers the topmost challenge whose algorithm it supports.

    @RFC8760-2.4-2 @TP_RFC8760-2.4-2_01 @PICS_AUTH
    Scenario: The server challenges a first publication with an unknown algorithm before MD5 (RFC8760-2.4-2)
      Given a server that challenges a first publication with an unknown algorithm before MD5
      When the client publishes its settings for the first time
      Then this holds: Challenges the client does not understand are skipped.

    @RFC8760-2.4-2 @TP_RFC8760-2.4-2_02 @PICS_AUTH
    Scenario: The server challenges a first publication with an unknown scheme before Digest (RFC8760-2.4-2)
      Given a server that challenges a first publication with an unknown scheme before Digest
      When the client publishes its settings for the first time
      Then this holds: Challenges the client does not understand are skipped.

    @RFC8760-2.6-1 @TP_RFC8760-2.6-1_01 @PICS_AUTH @takes_10s @slow
    Scenario: The server challenges a first publication with Basic alone (RFC8760-2.6-1)
      Given a server that challenges a first publication with Basic alone
      When the client publishes its settings for the first time
      Then this holds: The client never sends Basic credentials.
