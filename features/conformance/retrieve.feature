@clause-6.1.1.2 @PICS_RETRIEVE
Feature: Retrieving the IM service settings
  To retrieve the IM service settings, the IM Client fetches them once and is notified of them.

  Background:
    Given the client is registered
    And the client has published its settings

  Rule: Settings are fetched with SUBSCRIBE

    @6.1.1.2-1 @TP_6.1.1.2-1_01
    Scenario: A fetch is a SUBSCRIBE
      When the client retrieves its settings
      Then the settings are asked for in a SUBSCRIBE request built to RFC 3265

  Rule: The Request-URI is the user's IM Address

    @6.1.1.2-2 @TP_6.1.1.2-2_01
    Scenario: A fetch goes to the IM Address
      When the client retrieves its settings
      Then the Request-URI of the SUBSCRIBE request is the user's IM Address

  Rule: The originator is the user, by the IM Address

    @6.1.1.2-3 @TP_6.1.1.2-3_01
    Scenario: A fetch names the user as its originator
      When the client retrieves its settings
      Then the SUBSCRIBE request names the user's IM Address as its originator

  Rule: The event package is service-settings

    @6.1.1.2-4 @TP_6.1.1.2-4_01
    Scenario: A fetch names the event package
      When the client retrieves its settings
      Then the Event header of the SUBSCRIBE request is "service-settings"

  Rule: The subscription ends at once

    @6.1.1.2-5 @TP_6.1.1.2-5_01
    Scenario: A fetch asks for no lifetime
      When the client retrieves its settings
      Then the Expires header of the SUBSCRIBE request is "0"

  Rule: The request goes by the procedures of the SIP/IP Core

    @6.1.1.2-6 @TP_6.1.1.2-6_01
    Scenario: A fetch arrives at the next hop
      When the client retrieves its settings
      Then the SUBSCRIBE request arrives at the SIP/IP Core that the client was given

  Rule: The client is free to show its user the values

    @6.1.1.2-MAY @TP_6.1.1.2-MAY_01
    Scenario: The user is shown the values of the notification
      When the client retrieves its settings
      Then the client may show its user the values that it was notified of

  Rule: In an IMS core, the client uses the mechanisms of the IMS

    @6.1.1.2-IMS @TP_6.1.1.2-IMS_01 @PICS_IMS
    Scenario: The IMS procedures are followed by a fetch
      When the client retrieves its settings
      Then the SUBSCRIBE request follows the procedures of an IMS terminal
