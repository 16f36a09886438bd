package io.ramal.metrics.internal;

import io.ramal.call.LineEnd;
import io.ramal.call.LineStatistics;
import java.util.List;
import java.util.Locale;

/** What the transport counts. */
final class TransportMetrics {
    private TransportMetrics() {}

    static List<Series> read(LineStatistics statistics) {
        LineStatistics.Snapshot s = statistics.snapshot();
        Series frames = Series.counter("ramal_transport_frames", "Audio frames delivered and written", "direction")
                .add(s.framesIn(), "in")
                .add(s.framesOut(), "out");
        Series refused = Series.counter("ramal_transport_refused", "Connections refused", "cause");
        s.refused().forEach((cause, n) -> refused.add(n, cause));
        Series violations =
                Series.counter("ramal_transport_violations", "What peers sent that is no AudioSocket", "cause");
        s.violations().forEach((cause, n) -> violations.add(n, cause));
        Series ended = Series.counter("ramal_transport_lines_ended", "Lines that ended", "cause");
        for (LineEnd end : LineEnd.values()) {
            ended.add(s.ended().getOrDefault(end, 0L), word(end));
        }
        return List.of(
                Series.gauge("ramal_transport_lines", "Lines up").add(s.lines()),
                Series.gauge("ramal_transport_strangers", "Connections that are no line: not yet, or not any more")
                        .add(s.strangers()),
                Series.counter("ramal_transport_connections", "Connections accepted")
                        .add(s.connections()),
                Series.counter("ramal_transport_lines_accepted", "Lines taken in")
                        .add(s.accepted()),
                frames,
                Series.counter(
                                "ramal_transport_frames_late",
                                "Audio frames written more than 5 ms after their deadline")
                        .add(s.lateFrames()),
                Series.counter("ramal_transport_frames_missed", "Deadlines of audio frames given up")
                        .add(s.missedFrames()),
                Series.counter(
                                "ramal_transport_frames_unsent",
                                "Audio frames thrown away because the peer did not read")
                        .add(s.unsentFrames()),
                Series.counter("ramal_transport_frames_flooded", "Frames thrown away because the peer sent too many")
                        .add(s.floodedFrames()),
                refused,
                violations,
                ended);
    }

    /** How a line ended, as a label. */
    static String word(LineEnd end) {
        return end.name().toLowerCase(Locale.ROOT);
    }
}
