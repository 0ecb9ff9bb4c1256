@harness
Feature: The tester itself: a client with one known defect gets exactly that failure
  A tester is trusted when it finds every seeded defect, blames just the requirement that it breaks, and lets conforming
  clients pass.

  Rule: A conforming client passes

    Scenario Outline: The conforming client passes over <transport>
      Given a conforming client over <transport>
      When it has published, changed, refreshed and retrieved its settings
      Then every SHALL that applies is passed

      Examples:
        | transport |
        | udp       |
        | tcp       |

    Scenario: The conforming client passes in an IMS core
      Given a conforming client in an IMS core
      When it has published, changed, refreshed and retrieved its settings
      Then every SHALL that applies is passed

  Rule: A defect fails the requirement that it breaks, and no other

    Scenario Outline: <defect> fails <requirements>
      Given a client with the defect <defect>
      When it has published, changed, refreshed and retrieved its settings
      Then exactly these requirements fail: <requirements>

      Examples:
        | defect                           | requirements                                               |
        | publish-as-message               | 6.1.1.1-1                                                  |
        | publish-other-request-uri        | 6.1.1.1-2                                                  |
        | publish-server-request-uri       | 6.1.1.1-2                                                  |
        | publish-other-originator         | 6.1.1.1-3                                                  |
        | publish-anonymous                | 6.1.1.1-3                                                  |
        | publish-no-accept-contact        | 6.1.1.1-4                                                  |
        | publish-no-require               | 6.1.1.1-4                                                  |
        | publish-no-explicit              | 6.1.1.1-4                                                  |
        | publish-split-accept-contact     | 6.1.1.1-4                                                  |
        | publish-misspelt-feature-tag     | 6.1.1.1-4                                                  |
        | publish-wrong-event              | 6.1.1.1-5                                                  |
        | publish-event-case               | 6.1.1.1-5                                                  |
        | publish-event-template           | 6.1.1.1-5                                                  |
        | publish-expires                  | 6.1.1.1-6                                                  |
        | publish-expires-zero             | 6.1.1.1-6                                                  |
        | publish-wrong-next-hop           | 6.1.1.1-8                                                  |
        | publish-no-isb                   | 6.1.1.1-7a                                                 |
        | publish-bad-isb                  | 6.1.1.1-1, 6.1.1.1-7a, RFC4354-6-8                         |
        | publish-inverted-isb             | 6.1.1.1-7a                                                 |
        | publish-no-ipmb                  | 6.1.1.1-7b                                                 |
        | publish-bad-ipmb                 | 6.1.1.1-1, 6.1.1.1-7b, RFC4354-6-8                         |
        | publish-inverted-ipmb            | 6.1.1.1-7b                                                 |
        | publish-no-vis                   | 6.1.1.1-7c                                                 |
        | publish-bad-vis                  | 6.1.1.1-1, 6.1.1.1-7c, RFC4354-6-8                         |
        | publish-inverted-vis             | 6.1.1.1-7c                                                 |
        | publish-no-dms                   | 6.1.1.1-7d                                                 |
        | publish-bad-dms                  | 6.1.1.1-1, 6.1.1.1-7d, RFC4354-6-8                         |
        | publish-inverted-dms             | 6.1.1.1-7d                                                 |
        | publish-no-chs                   | 6.1.1.1-7e                                                 |
        | publish-bad-chs                  | 6.1.1.1-1, 6.1.1.1-7e, RFC4354-6-8                         |
        | publish-inverted-chs             | 6.1.1.1-7e                                                 |
        | publish-no-body-on-refresh       | 6.1.1.1-7a, 6.1.1.1-7b, 6.1.1.1-7c, 6.1.1.1-7d, 6.1.1.1-7e |
        | retrieve-by-options              | 6.1.1.2-1                                                  |
        | retrieve-refuses-notify          | 6.1.1.2-1, RFC6665-4.1.3-3                                 |
        | retrieve-ignores-notify          | 6.1.1.2-1                                                  |
        | retrieve-other-request-uri       | 6.1.1.2-2                                                  |
        | retrieve-server-request-uri      | 6.1.1.2-2                                                  |
        | retrieve-other-originator        | 6.1.1.2-3                                                  |
        | retrieve-anonymous               | 6.1.1.2-3                                                  |
        | retrieve-wrong-event             | 6.1.1.2-4                                                  |
        | retrieve-event-presence          | 6.1.1.2-4                                                  |
        | retrieve-expires                 | 6.1.1.2-5                                                  |
        | retrieve-no-expires              | 6.1.1.2-5                                                  |
        | retrieve-expires-in-contact-only | 6.1.1.2-5                                                  |
        | retrieve-wrong-next-hop          | 6.1.1.2-6                                                  |

    Scenario Outline: In an IMS core, <defect> fails <requirements>
      Given a client in an IMS core with the defect <defect>
      When it has published, changed, refreshed and retrieved its settings
      Then exactly these requirements fail: <requirements>

      Examples:
        | defect                         | requirements                                 |
        | publish-no-preferred-identity  | 6.1.1.1-3                                    |
        | ims-publish-no-route           | 6.1.1.1-8, 6.1.1.1-IMS, TS24229-5.1.2A.1.1-1 |
        | ims-publish-swapped-route      | 6.1.1.1-IMS, RFC3608-6.1-1                   |
        | retrieve-no-preferred-identity | 6.1.1.2-3                                    |
        | ims-retrieve-no-route          | 6.1.1.2-6, 6.1.1.2-IMS, TS24229-5.1.2A.1.1-1 |
        | ims-retrieve-swapped-route     | 6.1.1.2-IMS, RFC3608-6.1-1                   |

    Scenario: A client that claims to have acted and was silent fails the duty to act
      Given a client with the defect silent
      When it has published, changed, refreshed and retrieved its settings
      Then exactly these requirements fail: 6.1.1.1-1, 6.1.1.2-1

  Rule: What the specification leaves free never fails

    Scenario: A success that was none is warned about
      Given a client with the defects publish-wrong-event and claims-success-anyway
      When it has published, changed, refreshed and retrieved its settings
      Then exactly these requirements fail: 6.1.1.1-5
      And exactly these requirements are warned about: 6.1.1.1-MAY

    Scenario: Values other than the notified ones are warned about
      Given a client with the defect shows-wrong-settings
      When it has published, changed, refreshed and retrieved its settings
      Then exactly these requirements fail: none
      And exactly these requirements are warned about: 6.1.1.2-MAY

    Scenario: A client that subscribes for ever is bounded and warned about
      Given a client with the defect resubscribes-forever
      When it has published, changed, refreshed and retrieved its settings
      Then exactly these requirements fail: none
      And exactly these requirements are warned about: 6.1.1.2-1

  Rule: A client that cannot act is no proof of a failure

    Scenario: A client that reports an error is inconclusive
      Given a client with the defect lost
      When it has published, changed, refreshed and retrieved its settings
      Then exactly these requirements fail: none
      And the run is inconclusive
