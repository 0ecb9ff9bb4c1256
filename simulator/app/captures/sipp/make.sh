#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

imconf_server '[2001:db8::1]:5060'
record
(cd "$work" && sipp -sf "$here/client.xml" -m 1 -t u1 -i 2001:db8::10 -p 5064 -nostdin -timeout 10s -timeout_error -auth_uri example.com \
  '[2001:db8::1]:5060') >"$work/sipp.log" 2>&1 || tail -n 40 "$work"/*.log
recorded capture.pcap
