package io.ramal.extension;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the running configuration comes from and how old it is.
 *
 * @param source where it came from
 * @param confirmed when the database was last seen to hold it, null when that is not known (compatibility mode)
 * @param database how the database fares
 * @param databaseSince since when it fares so, null when none is configured
 * @param databaseError why it cannot be used, for people; null when it can, or none is configured
 * @param notified whether changes of the table are told at once by NOTIFY
 */
public record ConfigurationStatus(
        ExtensionSource source,
        @Nullable Instant confirmed,
        DatabaseState database,
        @Nullable Instant databaseSince,
        @Nullable String databaseError,
        boolean notified) {}
