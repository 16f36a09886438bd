package io.ramal.call;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Plays whole visits, visitor and resident, as Asterisk would bring them: for demonstrations, for looking after a server, and for its tests. */
@ProviderType
public interface CallSimulator {
    /** Names of the scenarios that ship with the server, for completion. */
    List<String> scenarios();

    /**
     * What a scenario that ships with the server is about, in a line.
     *
     * @throws IOException when there is none of this name
     */
    default String about(String scenario) throws IOException {
        return "";
    }

    /** Whether a call is, or lately was, one of its own; at once, any thread, from before the call is placed. */
    default boolean owns(UUID callId) {
        return false;
    }

    /**
     * Places one call and plays a scenario; blocks until it is over. Not for the audio path.
     *
     * @param progress told what the caller does and hears, as it happens
     * @throws IOException naming what could not be reached or read
     */
    Report run(Request request, Consumer<Step> progress) throws IOException;

    /**
     * What to play.
     *
     * @param host where the server listens
     * @param port port of the AI extension
     * @param scenario a name of {@link #scenarios()} or the path of a scenario file
     * @param language language the caller speaks
     * @param recording stereo WAV to write: the visitor's call left and the resident's right, and of a scenario in which no
     *     resident picks up, the visitor left and the agent right; null for none
     * @param limit the call is hung up after this time
     * @param apartment the one the visitor wants, as in the directory
     */
    record Request(
            String host,
            int port,
            String scenario,
            Locale language,
            @Nullable Path recording,
            Duration limit,
            String apartment) {
        /** The apartment of those who name none: the first of the example directory. */
        public static final String APARTMENT = "101";

        /** A visit to {@link #APARTMENT}. */
        public Request(
                String host, int port, String scenario, Locale language, @Nullable Path recording, Duration limit) {
            this(host, port, scenario, language, recording, limit, APARTMENT);
        }
    }

    /**
     * Something the simulated caller did or noticed.
     *
     * @param at since the call began
     * @param what for people
     */
    record Step(Duration at, String what) {}

    /**
     * How it went.
     *
     * @param callId the UUID used
     * @param passed whether the call went as the scenario expects
     * @param verdict why, for people
     * @param duration of the call
     * @param frames audio frames received
     * @param p99GapMillis 99th percentile of the gap between them in ms
     * @param maxGapMillis longest gap in ms
     */
    record Report(
            UUID callId,
            boolean passed,
            String verdict,
            Duration duration,
            long frames,
            double p99GapMillis,
            double maxGapMillis) {}
}
