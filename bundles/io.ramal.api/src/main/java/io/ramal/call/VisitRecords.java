package io.ramal.call;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What is kept of visits, to be got rid of before its time. One service; blocking, never for the audio path. */
@ProviderType
public interface VisitRecords {
    /**
     * Deletes for good.
     *
     * @throws IOException when nothing could be looked through; a single thing that stays is told in the report
     */
    PurgeReport purge(PurgeRequest request) throws IOException;

    /** What is kept. */
    enum Kind {
        /** Decisions, one line each. */
        AUDIT,
        /** Words. */
        TRANSCRIPTS,
        /** Sound. */
        RECORDINGS
    }

    /**
     * What is to go.
     *
     * @param kinds of which kinds
     * @param olderThanDays what was kept before this many full days; 0 for all, also of today
     * @param visit only what belongs to this visit, of whatever age: its transcript, its recordings, and the words in its
     *     audit lines, which stay otherwise; null for all visits
     * @param dryRun only tell what would go
     */
    record PurgeRequest(
            Set<Kind> kinds, int olderThanDays, @Nullable UUID visit, boolean dryRun) {
        public PurgeRequest {
            kinds = Set.copyOf(kinds);
            if (kinds.isEmpty() || olderThanDays < 0) {
                throw new IllegalArgumentException("a purge needs kinds and an age of 0 days or more");
            }
        }
    }

    /**
     * Something that went, or in a dry run would.
     *
     * @param path the file, below the data folder
     * @param bytes it had
     * @param what {@code deleted}, {@code words removed}, or why it is still there
     * @param gone whether it is done, or in a dry run would be tried
     */
    record Purged(Kind kind, String path, long bytes, String what, boolean gone) {
        public Purged {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(path);
            Objects.requireNonNull(what);
        }
    }

    /**
     * How it went.
     *
     * @param items what went and what did not, the first {@value #ITEMS_MAX}
     * @param done things that went, or would go
     * @param bytes of them
     * @param failed things that are still there
     */
    record PurgeReport(List<Purged> items, long done, long bytes, long failed) {
        /** More are only counted. */
        public static final int ITEMS_MAX = 10_000;

        public PurgeReport {
            items = List.copyOf(items);
        }
    }
}
