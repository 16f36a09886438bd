#!/usr/bin/env bash
# The load tests: each starts the built distribution with ports and files of its own and prints what it measured.
#   run.sh [N...]                         N simulated calls at once (default: 1 100 300 1000; SECONDS_EACH=30)
#   run.sh extensions [start] [refresh]   thousands of extensions from a PostgreSQL it brings along
#                                         (BENCH_PAIRS=1000, BENCH_ROWS=10000, BENCH_RUNS: repetitions, 3 starts, 5 refreshes)
#   run.sh visits [N] [--seed S]          N visits at once (100), visitors, residents and their phones, with legs that are
#                                         lost; ends with 1 when one ended as it must not, or something was left behind
#   run.sh providers [N...]               turns stage by stage, CPU and memory by who speaks, at N calls (1 20 50)
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
REPO=$PWD
WORK=$REPO/itests/bench/target/load
CALLS=("${@:-}")
[ -n "${CALLS[0]}" ] || CALLS=(1 100 300 1000)
SECONDS_EACH=${SECONDS_EACH:-30}
PORT=${BENCH_PORT:-18080}
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
SERVER=

ARCHIVE=$(find karaf-distribution/target -maxdepth 1 -name '*.tar.gz' | head -n 1)
[ -n "$ARCHIVE" ] || { echo "bench: nothing is built yet: ./run build" >&2; exit 1; }

# bench CLASS FOLDER [ARGUMENTS]: builds and becomes a benchmark in Java
bench() {
    local class=$1 folder=$REPO/itests/bench/target/$2
    shift 2
    echo "Building the benchmark ..."
    ./mvnw -B -q -pl itests/bench -am process-classes
    mkdir -p "$folder/tmp"
    # PostgreSQL goes to java.io.tmpdir; what it leaves behind stays below target/
    exec "$JAVA" -Xmx256m -XX:+UseSerialGC -cp "$REPO/itests/bench/target/classes:$(cat itests/bench/target/classpath)" \
        -Djava.io.tmpdir="$folder/tmp" \
        -Dramal.archive="$REPO/$ARCHIVE" \
        -Dramal.unpack="$folder" \
        -Dramal.sql="$REPO/config/postgresql" \
        -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
        "io.ramal.itests.bench.$class" "$@"
}

case ${1:-} in
    extensions) shift; bench ExtensionsBench extensions "$@" ;;
    visits) shift; bench VisitsBench visits "$@" ;;
    providers) shift; bench ProvidersBench providers "$@" ;;
esac

end() {
    [ -z "$SERVER" ] || { kill -TERM "$SERVER" 2>/dev/null || true; wait "$SERVER" 2>/dev/null || true; }
}
trap end EXIT
trap 'exit 130' INT TERM

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
