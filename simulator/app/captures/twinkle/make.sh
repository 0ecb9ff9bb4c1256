#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

kamailio_server -A AUTH
cp -r "$here/config" "$work/.twinkle"
mkfifo "$work/commands"
record -i any
twinkle-console twinkle.cfg <"$work/commands" >"$work/twinkle.log" 2>&1 &
exec 4>"$work/commands"
wait_until 'sip.Method==NOTIFY' 1
wait_until 'sip.Method==PUBLISH && sip.msg_hdr contains "SIP-If-Match"' 2
echo 'presence -b offline' >&4
sleep 1
echo quit >&4
wait_until 'sip.Method==REGISTER && sip.msg_hdr contains "expires=0"' 1
sleep 1
recorded capture.pcap
