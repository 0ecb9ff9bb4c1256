#!/bin/sh
# One operation of a client made of SIPp scenarios for one situation: client.sh SCENARIO [LATER], where LATER is played once the client
# has an entity-tag. SIPP_OPTIONS goes to SIPp as it is.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
value() { printf '%s' "${IMCONF_SETTINGS:-}" | sed -n "s/.*\"$1\":\(true\|false\).*/\1/p"; }

transport=${IMCONF_SERVER%%:*}
etag=$(cat "$IMCONF_STATE/etag" 2>/dev/null || true)
scenario=$1
if [ -n "$etag" ]; then scenario=${2:-$1}; fi
case $transport in udp) socket=u1 ;; tcp) socket=t1 ;; esac
document="<?xml version=\"1.0\" encoding=\"UTF-8\"?><poc-settings xmlns=\"urn:oma:params:xml:ns:poc:poc-settings\" xmlns:im=\"urn:oma:xml:im:service-settings\"><entity id=\"urn:uuid:6f2c1a58-0d1b-4c55-9d0e-5b9a3a1f7c20\"><isb-settings><incoming-session-barring active=\"$(value isb)\"/></isb-settings><im:ipmb-settings><im:incoming-pager-mode-barring active=\"$(value ipmb)\"/></im:ipmb-settings><im:vis-settings><im:vis-status active=\"$(value vis)\"/></im:vis-settings><im:deferred-settings><im:offline-delivery active=\"$(value dms)\"/></im:deferred-settings><im:hist-settings><im:hist-activation active=\"$(value chs)\"/></im:hist-settings></entity></poc-settings>"

# shellcheck disable=SC2086
exec sipp -sf "$here/$scenario" -m 1 -t "$socket" -i 127.0.0.1 -nostdin -timeout 15s -timeout_error ${SIPP_OPTIONS:-} \
  -auth_uri "${IMCONF_IM_ADDRESS#sip:}" -key im_address "$IMCONF_IM_ADDRESS" -key state "$IMCONF_STATE" -key etag "$etag" \
  -au "${IMCONF_USERNAME:-}" -ap "${IMCONF_PASSWORD:-}" -key document "$document" \
  "${IMCONF_SERVER#*:}" >/dev/null
