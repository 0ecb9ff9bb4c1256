#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

imconf_server
record -i any -y LINUX_SLL2
perl "$here/client.pl" "$captures/server/settings.xml" "$captures/server/settings-changed.xml"
recorded capture.pcap
