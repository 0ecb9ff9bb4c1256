#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

kamailio_server -A AUTH
export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/bus
background bus dbus-daemon --session --nofork --nopidfile --address="$DBUS_SESSION_BUS_ADDRESS"
sleep 1
background jamid /usr/libexec/jamid -p -d -c
sleep 3
record
/usr/bin/python3 "$here/client.py"
recorded capture.pcap
