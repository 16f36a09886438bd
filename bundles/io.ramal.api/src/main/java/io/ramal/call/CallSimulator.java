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

/** Places calls as Asterisk would: for demonstrations, for looking after a server, and for its tests. */
@ProviderType
public interface CallSimulator {
    /** Names of the scenarios that ship with the server, for completion. */
    List<String> scenarios();

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
     * @param recording stereo WAV to write, caller left and agent right; null for none
     * @param limit the call is hung up after this time
     */
    record Request(
            String host,
            int port,
            String scenario,
            Locale language,
            @Nullable Path recording,
            Duration limit) {}

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
