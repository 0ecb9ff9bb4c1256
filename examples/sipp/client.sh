#!/bin/sh
# One operation of a client made of SIPp scenarios, as the `command` adapter starts it: client.sh publish|refresh|retrieve.
# The first publication is $FIRST (publish.xml by default); the later ones carry the entity-tag kept in IMCONF_STATE.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
value() { printf '%s' "${IMCONF_SETTINGS:-}" | sed -n "s/.*\"$1\":\(true\|false\).*/\1/p"; }

transport=${IMCONF_SERVER%%:*}
server=${IMCONF_SERVER#*:}
etag=$(cat "$IMCONF_STATE/etag" 2>/dev/null || true)
case $1 in
  retrieve) scenario=retrieve.xml ;;
  *) if [ -n "$etag" ] && [ -z "${FIRST:-}" ]; then scenario=publish-again.xml; else scenario=${FIRST:-publish.xml}; fi ;;
esac
case $transport in udp) socket=u1 ;; tcp) socket=t1 ;; esac

exec sipp -sf "$here/$scenario" -m 1 -t "$socket" -i 127.0.0.1 -nostdin -timeout 8s -timeout_error \
  -key im_address "$IMCONF_IM_ADDRESS" -key state "$IMCONF_STATE" -key etag "$etag" \
  -key isb "$(value isb)" -key ipmb "$(value ipmb)" -key vis "$(value vis)" -key dms "$(value dms)" -key chs "$(value chs)" \
  "$server" >/dev/null
