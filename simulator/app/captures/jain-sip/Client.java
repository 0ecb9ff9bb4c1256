import gov.nist.javax.sip.SipStackExt;
import gov.nist.javax.sip.clientauthutils.AccountManager;
import gov.nist.javax.sip.clientauthutils.AuthenticationHelper;
import gov.nist.javax.sip.clientauthutils.UserCredentials;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sip.*;
import javax.sip.address.*;
import javax.sip.header.*;
import javax.sip.message.*;

/** A client on the JAIN SIP reference implementation: registers, publishes, changes and fetches its settings, leaves. Over TCP. */
public class Client implements SipListener {
  static final String USER = "sip:alice@example.com";
  final BlockingQueue<ResponseEvent> responses = new LinkedBlockingQueue<>();
  final BlockingQueue<Request> notifications = new LinkedBlockingQueue<>();
  final AddressFactory addresses;
  final HeaderFactory headers;
  final MessageFactory messages;
  final SipProvider provider;
  final AuthenticationHelper authentication;
  /** The number of the next REGISTER; other requests begin with 1, each under a Call-ID of its own. */
  long registrations = 1;

  Client() throws Exception {
    SipFactory factory = SipFactory.getInstance();
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", "client");
    properties.setProperty("javax.sip.OUTBOUND_PROXY", "192.0.2.1:5060/tcp");
    SipStack stack = factory.createSipStack(properties);
    addresses = factory.createAddressFactory();
    headers = factory.createHeaderFactory();
    messages = factory.createMessageFactory();
    provider = stack.createSipProvider(stack.createListeningPoint("192.0.2.10", 5062, "tcp"));
    provider.addSipListener(this);
    AccountManager accounts = (transaction, realm) -> new UserCredentials() {
      public String getUserName() { return "alice"; }
      public String getPassword() { return "secret"; }
      public String getSipDomain() { return "example.com"; }
    };
    authentication = ((SipStackExt) stack).getAuthenticationHelper(accounts, headers);
  }

  Request request(String method, String uri, CallIdHeader callId) throws Exception {
    Address user = addresses.createAddress(USER);
    List<ViaHeader> vias = new ArrayList<>();
    vias.add(headers.createViaHeader("192.0.2.10", 5062, "tcp", null));
    return messages.createRequest(addresses.createURI(uri), method, callId, headers.createCSeqHeader(method.equals("REGISTER") ? registrations++ : 1, method),
        headers.createFromHeader(user, UUID.randomUUID().toString()), headers.createToHeader(user, null), vias,
        headers.createMaxForwardsHeader(70));
  }

  Address contact() throws Exception {
    return addresses.createAddress("sip:alice@192.0.2.10:5062;transport=tcp");
  }

  /** Sends it and waits for the final response; answers a challenge. */
  Response ask(Request request) throws Exception {
    ClientTransaction transaction = provider.getNewClientTransaction(request);
    transaction.sendRequest();
    for (;;) {
      ResponseEvent event = responses.poll(10, TimeUnit.SECONDS);
      if (event == null) throw new IllegalStateException(request.getMethod() + " was not answered");
      Response response = event.getResponse();
      if (response.getStatusCode() == 401) {
        if (request.getMethod().equals("REGISTER")) registrations++;
        authentication.handleChallenge(response, event.getClientTransaction(), provider, 5).sendRequest();
      } else if (response.getStatusCode() >= 200) {
        return response;
      }
    }
  }

  Request publish(String body, String tag) throws Exception {
    Request publish = request("PUBLISH", USER, provider.getNewCallId());
    publish.addHeader(headers.createEventHeader("service-settings"));
    publish.addHeader(headers.createHeader("Accept-Contact", "*;+g.oma.sip-im;require;explicit"));
    if (tag != null) publish.addHeader(headers.createSIPIfMatchHeader(tag));
    publish.setContent(body, headers.createContentTypeHeader("application", "poc-settings+xml"));
    return publish;
  }

  void run(String first, String second) throws Exception {
    CallIdHeader registration = provider.getNewCallId();
    Request register = request("REGISTER", "sip:example.com", registration);
    register.addHeader(headers.createContactHeader(contact()));
    register.addHeader(headers.createExpiresHeader(600));
    ask(register);

    String tag = ((SIPETagHeader) ask(publish(first, null)).getHeader("SIP-ETag")).getETag();
    ask(publish(second, tag));

    Request subscribe = request("SUBSCRIBE", USER, provider.getNewCallId());
    subscribe.addHeader(headers.createContactHeader(contact()));
    subscribe.addHeader(headers.createEventHeader("service-settings"));
    subscribe.addHeader(headers.createExpiresHeader(0));
    subscribe.addHeader(headers.createAcceptHeader("application", "poc-settings+xml"));
    ask(subscribe);
    notifications.poll(5, TimeUnit.SECONDS);

    Request deregister = request("REGISTER", "sip:example.com", registration);
    deregister.addHeader(headers.createContactHeader(contact()));
    deregister.addHeader(headers.createExpiresHeader(0));
    ask(deregister);
  }

  public void processRequest(RequestEvent event) {
    try {
      ServerTransaction transaction = event.getServerTransaction();
      if (transaction == null) transaction = provider.getNewServerTransaction(event.getRequest());
      transaction.sendResponse(messages.createResponse(200, event.getRequest()));
      notifications.add(event.getRequest());
    } catch (Exception problem) {
      problem.printStackTrace();
    }
  }

  public void processResponse(ResponseEvent event) {
    responses.add(event);
  }

  public void processTimeout(TimeoutEvent event) {}
  public void processIOException(IOExceptionEvent event) {}
  public void processTransactionTerminated(TransactionTerminatedEvent event) {}
  public void processDialogTerminated(DialogTerminatedEvent event) {}

  public static void main(String[] names) throws Exception {
    new Client().run(Files.readString(Paths.get(names[0])), Files.readString(Paths.get(names[1])));
    System.exit(0);
  }
}
