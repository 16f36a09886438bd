package io.ramal.call;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What the transport counts. Returns at once, any thread. */
@ProviderType
public interface LineStatistics {
    /** The counters now. */
    Snapshot snapshot();

    /**
     * Counters since the transport was started; everything but the first two only grows. A cause that has not occurred
     * is not in its map.
     *
     * @param lines lines up now
     * @param strangers connections now that are no line: not yet told their UUID, or refused and not yet closed
     * @param connections connections accepted
     * @param accepted lines handed to an acceptor that took them
     * @param framesIn audio frames delivered
     * @param framesOut audio frames written
     * @param lateFrames frames written more than 5 ms after their deadline
     * @param missedFrames deadlines given up because the server was later than the writer makes good
     * @param unsentFrames frames thrown away because the peer did not read
     * @param floodedFrames audio frames and digits thrown away because the peer sent far more than real time
     * @param refused connections refused, by cause
     * @param violations what peers sent that is no AudioSocket, ended or ignored, by cause
     * @param ended lines that ended, by how
     */
    record Snapshot(
            int lines,
            int strangers,
            long connections,
            long accepted,
            long framesIn,
            long framesOut,
            long lateFrames,
            long missedFrames,
            long unsentFrames,
            long floodedFrames,
            Map<String, Long> refused,
            Map<String, Long> violations,
            Map<LineEnd, Long> ended) {
        public Snapshot {
            refused = Map.copyOf(refused);
            violations = Map.copyOf(violations);
            ended = Map.copyOf(ended);
        }
    }
}
