package io.ramal.shell.internal.commands;

import io.ramal.call.VisitRecords;
import io.ramal.call.VisitRecords.Kind;
import io.ramal.call.VisitRecords.PurgeReport;
import io.ramal.call.VisitRecords.PurgeRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** {@code ramal:purge}. */
@Service
@Command(
        scope = "ramal",
        name = "purge",
        description = "Deletes what is kept of visits, for good",
        detailedDescription = "By age: --older-than 30d with --what transcripts,recordings,audit (one or more); 0d is"
                + " everything, also of today and of calls that are up. Or by visit: --visit with its whole id deletes"
                + " its transcript and recordings, and takes its words out of the audit, whose lines stay otherwise;"
                + " purge a visit after it has ended, as its transcript is written then. Prints what goes. Nothing is"
                + " deleted without --yes.")
public final class PurgeCommand implements Action {
    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");

    @Reference(optional = true)
    @Nullable
    VisitRecords records;

    @Option(name = "--older-than", description = "Full days, such as 30d; 0d for everything")
    @Nullable
    String olderThan;

    @Option(name = "--what", description = "transcripts, recordings, audit; commas between them")
    @Completion(
            value = StringsCompleter.class,
            values = {"transcripts", "recordings", "audit", "transcripts,recordings"})
    @Nullable
    String what;

    @Option(name = "--visit", description = "Id of a visit, instead of an age")
    @Completion(CallCompleter.class)
    @Nullable
    String visit;

    @Option(name = "--dry-run", description = "Only print what would go")
    boolean dryRun;

    @Option(name = "--yes", description = "Do it")
    boolean yes;

    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() throws IOException {
        VisitRecords kept = Services.require(records, "what keeps records of visits is", "io.ramal.records");
        boolean pretend = dryRun || !yes;
        PurgeReport report = kept.purge(request(pretend));
        report.items().forEach(i -> out.println((pretend && i.gone() ? "dry run: " : "") + i.what() + ": " + i.path()));
        long hidden = report.done() + report.failed() - report.items().size();
        if (hidden > 0) {
            out.println("and " + hidden + " more");
        }
        out.println(
                pretend
                        ? files(report.done()) + " would be deleted or lose words, " + size(report.bytes())
                        : summary(report));
        if (!dryRun && !yes) {
            throw new IllegalStateException("nothing was deleted: say --yes to do it, or --dry-run to only look");
        }
        if (report.failed() > 0) {
            throw new IllegalStateException(files(report.failed()) + " could not be dealt with");
        }
        return null;
    }

    private PurgeRequest request(boolean pretend) {
        if (visit != null) {
            if (olderThan != null) {
                throw new IllegalArgumentException("--visit and --older-than do not go together");
            }
            return new PurgeRequest(what == null ? EnumSet.allOf(Kind.class) : kinds(what), 0, id(visit), pretend);
        }
        if (olderThan == null || what == null) {
            throw new IllegalArgumentException(
                    "what is to go? Give --older-than and --what, such as --older-than 7d --what recordings, or --visit");
        }
        Matcher m = DAYS.matcher(olderThan);
        if (!m.matches()) {
            throw new IllegalArgumentException("\"" + olderThan + "\" is no age; write days, such as 30d or 0d");
        }
        return new PurgeRequest(kinds(what), Integer.parseInt(m.group(1)), null, pretend);
    }

    private static Set<Kind> kinds(String text) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : text.split(",", -1)) {
            switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "transcripts" -> kinds.add(Kind.TRANSCRIPTS);
                case "recordings" -> kinds.add(Kind.RECORDINGS);
                case "audit" -> kinds.add(Kind.AUDIT);
                default ->
                    throw new IllegalArgumentException(
                            "\"" + word + "\" is not kept; --what takes transcripts, recordings and audit");
            }
        }
        return kinds;
    }

    /** Whole: what is deleted for good is not guessed from its first letters. */
    private static UUID id(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException("\"" + text + "\" is no id of a visit; give all 36 characters of it");
    }

    private static String summary(PurgeReport report) {
        return report.done() == 0 && report.failed() == 0
                ? "nothing was kept of it"
                : files(report.done()) + " done, " + size(report.bytes()) + " deleted";
    }

    private static String files(long n) {
        return n + (n == 1 ? " file" : " files");
    }

    private static String size(long bytes) {
        return bytes < 10_000 ? bytes + " bytes" : bytes / 1000 + " kB";
    }
}
