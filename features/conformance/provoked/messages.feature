@provoked
Feature: Reading what the server sends
  The client reads every form that RFC 3261 allows a message to have, and copes with those that it does not allow.

  Rule: Messages of the server are read as RFC 3261 writes them

    @RFC3261-7.3.3-1 @TP_RFC3261-7.3.3-1_01
    Scenario: The server writes compact header names (RFC3261-7.3.3-1)
      Given a server that writes compact header names
      When the client retrieves its settings
      Then this holds: The client understands compact header names in messages it receives.

    @RFC3261-7.5-1 @TP_RFC3261-7.5-1_01 @tcp
    Scenario: The server notifies behind empty lines (RFC3261-7.5-1)
      Given a server that notifies behind empty lines
      When the client retrieves its settings
      Then this holds: CR LF octets before a start line on a stream are skipped.

    @RFC3261-8.2.2-1 @TP_RFC3261-8.2.2-1_01
    Scenario: The server notifies with unknown header fields and parameters (RFC3261-8.2.2-1)
      Given a server that notifies with unknown header fields and parameters
      When the client retrieves its settings
      Then this holds: Unknown header fields and parameters in a received request are ignored.

    @RFC3261-18.3-1 @TP_RFC3261-18.3-1_01 @udp
    Scenario: The server notifies with octets behind the body (RFC3261-18.3-1)
      Given a server that notifies with octets behind the body
      When the client retrieves its settings
      Then this holds: Octets beyond Content-Length in a received datagram are ignored.

    @RFC3261-18.3-2 @TP_RFC3261-18.3-2_01 @udp
    Scenario: The server notifies with too high a Content-Length (RFC3261-18.3-2)
      Given a server that notifies with too high a Content-Length
      When the client retrieves its settings
      Then this holds: A received request whose body is shorter than Content-Length is answered 400.
