import { Then } from '@cucumber/cucumber';
import { meets, permits } from './support/test-case';

Then('the settings are asked for in a SUBSCRIBE request built to RFC 3265', meets('6.1.1.2-1'));
Then("the Request-URI of the SUBSCRIBE request is the user's IM Address", meets('6.1.1.2-2'));
Then("the SUBSCRIBE request names the user's IM Address as its originator", meets('6.1.1.2-3'));
Then('the Event header of the SUBSCRIBE request is "service-settings"', meets('6.1.1.2-4'));
Then('the Expires header of the SUBSCRIBE request is "0"', meets('6.1.1.2-5'));
Then('the SUBSCRIBE request arrives at the SIP\\/IP Core that the client was given', meets('6.1.1.2-6'));
Then('the client may show its user the values that it was notified of', permits('6.1.1.2-MAY'));
Then('the SUBSCRIBE request follows the procedures of an IMS terminal', meets('6.1.1.2-IMS'));
