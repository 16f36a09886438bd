#!/usr/bin/env bash
# The load test: starts the built distribution with ports and files of its own, places N simulated calls at once and
# prints what it measured. Usage: run.sh [N...]   (default: 1 100 300 1000; SECONDS_EACH=30)
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
REPO=$PWD
WORK=$REPO/itests/bench/target
CALLS=("${@:-}")
[ -n "${CALLS[0]}" ] || CALLS=(1 100 300 1000)
SECONDS_EACH=${SECONDS_EACH:-30}
PORT=${BENCH_PORT:-18080}
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
SERVER=

end() {
    [ -z "$SERVER" ] || { kill -TERM "$SERVER" 2>/dev/null || true; wait "$SERVER" 2>/dev/null || true; }
}
trap end EXIT
trap 'exit 130' INT TERM

ARCHIVE=$(find karaf-distribution/target -maxdepth 1 -name '*.tar.gz' | head -n 1)
[ -n "$ARCHIVE" ] || { echo "bench: nothing is built yet: ./run build" >&2; exit 1; }
rm -rf "$WORK"
mkdir -p "$WORK/server"
tar -xzf "$ARCHIVE" --strip-components=1 -C "$WORK/server"
cat >>"$WORK/server/etc/io.ramal.extensions.cfg" <<CFG

compat.port = $PORT
compat.return.port = $((PORT + 1))
compat.address = 127.0.0.1
CFG
# a bench of the server, not of its limits
cat >>"$WORK/server/etc/io.ramal.audiosocket.cfg" <<CFG

connections.max = 4000
connections.per.address.max = 4000
CFG
sed -i "s/^sshPort.*/sshPort = $((PORT + 3))/" "$WORK/server/etc/org.apache.karaf.shell.cfg"

ulimit -n 8192 2>/dev/null || true
RAMAL_HOME=$WORK/server API_PORT=$((PORT + 2)) "$WORK/server/bin/karaf" server </dev/null &
SERVER=$!
for ((i = 0; i < 600; i++)); do
    if [ -e "$WORK/server/data/karaf/api.port" ] && (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then break; fi
    kill -0 "$SERVER" 2>/dev/null || { echo "bench: the server did not start; see $WORK/server/logs/audiosocket.log" >&2; exit 1; }
    sleep 0.1
done

CLASSPATH=$(find "$WORK/server/system/io/ramal/io.ramal.api" "$WORK/server/system/io/ramal/io.ramal.dsp" \
    "$WORK/server/system/io/ramal/io.ramal.simulator" "$WORK/server/system/org/hdrhistogram" \
    "$WORK/server/system/org/ops4j/pax/logging/pax-logging-api" -name '*.jar' 2>/dev/null | paste -sd :)
for N in "${CALLS[@]}"; do
    "$JAVA" -Xmx512m -cp "$CLASSPATH" io.ramal.simulator.internal.load.LoadMain \
        --host 127.0.0.1 --port "$PORT" --calls "$N" --seconds "$SECONDS_EACH" --pid "$SERVER"
done
# Without a speech model a turn meets only providers that answer at once (detector, rules, prompts in memory): what is
# measured is the house's own share. Barge-in includes what the detector needs to hear speech.
"$JAVA" -Xmx512m -cp "$CLASSPATH" io.ramal.simulator.internal.load.LoadMain \
    --host 127.0.0.1 --port "$PORT" --calls "${TURN_CALLS:-20}" --turns "${TURNS:-10}" --barge-in --threshold-ms 1500
