package io.ramal.records.internal;

import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept, and for how long.
 *
 * @param auditDays days decisions are kept, 0 for ever
 * @param transcriptsKeep whether words are kept where a visit has them
 * @param transcriptsDays days words are kept
 * @param recordingsDays days sound is kept
 * @param recordingsMaxBytes most that sound may take
 * @param freeMinBytes with less free disk no recording is begun
 */
record RecordsSettings(
        int auditDays,
        boolean transcriptsKeep,
        int transcriptsDays,
        int recordingsDays,
        long recordingsMaxBytes,
        long freeMinBytes) {
    static final String PID = "io.ramal.records";

    private static final Logger LOG = LoggerFactory.getLogger(RecordsSettings.class);
    private static final long MEGABYTE = 1024 * 1024;

    /**
     * Reads a configuration. A bad value is said; meanwhile the default serves, with two exceptions that err on the safe
     * side: decisions are not deleted while nobody knows for how long, and words are not kept while nobody knows whether.
     */
    static RecordsSettings of(RecordsConfig c) {
        return new RecordsSettings(
                number("audit.days", c::audit_days, 0, 36_500, 0, "all are kept"),
                flag("transcripts.keep", c::transcripts_keep),
                number("transcripts.days", c::transcripts_days, 1, 3650, 30),
                number("recordings.days", c::recordings_days, 1, 3650, 7),
                number("recordings.max.mb", c::recordings_max_mb, 10, 10_000_000, 1000) * MEGABYTE,
                number("disk.free.min.mb", c::disk_free_min_mb, 0, 10_000_000, 500) * MEGABYTE);
    }

    private static int number(String key, IntSupplier value, int min, int max, int standard) {
        return number(key, value, min, max, standard, "using " + standard);
    }

    private static int number(String key, IntSupplier value, int min, int max, int standard, String meanwhile) {
        String found;
        try {
            int n = value.getAsInt();
            if (n >= min && n <= max) {
                return n;
            }
            found = String.valueOf(n);
        } catch (RuntimeException e) {
            // the platform converts when it is asked
            found = "(" + e.getMessage() + ")";
        }
        LOG.error(
                "{}: {} = {} is no whole number from {} to {}; correct it, {} until then",
                PID,
                key,
                found,
                min,
                max,
                meanwhile);
        return standard;
    }

    private static boolean flag(String key, Supplier<Boolean> value) {
        try {
            return value.get();
        } catch (RuntimeException e) {
            LOG.error("{}: {} ({}) is neither true nor false; correct it, false until then", PID, key, e.getMessage());
            return false;
        }
    }
}
