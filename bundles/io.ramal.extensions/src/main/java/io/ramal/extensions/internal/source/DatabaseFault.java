package io.ramal.extensions.internal.source;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a database and what is to be done, by the codes of PostgreSQL's manual, appendix A. */
final class DatabaseFault {
    private static final int LONGEST = 200;
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password)\\s*=\\s*[^&\\s,;}]*");

    private static final Map<String, String> CURES = Map.ofEntries(
            Map.entry("28P01", "refuses the login; check DB_USER and DB_PASSWORD"),
            Map.entry(
                    "28000", "refuses the login; check DB_USER, DB_PASSWORD, DB_SSLMODE and the server's pg_hba.conf"),
            Map.entry("08004", "refuses the connection; check DB_USER, DB_PASSWORD and DB_SSLMODE"),
            Map.entry("3D000", "does not exist; check DB_NAME"),
            Map.entry(
                    "42P01",
                    "has no table public.extension_ia; check DB_NAME, or create it with"
                            + " config/postgresql/extension_ia.sql"),
            Map.entry(
                    "42703",
                    "has a table extension_ia without a needed column; compare it with"
                            + " config/postgresql/extension_ia.sql"),
            Map.entry("42501", "does not let DB_USER read extension_ia; run config/postgresql/role.sql"),
            Map.entry("53300", "has no connection left; raise max_connections or close other clients"),
            Map.entry("57014", "was too slow to answer; look for locks on extension_ia and for load"),
            Map.entry("57P01", "is stopping"),
            Map.entry("57P03", "is starting or stopping"));

    private DatabaseFault() {}

    /** A sentence for people: the database, what is wrong, what to do, and in brackets the driver's words. */
    static String sentence(String database, Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            return "database " + database + " does not answer: earlier attempts still hang; check DB_HOST, DB_PORT and"
                    + " the network";
        }
        String cure = cure(failure);
        return "database " + database + " " + (cure == null ? unknown(failure) : cure) + words(failure);
    }

    /** What is said when nothing came in time. */
    static String silent(String database, long seconds) {
        return "database " + database + " did not answer within " + seconds + " s; check DB_HOST, DB_PORT, the network"
                + " and its load";
    }

    /** What is said when there is no data source to ask. */
    static String noSource(String database) {
        return "database " + database + " is configured but has no data source; check the DB_* settings and the log for"
                + " errors about it";
    }

    /** What is said when there is no data source to listen by. */
    static String noListenSource(String database) {
        return "database " + database + " has no data source to listen by; check the DB_* settings and the log for"
                + " errors about it";
    }

    private static @Nullable String cure(Throwable failure) {
        Throwable t = failure;
        for (int depth = 0; t != null && depth < 10; depth++, t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return "cannot be found; check DB_HOST";
            }
            String state = t instanceof SQLException e ? e.getSQLState() : null;
            String cure = state == null ? null : CURES.get(state);
            if (cure != null) {
                return cure;
            }
        }
        return null;
    }

    private static String unknown(Throwable failure) {
        return failure instanceof SQLException || failure instanceof IOException
                ? "cannot be reached; check DB_HOST, DB_PORT and that PostgreSQL runs"
                : "cannot be read";
    }

    /** The driver's words: they may name host and user; what looks like a password is masked all the same. */
    private static String words(Throwable failure) {
        Throwable deepest = failure;
        for (int depth = 0; deepest.getCause() instanceof SQLException e && depth < 10; depth++) {
            deepest = e;
        }
        // of an error the message alone is often but a name
        String message = deepest instanceof Error ? deepest.toString() : deepest.getMessage();
        String text = (message == null ? deepest.getClass().getSimpleName() : message)
                .replaceAll("\\s+", " ")
                .strip();
        text = PASSWORD.matcher(text).replaceAll("$1=…");
        return " (" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + ")";
    }
}
