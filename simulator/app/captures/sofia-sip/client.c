/* A client on Sofia-SIP's nua: registers, publishes, changes, refreshes and fetches its settings, leaves. Over TCP. */
#include <stdio.h>
#include <string.h>

typedef struct application application;
#define NUA_MAGIC_T application
#define NUA_HMAGIC_T application
#include <sofia-sip/auth_client.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/nua.h>
#include <sofia-sip/sip_status.h>

#define USER "sip:alice@example.com"
#define ACCEPT_CONTACT "*;+g.oma.sip-im;require;explicit"

struct application {
  su_root_t *root;
  nua_handle_t *registration, *publication, *subscription;
  const char *first, *second;
  int published;
};

static void authenticate(nua_handle_t *nh, sip_t const *sip) {
  sip_www_authenticate_t const *challenge = sip ? sip->sip_www_authenticate : NULL;
  char credentials[256];
  if (!challenge) return;
  snprintf(credentials, sizeof credentials, "%s:%s:alice:secret", challenge->au_scheme,
           msg_params_find(challenge->au_params, "realm="));
  nua_authenticate(nh, NUTAG_AUTH(credentials), TAG_END());
}

static void publish(application *app, const char *body) {
  nua_publish(app->publication, SIPTAG_EVENT_STR("service-settings"), SIPTAG_ACCEPT_CONTACT_STR(ACCEPT_CONTACT),
              TAG_IF(body, SIPTAG_CONTENT_TYPE_STR("application/poc-settings+xml")),
              TAG_IF(body, SIPTAG_PAYLOAD_STR(body)), TAG_END());
}

static void fetch(application *app) {
  nua_subscribe(app->subscription, SIPTAG_EVENT_STR("service-settings"), SIPTAG_EXPIRES_STR("0"),
                SIPTAG_ACCEPT_STR("application/poc-settings+xml"), TAG_END());
}

static void on_event(nua_event_t event, int status, char const *phrase, nua_t *nua, application *app, nua_handle_t *nh,
                     application *unused, sip_t const *sip, tagi_t tags[]) {
  printf("%s %d %s\n", nua_event_name(event), status, phrase);
  fflush(stdout);
  if (status == 401) {
    authenticate(nh, sip);
    return;
  }
  if (status >= 300 && event >= nua_r_set_params) {
    nua_shutdown(nua);
    return;
  }
  switch (event) {
    case nua_r_register:
      if (status == 200) publish(app, app->first);
      break;
    case nua_r_publish:
      if (status != 200) break;
      app->published++;
      if (app->published == 1) publish(app, app->second);
      else fetch(app);
      break;
    case nua_i_notify:
      nua_unpublish(app->publication, TAG_END());
      break;
    case nua_r_unpublish:
      if (status == 200) nua_unregister(app->registration, TAG_END());
      break;
    case nua_r_unregister:
      if (status == 200) nua_shutdown(nua);
      break;
    case nua_r_shutdown:
      if (status >= 200) su_root_break(app->root);
      break;
    default:
      break;
  }
}

static const char *contents(const char *name) {
  static char space[2][4096];
  static int used;
  FILE *file = fopen(name, "r");
  char *text = space[used++];
  if (file) text[fread(text, 1, sizeof space[0] - 1, file)] = '\0';
  return text;
}

int main(int argc, char **argv) {
  application app = {0};
  nua_t *nua;
  app.first = contents(argv[1]);
  app.second = contents(argv[2]);
  su_init();
  app.root = su_root_create(NULL);
  nua = nua_create(app.root, on_event, &app, NUTAG_URL("sip:192.0.2.10:5062;transport=tcp"),
                   NUTAG_PROXY("sip:192.0.2.1:5060;transport=tcp"), SIPTAG_FROM_STR("<" USER ">"), TAG_END());
  app.registration = nua_handle(nua, NULL, SIPTAG_TO_STR("<" USER ">"), TAG_END());
  app.publication = nua_handle(nua, NULL, SIPTAG_TO_STR("<" USER ">"), TAG_END());
  app.subscription = nua_handle(nua, NULL, SIPTAG_TO_STR("<" USER ">"), TAG_END());
  nua_register(app.registration, NUTAG_REGISTRAR("sip:example.com"), NUTAG_M_FEATURES("+g.oma.sip-im"), TAG_END());
  su_root_run(app.root);
  nua_destroy(nua);
  su_root_destroy(app.root);
  su_deinit();
  return 0;
}
