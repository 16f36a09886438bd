package io.ramal.call;

import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.extension.Extension;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is, or was.
 *
 * @param id its UUID
 * @param extension the pair it came in on
 * @param started when its visitor's leg was accepted
 * @param ended when its last leg ended, null while it is up
 * @param state short word for people: {@code talking}, {@code listening}, {@code ended: CALLER_HANGUP} …
 * @param legs legs up now
 * @param turns turns of the caller so far
 * @param visit what is known of the visit; empty unless transcripts are on
 * @param timeline its story, oldest first, bounded
 * @param outcome what has come of it
 * @param human whether a human of the gatehouse is to go on with the visitor
 * @param simulated whether the caller is the simulator
 * @param transcripts whether words and names are in it
 */
public record CallSnapshot(
        UUID id,
        Extension extension,
        Instant started,
        @Nullable Instant ended,
        String state,
        List<LegRole> legs,
        int turns,
        VisitData visit,
        List<TimelineEntry> timeline,
        VisitOutcome outcome,
        boolean human,
        boolean simulated,
        boolean transcripts) {
    public CallSnapshot {
        legs = List.copyOf(legs);
        timeline = List.copyOf(timeline);
        Objects.requireNonNull(outcome);
    }

    /** A real call whose words are not kept. */
    public CallSnapshot(
            UUID id,
            Extension extension,
            Instant started,
            @Nullable Instant ended,
            String state,
            List<LegRole> legs,
            int turns,
            VisitData visit,
            List<TimelineEntry> timeline,
            VisitOutcome outcome,
            boolean human) {
        this(id, extension, started, ended, state, legs, turns, visit, timeline, outcome, human, false, false);
    }

    /** A call of which nothing has come yet. */
    public CallSnapshot(
            UUID id,
            Extension extension,
            Instant started,
            @Nullable Instant ended,
            String state,
            List<LegRole> legs,
            int turns,
            VisitData visit,
            List<TimelineEntry> timeline) {
        this(id, extension, started, ended, state, legs, turns, visit, timeline, VisitOutcome.PENDING, false);
    }
}
