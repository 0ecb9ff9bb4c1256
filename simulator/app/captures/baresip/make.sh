#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

kamailio_server -A AUTH
cp -r "$here/config" "$work/baresip"
record
background baresip baresip -f "$work/baresip" -v
client=$!
wait_until 'sip.Method==NOTIFY' 1
wait_until 'sip.Method==PUBLISH && sip.msg_hdr contains "SIP-If-Match"' 1
kill -INT "$client"
wait "$client" || true
recorded capture.pcap
