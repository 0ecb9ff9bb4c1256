#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

jars=/usr/share/java/nist-sip-aosp.jar:/usr/share/java/sip-api-1.2.jar
javac -nowarn -cp "$jars" -d "$work" "$here/Client.java"
imconf_server
record
java -cp "$jars:$work" Client "$captures/server/settings.xml" "$captures/server/settings-changed.xml"
recorded capture.pcap
