@clause-6.1.1.1 @PICS_PUBLISH @combinations @6.1.1.1-7a @6.1.1.1-7b @6.1.1.1-7c @6.1.1.1-7d @6.1.1.1-7e
Feature: Publishing every combination of the five IM service settings
  The five settings are independent of each other: each of the 32 combinations can be published.

  Background:
    Given the client is registered

  Rule: A publication states just the values that the user chose

    Scenario Outline: ISB <ISB>, IPMB <IPMB>, VIS <VIS>, DMS <DMS>, CHS <CHS>
      When the client publishes ISB <ISB>, IPMB <IPMB>, VIS <VIS>, DMS <DMS>, CHS <CHS>
      Then the published document states just these five values

      @TP_6.1.1.1-7_01
      Examples: all combinations
        | ISB        | IPMB       | VIS        | DMS        | CHS        |
        | not active | not active | not active | not active | not active |
        | not active | not active | not active | not active | active     |
        | not active | not active | not active | active     | not active |
        | not active | not active | not active | active     | active     |
        | not active | not active | active     | not active | not active |
        | not active | not active | active     | not active | active     |
        | not active | not active | active     | active     | not active |
        | not active | not active | active     | active     | active     |
        | not active | active     | not active | not active | not active |
        | not active | active     | not active | not active | active     |
        | not active | active     | not active | active     | not active |
        | not active | active     | not active | active     | active     |
        | not active | active     | active     | not active | not active |
        | not active | active     | active     | not active | active     |
        | not active | active     | active     | active     | not active |
        | not active | active     | active     | active     | active     |
        | active     | not active | not active | not active | not active |
        | active     | not active | not active | not active | active     |
        | active     | not active | not active | active     | not active |
        | active     | not active | not active | active     | active     |
        | active     | not active | active     | not active | not active |
        | active     | not active | active     | not active | active     |
        | active     | not active | active     | active     | not active |
        | active     | not active | active     | active     | active     |
        | active     | active     | not active | not active | not active |
        | active     | active     | not active | not active | active     |
        | active     | active     | not active | active     | not active |
        | active     | active     | not active | active     | active     |
        | active     | active     | active     | not active | not active |
        | active     | active     | active     | not active | active     |
        | active     | active     | active     | active     | not active |
        | active     | active     | active     | active     | active     |
