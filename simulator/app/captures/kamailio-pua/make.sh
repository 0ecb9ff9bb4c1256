#!/usr/bin/env bash
. "$(dirname "$0")/../lab.sh"

kamailio_server
cp -r /usr/share/kamailio/dbtext/kamailio "$work/client-db"
echo '1:alice:alice:example.com:alice:example.com:example.com:alice:secret:b1726872c344b6dc8365b774f8fd6412:sip\:192.0.2.1\:5060:600:0:0:192.0.2.10\:5060:udp\:192.0.2.10\:5060' \
  >>"$work/client-db/uacreg"
mkdir "$work/client-run"
record
background client kamailio -f "$here/kamailio.cfg" -DD -E -w "$work" -Y "$work/client-run" \
  -A "DB=\"text://$work/client-db\""
# rpc METHOD PARAMETERS: the parameters as JSON, which must not hold single quotes.
rpc() {
  curl -sS -m 5 -H 'Content-Type: application/json' http://127.0.0.1:8081/RPC -d "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$1\",\"params\":[$2]}" \
    >>"$work/rpc.log"
}
# publish EXPIRES CONTENT-TYPE BODY, where a dot means none; the other parameters: id, entity-tag, proxy, further header fields.
publish() { rpc pua.publish "\"$user\",\"$1\",\"presence\",\"$2\",\"first\",\".\",\".\",\".\"${3:+,\"$3\"}"; }
subscribe() { rpc pua.subscribe "\"$user\",\"$user\",\"presence\",$1"; }
pidf() { echo "<?xml version='1.0'?><presence xmlns='urn:ietf:params:xml:ns:pidf' entity='$user'><tuple id='a1'><status><basic>$1</basic></status></tuple></presence>"; }
user=sip:alice@example.com

wait_until 'sip.Status-Code==200 && sip.CSeq.method==REGISTER' 1
publish 600 application/pidf+xml "$(pidf open)"
subscribe 600
sleep 1
publish 600 application/pidf+xml "$(pidf closed)"
sleep 1
publish 600 .
sleep 1
publish 0 .
sleep 1
rpc uac.reg_unregister '"l_uuid","alice"'
sleep 1
recorded capture.pcap
