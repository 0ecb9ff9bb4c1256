#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

# Kamailio speaks WebSocket to the client, and UDP to the project's server behind it.
imconf_server 192.0.2.1:5070
kamailio_server -A PROXY
record
NODE_PATH=$modules/node_modules node --experimental-websocket "$here/client.js" "$captures/server/settings.xml" "$captures/server/settings-changed.xml"
recorded capture.pcap
