# Sourced by each make.sh. Runs it again in a network of its own, which has no way out: 192.0.2.1 is the server, 192.0.2.10 the
# client, and whatever they send each other crosses the loopback device. All processes end with the script.
set -euo pipefail

modules=${CAPTURE_MODULES:-${XDG_CACHE_HOME:-$HOME/.cache}/imconf-captures} # JavaScript packages that are not the project's own
if [ -z "${CAPTURE_LAB:-}" ]; then
  exec env CAPTURE_LAB=1 CAPTURE_MODULES="$modules" unshare --user --map-root-user --mount --net --uts --pid --fork --mount-proc --kill-child bash "$0" "$@"
fi

here=$(cd "$(dirname "$0")" && pwd)
captures=$(cd "$here/.." && pwd)
project=$(cd "$captures/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work TMPDIR=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache XDG_RUNTIME_DIR=$work

hostname client.example.com
printf '%s\n' '127.0.0.1 localhost' '192.0.2.10 client.example.com' '192.0.2.1 example.com server.example.com' >"$work/hosts"
printf 'nameserver 192.0.2.254\noptions timeout:1 attempts:1\n' >"$work/resolv.conf"
mount --bind "$work/hosts" /etc/hosts
mount --bind "$work/resolv.conf" "$(readlink -f /etc/resolv.conf)"
ip link set lo mtu 1500 up
ip link add eth0 type veth peer name far0
ip link set far0 up
ip link set eth0 up
ip addr add 192.0.2.10/24 dev eth0
ip addr add 192.0.2.1/32 dev lo
ip addr add 2001:db8::10/64 dev eth0 nodad
ip addr add 2001:db8::1/128 dev lo
ip route replace table local local 192.0.2.1 dev lo src 192.0.2.10 # who does not choose an address is the client
ip route add default via 192.0.2.254
ip route add unreachable 192.0.2.254/32 # name servers: an error at once instead of a time-out

say() { printf '%s: %s\n' "$(basename "$here")" "$*" >&2; }

# background NAME COMMAND...: its output goes to NAME.log of the work folder; $! is its process id.
background() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 </dev/null &
}

# wait_for FILE PATTERN [SECONDS]: until the file holds a line that matches.
wait_for() {
  local end=$((SECONDS + ${3:-20}))
  until grep -qE -- "$2" "$1" 2>/dev/null; do
    if [ $SECONDS -ge $end ]; then
      say "no /$2/ in $1:"
      tail -n 30 "$1" >&2
      exit 1
    fi
    sleep 0.1
  done
}

# wait_for_port HOST:PORT: until the server takes TCP connections there.
wait_for_port() {
  local end=$((SECONDS + 20)) host=${1%:*}
  until (exec 3<>"/dev/tcp/$(tr -d '[]' <<<"$host")/${1##*:}") 2>/dev/null; do
    if [ $SECONDS -ge $end ]; then
      say "nobody listens on $1"
      tail -n 30 "$work"/*.log >&2
      exit 1
    fi
    sleep 0.1
  done
  sleep 1.5 # the end of this connection does not belong into a capture
}

# record [OPTION...]: captures what the client sends and gets until `recorded`; options of dumpcap choose the device or link type.
record() {
  dumpcap -q -P -a packets:2000 -f 'host 192.0.2.10 or host 2001:db8::10' "${@:--ilo}" -w "$work/raw.pcap" >/dev/null 2>"$work/dumpcap.log" &
  dumpcap_pid=$!
  wait_for "$work/dumpcap.log" '^File:'
}

# recorded FILE: ends the capture and writes FILE, pcap or pcapng by its name, and the list of its messages.
recorded() {
  sleep 0.5
  kill -INT "$dumpcap_pid"
  wait "$dumpcap_pid" || true
  editcap -F "${1##*.}" "$work/raw.pcap" "$here/$1"
  list_messages "$here/$1" >"$here/messages.txt"
  say "$(wc -l <"$here/messages.txt") SIP messages"
}

# Number of the message, frame, seconds, direction, start line and, of a response, what it answers.
list_messages() {
  tshark -r "$1" -Y 'sip && !icmp' -T fields -E separator='|' -e frame.number -e frame.time_relative -e ip.src -e ipv6.src \
    -e sip.Request-Line -e sip.Status-Line -e sip.CSeq 2>/dev/null |
    awk -F'|' '{
      client = $3 == "192.0.2.10" || $4 == "2001:db8::10"
      sub(/ SIP\/2.0$/, "", $5); sub(/^SIP\/2.0 /, "", $6)
      printf "%4d %4d %8.3f  %s  %s\n", NR, $1, $2, client ? "client ->" : "<- server", $5 != "" ? $5 : $6 " (" $7 ")"
    }'
}

# How many SIP messages of the capture so far match a display filter.
seen() {
  tshark -r "$work/raw.pcap" -d tcp.port==5060,sip -Y "$1" 2>/dev/null | wc -l
}

# wait_until FILTER COUNT [SECONDS]: until the capture holds so many messages.
wait_until() {
  local end=$((SECONDS + ${3:-20}))
  until [ "$(seen "$1")" -ge "$2" ]; do
    if [ $SECONDS -ge $end ]; then
      say "fewer than $2 of: $1"
      tail -n 20 "$work"/*.log >&2
      if [ -n "${KEEP:-}" ]; then cp "$work/raw.pcap" "$KEEP"; fi
      exit 1
    fi
    sleep 0.3
  done
}

# imconf_server [ADDRESS]: the project's own server, on UDP and TCP of the address, 192.0.2.1:5060 by default.
imconf_server() {
  sed "s/ADDRESS/${1:-192.0.2.1:5060}/" "$captures/server/iut.yaml" >"$work/iut.yaml"
  background imconf node "$project/simulator/imconf.js" serve --iut "$work/iut.yaml" --out "$work/report"
  wait_for_port "${1:-192.0.2.1:5060}"
}

# kamailio_server [OPTION...]: registrar and presence server on UDP, TCP and WebSocket of 192.0.2.1:5060.
kamailio_server() {
  cp -r /usr/share/kamailio/dbtext/kamailio "$work/db"
  mkdir -p "$work/run"
  background kamailio kamailio -f "$captures/server/kamailio.cfg" -DD -E -w "$work" -Y "$work/run" \
    -A "DB=\"text://$work/db\"" "$@"
  wait_for_port 192.0.2.1:5060
}
