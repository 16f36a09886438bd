package io.ramal.extensions.internal.source;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which copy of the last known configuration counts, and what is said about a file that cannot be used. */
final class LastKnown {
    private static final Logger LOG = LoggerFactory.getLogger(LastKnown.class);

    private final ConfigurationFile file;
    private boolean failed;

    LastKnown(ConfigurationFile file) {
        this.file = file;
    }

    /** What to begin with: the file, or the copy before it when the file is broken; null when neither holds a row. */
    ConfigurationFile.@Nullable Held load() {
        try {
            return orNothing(file.read());
        } catch (IOException e) {
            ConfigurationFile.Held previous = previous();
            LOG.error(
                    "{}; {}; repair it and refresh, or delete it",
                    e.getMessage(),
                    previous == null ? "it is ignored" : "the copy before it is used");
            return previous;
        }
    }

    /**
     * What it holds now; null when there is no file or no row in it.
     *
     * @throws IOException naming the file and where it is broken
     */
    ConfigurationFile.@Nullable Held reload() throws IOException {
        return orNothing(file.read());
    }

    /** Keeps what the database held; a failure is said once and changes nothing else. */
    void store(List<Row> rows, Instant confirmed) {
        try {
            file.store(rows, confirmed);
            if (failed) {
                LOG.info("{} is written again", file.name());
            }
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn(
                        "{} cannot be written ({}): without the database the next start would begin with what it holds"
                                + " now; check the space and the rights in that folder",
                        file.name(),
                        e.toString());
            }
            failed = true;
        }
    }

    private ConfigurationFile.@Nullable Held previous() {
        try {
            return orNothing(file.readPrevious());
        } catch (IOException e) {
            LOG.debug("the copy before it: {}", e.getMessage());
            return null;
        }
    }

    private static ConfigurationFile.@Nullable Held orNothing(ConfigurationFile.@Nullable Held held) {
        return held == null || held.rows().isEmpty() ? null : held;
    }
}
