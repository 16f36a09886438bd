package io.ramal.visit.internal;

import io.ramal.call.LegRole;
import io.ramal.call.TimelineEntry;
import io.ramal.call.TurnTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The story of one call, bounded. Written by the legs' threads, read by any; a lock held for a list operation only.
 * Without transcripts it tells that something was said, and how many words, never which.
 */
final class Story {
    static final int MAX_ENTRIES = 500;
    /** There are a handful of these in any call. */
    private static final Set<TimelineEntry.Kind> ALWAYS =
            Set.of(TimelineEntry.Kind.DECIDED, TimelineEntry.Kind.GATE, TimelineEntry.Kind.ENDED);

    private final LongSupplier nanoClock;
    private final long start;
    private final boolean transcripts;
    private final List<TimelineEntry> entries = new ArrayList<>();

    Story(LongSupplier nanoClock, boolean transcripts) {
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.transcripts = transcripts;
    }

    /** Tells a fact that holds nobody's words. */
    void fact(LegRole leg, TimelineEntry.Kind kind, String text, @Nullable TurnTimeline turn) {
        TimelineEntry entry = new TimelineEntry(Duration.ofNanos(nanoClock.getAsLong() - start), leg, kind, text, turn);
        synchronized (entries) {
            if (entries.size() < MAX_ENTRIES || ALWAYS.contains(kind)) {
                entries.add(entry);
            }
        }
    }

    /** Tells what was said, by either side. */
    void words(LegRole leg, TimelineEntry.Kind kind, String text) {
        fact(leg, kind, shown(text), null);
    }

    /** A text as the story may show it. */
    String shown(String text) {
        if (transcripts || text.isBlank()) {
            return text;
        }
        int words = text.strip().split("\\s+").length;
        return "(" + words + (words == 1 ? " word)" : " words)");
    }

    boolean transcripts() {
        return transcripts;
    }

    List<TimelineEntry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }
}
