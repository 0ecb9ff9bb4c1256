#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

gcc -Wno-deprecated-declarations -o "$work/client" "$here/client.c" -llinphone
imconf_server
cp "$here/linphonerc" "$work/linphonerc"
mkdir -p "$XDG_DATA_HOME/linphone" "$work/.local/share/linphone"
record
"$work/client" "$captures/server/settings.xml" "$captures/server/settings-changed.xml" "$work/linphonerc" >"$work/client.log" 2>&1 || true
recorded capture.pcap
