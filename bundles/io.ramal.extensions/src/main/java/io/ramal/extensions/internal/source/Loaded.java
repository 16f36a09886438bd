package io.ramal.extensions.internal.source;

import io.ramal.extension.ExtensionSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source held when it was read.
 *
 * @param source which one; {@link ExtensionSource#COMPATIBILITY} has no rows, its pair is a setting
 * @param rows in the order of their ids
 */
public record Loaded(ExtensionSource source, List<Row> rows) {
    public Loaded {
        rows = List.copyOf(rows);
    }

    /** The same with the very rows of {@code before} where they are equal; see {@link Kept}. */
    public Loaded keeping(@Nullable Loaded before) {
        return before == null ? this : new Loaded(source, Kept.of(before.rows, rows, Row::id));
    }
}
