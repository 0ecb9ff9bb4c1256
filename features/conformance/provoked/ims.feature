@provoked
Feature: Registering in an IMS core
  In an IMS core the registration tells the client which identities and routes to use.

  Rule: The identities of the registration

    @TS24229-5.1.1.1A-1 @TP_TS24229-5.1.1.1A-1_01 @PICS_IMS
    Scenario: The server names another identity as the default one (TS24229-5.1.1.1A-1)
      Given a server that names another identity as the default one
      When the client publishes and retrieves its settings
      Then this holds: The temporary public identity derived from the IMSI appears only in REGISTER.

    @TS24229-5.1.1.2-11 @TP_TS24229-5.1.1.2-11_01 @PICS_IMS
    Scenario: The server leaves the registered identity out (TS24229-5.1.1.2-11)
      Given a server that leaves the registered identity out
      When the client publishes and retrieves its settings
      Then this holds: The first URI of P-Associated-URI is the default public identity, and an identity missing from that list counts as barred and is not used.

    @TS24229-5.1.1.2-9 @TP_TS24229-5.1.1.2-9_01 @PICS_IMS @takes_5s
    Scenario: The server delays the answer to a registration by 5 s (TS24229-5.1.1.2-9)
      Given a server that delays the answer to a registration by 5 s
      When the client registers
      Then this holds: A new registration starts only after the previous one was answered or timed out.

    @TS24229-5.1.1.2-10 @TP_TS24229-5.1.1.2-10_01 @PICS_IMS @takes_5s
    Scenario: The server delays the answer to a registration by 5 s (TS24229-5.1.1.2-10)
      Given a server that delays the answer to a registration by 5 s
      When the client registers and publishes its settings at once
      Then this holds: Settings are published or fetched only while a public user identity is registered.

    @TS24229-5.1.1.2-10 @TP_TS24229-5.1.1.2-10_02 @PICS_IMS @optional
    Scenario: The server refuses a registration with 403 (TS24229-5.1.1.2-10)
      Given a server that refuses a registration with 403
      When the client publishes its settings for the first time
      Then this holds: Settings are published or fetched only while a public user identity is registered.

    @TS24229-5.1.1.3-1 @TP_TS24229-5.1.1.3-1_01 @PICS_IMS
    Scenario: The server does as it should (TS24229-5.1.1.3-1)
      Given a server that does as it should
      When the client registers
      Then this holds: After the initial registration the terminal subscribes to the reg event package of its identity with Expires 600000.

    @TS24229-5.1.1.4-1 @TP_TS24229-5.1.1.4-1_01 @PICS_IMS @takes_70s @slow
    Scenario: The server grants registrations 120 s (TS24229-5.1.1.4-1)
      Given a server that grants registrations 120 s
      When the client registers
      Then this holds: Re-registration happens 600 s before expiry when more than 1200 s were granted, else at half time.

    @TS24229-5.1.1.5-1 @TP_TS24229-5.1.1.5-1_01 @PICS_IMS
    Scenario: The server challenges a registration and offers two security mechanisms (TS24229-5.1.1.5-1)
      Given a server that challenges a registration and offers two security mechanisms
      When the client registers
      Then this holds: The REGISTER answering the challenge keeps the Call-ID, repeats the same Security-Client, and mirrors Security-Server in Security-Verify.

    @TS24229-5.1.1.5-2 @TP_TS24229-5.1.1.5-2_01 @PICS_IMS
    Scenario: The server challenges a registration with AKAv1-MD5 (TS24229-5.1.1.5-2)
      Given a server that challenges a registration with AKAv1-MD5
      When the client registers
      Then this holds: Its Authorization carries realm, nonce and algorithm as received, the private identity, the home-domain uri and the computed response.

    @TS24229-7.7-1 @TP_TS24229-7.7-1_01 @PICS_IMS @udp @takes_5s
    Scenario: The server ignores a retrieval (TS24229-7.7-1)
      Given a server that ignores a retrieval
      When the client retrieves its settings
      Then this holds: Over the radio access the terminal uses the enlarged SIP timers (T1 2 s, T2 16 s, T4 17 s).

  Rule: The route of the registration

    @TS24229-5.1.2A.1.1-1 @TP_TS24229-5.1.2A.1.1-1_01 @PICS_IMS
    Scenario: The server gives registrations three Service-Routes (TS24229-5.1.2A.1.1-1)
      Given a server that gives registrations three Service-Routes
      When the client publishes and retrieves its settings
      Then this holds: Requests outside dialogs carry a preloaded Route: first the P-CSCF with the port of the security mechanism, then the Service-Route values of the last registration in order.

    @RFC3608-6.1-1 @TP_RFC3608-6.1-1_01 @optional
    Scenario: The server gives registrations three Service-Routes (RFC3608-6.1-1)
      Given a server that gives registrations three Service-Routes
      When the client publishes and retrieves its settings
      Then this holds: The order of Service-Route values is kept in Route.

    @RFC3608-6.1-1 @TP_RFC3608-6.1-1_02 @PICS_IMS
    Scenario: The server gives registrations three Service-Routes (RFC3608-6.1-1)
      Given a server that gives registrations three Service-Routes
      When the client publishes and retrieves its settings
      Then this holds: The order of Service-Route values is kept in Route.

    @RFC3608-6.1-2 @TP_RFC3608-6.1-2_01 @optional
    Scenario: The server changes the Service-Routes, and then leaves them out (RFC3608-6.1-2)
      Given a server that changes the Service-Routes, and then leaves them out
      When the client registers again before each change of its settings
      Then this holds: The newest Service-Route replaces the old one; a 200 without it clears it.

    @RFC3608-6.1-2 @TP_RFC3608-6.1-2_02 @PICS_IMS
    Scenario: The server changes the Service-Routes, and then leaves them out (RFC3608-6.1-2)
      Given a server that changes the Service-Routes, and then leaves them out
      When the client registers again before each change of its settings
      Then this holds: The newest Service-Route replaces the old one; a 200 without it clears it.

  Rule: The security agreement

    @RFC3329-2.3.1-1 @TP_RFC3329-2.3.1-1_01 @PICS_IMS
    Scenario: The server challenges a registration and offers two security mechanisms (RFC3329-2.3.1-1)
      Given a server that challenges a registration and offers two security mechanisms
      When the client publishes and retrieves its settings
      Then this holds: All later requests to that server carry Security-Verify mirroring the Security-Server list.

    @RFC3329-2.3.1-2 @TP_RFC3329-2.3.1-2_01 @PICS_IMS
    Scenario: The server challenges a registration and offers two security mechanisms (RFC3329-2.3.1-2)
      Given a server that challenges a registration and offers two security mechanisms
      When the client publishes and retrieves its settings
      Then this holds: Such requests list sec-agree in both Require and Proxy-Require.

    @RFC3329-2.3.1-4 @TP_RFC3329-2.3.1-4_01 @PICS_IMS
    Scenario: The server refuses a registration with 494 (RFC3329-2.3.1-4)
      Given a server that refuses a registration with 494
      When the client registers
      Then this holds: After 494 the client chooses the mechanism with the highest q it knows, starts it, and repeats the request with Security-Verify.
