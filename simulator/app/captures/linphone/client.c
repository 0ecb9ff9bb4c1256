/* A client on liblinphone: registers, publishes, changes and fetches its settings, leaves. Over UDP. */
#include <linphone/core.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define USER "sip:alice@example.com"
#define DURATION 20

static LinphoneCore *core;
static LinphoneEvent *publication;
static char bodies[2][4096];
static int notified;

static LinphoneContent *content(const char *text) {
  LinphoneContent *body = linphone_core_create_content(core);
  linphone_content_set_type(body, "application");
  linphone_content_set_subtype(body, "poc-settings+xml");
  linphone_content_set_utf8_text(body, text);
  return body;
}

static void on_notify(LinphoneCore *lc, LinphoneEvent *event, const char *name, const LinphoneContent *body) {
  printf("notified of %s\n", name);
  notified = 1;
}

static void read_file(const char *name, char *into) {
  FILE *file = fopen(name, "r");
  if (!file) exit(1);
  into[fread(into, 1, sizeof bodies[0] - 1, file)] = '\0';
  fclose(file);
}

/* Lets the stack work for so many tenths of a second, or until `state` is what is wanted. */
static void iterate(int tenths) {
  while (tenths-- > 0) {
    linphone_core_iterate(core);
    usleep(100000);
  }
}

static void await_publication(LinphonePublishState state) {
  for (int tenths = 10 * DURATION; tenths > 0 && linphone_event_get_publish_state(publication) != state; tenths--) iterate(1);
}

static LinphoneEvent *subscribe(LinphoneAddress *user, int expires) {
  LinphoneEvent *subscription = linphone_core_create_subscribe(core, user, "service-settings", expires);
  linphone_event_add_custom_header(subscription, "Accept", "application/poc-settings+xml");
  linphone_event_send_subscribe(subscription, NULL);
  return subscription;
}

int main(int argc, char **argv) {
  LinphoneFactory *factory = linphone_factory_get();
  LinphoneCoreCbs *callbacks = linphone_factory_create_core_cbs(factory);
  LinphoneEvent *subscription;
  LinphoneAddress *user = linphone_factory_create_address(factory, USER);
  read_file(argv[1], bodies[0]);
  read_file(argv[2], bodies[1]);
  core = linphone_factory_create_core_3(factory, argv[3], NULL, NULL);
  linphone_core_cbs_set_notify_received(callbacks, on_notify);
  linphone_core_add_callbacks(core, callbacks);
  linphone_core_set_user_agent(core, "liblinphone", linphone_core_get_version());
  linphone_core_start(core);
  for (int tenths = 0; tenths < 10 * DURATION; tenths++) {
    LinphoneProxyConfig *account = linphone_core_get_default_proxy_config(core);
    if (account && linphone_proxy_config_get_state(account) == LinphoneRegistrationOk) break;
    iterate(1);
  }

  publication = linphone_core_create_publish(core, user, "service-settings", -1);
  linphone_event_add_custom_header(publication, "Accept-Contact", "*;+g.oma.sip-im;require;explicit");
  linphone_event_send_publish(publication, content(bodies[0]));
  await_publication(LinphonePublishOk);
  linphone_event_add_custom_header(publication, "Accept-Contact", "*;+g.oma.sip-im;require;explicit");
  linphone_event_update_publish(publication, content(bodies[1]));
  iterate(10);

  subscribe(user, 0);
  iterate(10);
  subscription = subscribe(user, 600);
  for (int tenths = 0; tenths < 10 * DURATION && !notified; tenths++) iterate(1);
  linphone_event_terminate(subscription);
  iterate(10);

  linphone_event_terminate(publication);
  iterate(10);
  linphone_core_stop(core);
  return 0;
}
