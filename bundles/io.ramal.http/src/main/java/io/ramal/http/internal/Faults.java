package io.ramal.http.internal;

import org.jspecify.annotations.Nullable;

/** Errors that were not made by the API itself, in its words. */
final class Faults {
    private Faults() {}

    /**
     * @param message the web server's words, null when it has none
     */
    static Answer answer(int code, @Nullable String message) {
        if (code >= 500) {
            // the server's words may hold what only the log should
            return Answer.error(code, "internal error, see the log");
        }
        return Answer.error(
                code, message == null || message.isBlank() ? "the request was refused with status " + code : message);
    }
}
