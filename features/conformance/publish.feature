@clause-6.1.1.1 @PICS_PUBLISH
Feature: Publishing the IM service settings
  To set, update or refresh the IM service settings, the IM Client publishes all five of them to the IM Server.

  Background:
    Given the client is registered

  Rule: Settings are set, updated and refreshed with PUBLISH

    @6.1.1.1-1
    Scenario Outline: The settings travel in a PUBLISH when the client <acts>
      When the client <acts>
      Then the settings travel in a PUBLISH request built to RFC 3903

      @TP_6.1.1.1-1_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-1_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-1_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: The Request-URI is the user's IM Address

    @6.1.1.1-2
    Scenario Outline: The IM Address is the Request-URI when the client <acts>
      When the client <acts>
      Then the Request-URI of the PUBLISH request is the user's IM Address

      @TP_6.1.1.1-2_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-2_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-2_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: The originator is the user, by the IM Address

    @6.1.1.1-3
    Scenario Outline: The user is the originator when the client <acts>
      When the client <acts>
      Then the PUBLISH request names the user's IM Address as its originator

      @TP_6.1.1.1-3_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-3_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-3_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: Accept-Contact asks for IM clients, requiring and explicitly

    @6.1.1.1-4
    Scenario Outline: Accept-Contact names the IM feature tag when the client <acts>
      When the client <acts>
      Then one Accept-Contact value of the PUBLISH request holds "*;+g.oma.sip-im;require;explicit"

      @TP_6.1.1.1-4_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-4_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-4_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: The event package is service-settings

    @6.1.1.1-5
    Scenario Outline: The event package is named when the client <acts>
      When the client <acts>
      Then the Event header of the PUBLISH request is "service-settings"

      @TP_6.1.1.1-5_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-5_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-5_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: The server, not the client, decides how long published settings live

    @6.1.1.1-6
    Scenario Outline: The lifetime is left out when the client <acts>
      When the client <acts>
      Then the PUBLISH request carries no Expires header

      @TP_6.1.1.1-6_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-6_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-6_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: Incoming IM Session Barring is stated

    @6.1.1.1-7a
    Scenario Outline: ISB is stated when the client <acts>
      When the client <acts>
      Then the published document says whether Incoming IM Session Barring is active

      @TP_6.1.1.1-7a_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-7a_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-7a_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: Incoming Pager Mode IM Barring is stated

    @6.1.1.1-7b
    Scenario Outline: IPMB is stated when the client <acts>
      When the client <acts>
      Then the published document says whether Incoming Pager Mode IM Barring is active

      @TP_6.1.1.1-7b_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-7b_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-7b_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: IM visibility is stated

    @6.1.1.1-7c
    Scenario Outline: VIS is stated when the client <acts>
      When the client <acts>
      Then the published document says whether IM visibility is active

      @TP_6.1.1.1-7c_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-7c_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-7c_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: Deferred message active is stated

    @6.1.1.1-7d
    Scenario Outline: DMS is stated when the client <acts>
      When the client <acts>
      Then the published document says whether Deferred message is active

      @TP_6.1.1.1-7d_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-7d_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-7d_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: Conversation History active is stated

    @6.1.1.1-7e
    Scenario Outline: CHS is stated when the client <acts>
      When the client <acts>
      Then the published document says whether Conversation History is active

      @TP_6.1.1.1-7e_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-7e_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-7e_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: The request goes by the procedures of the SIP/IP Core

    @6.1.1.1-8
    Scenario Outline: The request arrives at the next hop when the client <acts>
      When the client <acts>
      Then the PUBLISH request arrives at the SIP/IP Core that the client was given

      @TP_6.1.1.1-8_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-8_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-8_03
      Examples:
        | acts                   |
        | refreshes its settings |

  Rule: The client is free to tell its user about the success

    @6.1.1.1-MAY @TP_6.1.1.1-MAY_01
    Scenario: The user is told that the settings are published
      When the client publishes its settings for the first time
      Then the client may tell its user that the settings are published

  Rule: In an IMS core, the client uses the mechanisms of the IMS

    @6.1.1.1-IMS @PICS_IMS
    Scenario Outline: The IMS procedures are followed when the client <acts>
      When the client <acts>
      Then the PUBLISH request follows the procedures of an IMS terminal

      @TP_6.1.1.1-IMS_01
      Examples:
        | acts                                      |
        | publishes its settings for the first time |

      @TP_6.1.1.1-IMS_02
      Examples:
        | acts                 |
        | changes its settings |

      @TP_6.1.1.1-IMS_03
      Examples:
        | acts                   |
        | refreshes its settings |
