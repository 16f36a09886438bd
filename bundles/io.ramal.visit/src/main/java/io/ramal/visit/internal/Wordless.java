package io.ramal.visit.internal;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure shows of itself in the log: classes and places. Its messages may quote a number or somebody's words. */
final class Wordless extends Throwable {
    private static final long serialVersionUID = 1;

    private final String name;

    Wordless(Throwable failure) {
        this(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private Wordless(Throwable failure, Set<Throwable> seen) {
        super(null, cause(failure, seen), false, true);
        name = failure.getClass().getName();
        setStackTrace(failure.getStackTrace());
    }

    /** The failure as it may be logged. */
    static Throwable unless(boolean transcripts, Throwable failure) {
        return transcripts ? failure : new Wordless(failure);
    }

    private static @Nullable Throwable cause(Throwable failure, Set<Throwable> seen) {
        Throwable cause = failure.getCause();
        return cause == null || !seen.add(cause) ? null : new Wordless(cause, seen);
    }

    @Override
    public String toString() {
        return name;
    }
}
