#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

gcc -o "$work/client" "$here/client.c" $(pkg-config --cflags --libs sofia-sip-ua)
imconf_server
record
"$work/client" "$captures/server/settings.xml" "$captures/server/settings-changed.xml" >"$work/client.log"
recorded capture.pcap
