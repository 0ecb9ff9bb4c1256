#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

kamailio_server -A AUTH
cp -r "$here/config" "$work/.purple"
mkfifo "$work/keys"
record
TERM=xterm script -qfc finch "$work/screen" <"$work/keys" >"$work/finch.log" 2>&1 &
exec 4>"$work/keys"
wait_until 'sip.Method==NOTIFY' 1
sleep 5
printf '\033q' >&4 # Alt-q: quit
wait_until 'sip.Method==REGISTER && sip.Expires==0' 1
sleep 1
recorded capture.pcap
