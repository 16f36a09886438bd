package io.ramal.records.internal;

import io.ramal.call.VisitRecords.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what has been kept for its time. A day is over for a file when that many full days have passed since it: what
 * was kept late in the evening has its full time too. On the thread that writes decisions and transcripts, so that a file
 * that is not whole can only be of a crash.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** What went. */
    private static final class Tally {
        private final Map<Kind, Integer> files = new EnumMap<>(Kind.class);
        private long bytes;
        private @Nullable IOException problem;

        void problem(Path path, IOException why) {
            // the first is told; it names its path
            problem = problem == null ? why : problem;
        }
    }

    private final Shelves shelves;
    private final Clock clock;
    private final Supplier<RecordsSettings> settings;
    private final Predicate<Path> live;
    private final Trouble trouble = new Trouble(LOG);

    /** @param live whether a file is being written now */
    Retention(Shelves shelves, Clock clock, Supplier<RecordsSettings> settings, Predicate<Path> live) {
        this.shelves = shelves;
        this.clock = clock;
        this.settings = settings;
        this.live = live;
    }

    /** Whether a file of a day is older than that many full days; 0 days is any age. */
    static boolean older(LocalDate day, int days, LocalDate today) {
        return days == 0 || day.isBefore(today.minusDays(days));
    }

    /** Deletes what is too old, then what is too much. */
    void run() {
        RecordsSettings now = settings.get();
        Tally tally = new Tally();
        attempt(tally, () -> {
            expire(Kind.AUDIT, now.auditDays(), tally);
            expire(Kind.TRANSCRIPTS, now.transcriptsDays(), tally);
            expire(Kind.RECORDINGS, now.recordingsDays(), tally);
            shrink(now.recordingsMaxBytes(), tally);
        });
        if (tally.problem == null) {
            trouble.ends("What is too old can be deleted again");
        }
    }

    /** Deletes recordings that are too much, the oldest first. */
    void shrink() {
        Tally tally = new Tally();
        attempt(tally, () -> shrink(settings.get().recordingsMaxBytes(), tally));
    }

    private void attempt(Tally tally, Runnable work) {
        work.run();
        if (tally.problem != null) {
            trouble.begins(
                    "What has been kept for its time cannot be deleted from {}: {}. Let the server's user write there",
                    shelves.data(),
                    tally.problem.toString());
        }
        tell(tally);
    }

    /** What cannot be looked at, such as one folder, keeps nothing else. */
    private void expire(Kind kind, int days, Tally tally) {
        LocalDate today = LocalDate.now(clock);
        for (Shelves.Item item : shelves.items(kind, tally::problem)) {
            boolean old = days > 0 && older(item.day(), days, today);
            if ((old || item.unfinished()) && !live.test(item.path())) {
                delete(item, tally);
            }
        }
        shelves.tidy(kind, today, tally::problem);
    }

    private void shrink(long maxBytes, Tally tally) {
        List<Shelves.Item> items = shelves.items(Kind.RECORDINGS, tally::problem);
        long total = items.stream().mapToLong(Shelves.Item::bytes).sum();
        for (Shelves.Item item : items) {
            if (total <= maxBytes) {
                return;
            }
            if (!live.test(item.path()) && delete(item, tally)) {
                total -= item.bytes();
            }
        }
    }

    /** One that cannot be deleted keeps no other. */
    private static boolean delete(Shelves.Item item, Tally tally) {
        try {
            if (Files.deleteIfExists(item.path())) {
                tally.files.merge(item.kind(), 1, Integer::sum);
                tally.bytes += item.bytes();
            }
            return true;
        } catch (IOException e) {
            tally.problem(item.path(), e);
            return false;
        }
    }

    private static void tell(Tally tally) {
        if (!tally.files.isEmpty()) {
            LOG.info(
                    "Deleted after their time: {} files of decisions, {} transcripts, {} recordings; {} kB",
                    tally.files.getOrDefault(Kind.AUDIT, 0),
                    tally.files.getOrDefault(Kind.TRANSCRIPTS, 0),
                    tally.files.getOrDefault(Kind.RECORDINGS, 0),
                    tally.bytes / 1024);
        }
    }
}
