package io.ramal.simulator.internal.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the load generator is asked to do.
 *
 * @param calls numbers of simultaneous calls, one run each
 * @param seconds measured per run
 * @param warmup seconds after the last call is up before measuring begins
 * @param ramp new calls per second
 * @param pid process of the server, 0 when it is not measured
 * @param send what the callers send while they do not play speech
 * @param turns turns per call; 0 measures frames only
 * @param bargeIn whether the callers also interrupt
 * @param untilEnd whether turns go on until standard input ends
 * @param speech WAV the callers say, null for synthetic speech
 * @param thresholdMillis silence the server waits for; taken off the measured answer time
 * @param pauseMillis quiet after which the agent has ended
 * @param gateDbfs the agent's sound below this is silence
 * @param json file for the figures, null for none
 */
record LoadOptions(
        String host,
        int port,
        List<Integer> calls,
        int seconds,
        int warmup,
        int ramp,
        long pid,
        Send send,
        int turns,
        boolean bargeIn,
        boolean untilEnd,
        @Nullable Path speech,
        int thresholdMillis,
        int pauseMillis,
        double gateDbfs,
        @Nullable Path json) {
    /** What a caller's line carries. */
    enum Send {
        SILENCE,
        NOISE,
        SPEECH
    }

    static final String HELP = """
            Ramal load generator: many AudioSocket calls at once, and how evenly their sound comes back.

              --host NAME          server (127.0.0.1)
              --port N             its AudioSocket port (8080)
              --calls A,B,...      simultaneous calls, one run for each number (1,100)
              --seconds N          measured per run (20)
              --warmup N           seconds before measuring begins, after the last call is up (3)
              --ramp N[/s]         new calls per second (200)
              --send WHAT          silence, noise or speech without end (noise)
              --pid N              the server's process on this machine: CPU from /proc, heap by jcmd
              --json FILE          the figures as JSON

            Turns instead of frames:
              --turns N            each call waits for the greeting, then speaks N times and waits for the answer
              --barge-in           ... and speaks into every answer, to see how soon the agent is silent
              --until-end          ... and begins no other turn once standard input has ended
              --speech FILE.wav    what is said; without it, synthetic speech
              --threshold-ms N     silence that ends a turn at the server, taken off the answer time (1500)
              --pause-ms N         the agent has ended when it is quiet for so long (800)
              --gate-dbfs N        the agent's sound below this level is silence (-60)
            """;

    private static final Set<String> FLAGS = Set.of("--barge-in", "--until-end");

    /** @throws IllegalArgumentException with a sentence for the one who typed it */
    static LoadOptions parse(String[] args) {
        Arguments a = new Arguments(args, FLAGS);
        LoadOptions options = new LoadOptions(
                a.text("--host", "127.0.0.1"),
                a.number("--port", 8080, 1, 65535),
                a.numbers("--calls", "1,100"),
                a.number("--seconds", 20, 1, 86_400),
                a.number("--warmup", 3, 0, 3600),
                a.rate("--ramp", 200),
                a.number("--pid", 0, 0, Integer.MAX_VALUE),
                send(a.text("--send", "noise")),
                a.number("--turns", 0, 0, 1_000_000),
                a.flag("--barge-in"),
                a.flag("--until-end"),
                a.path("--speech"),
                a.number("--threshold-ms", 1500, 0, 60_000),
                a.number("--pause-ms", 800, 100, 30_000),
                a.number("--gate-dbfs", -60, -96, 0),
                a.path("--json"));
        a.end();
        return options;
    }

    private static Send send(String word) {
        try {
            return Send.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--send " + word + ": give one of "
                            + Arrays.toString(Send.values()).toLowerCase(Locale.ROOT),
                    e);
        }
    }
}
