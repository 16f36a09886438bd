package io.ramal.records.internal;

import io.ramal.call.CallSnapshot;
import io.ramal.call.Calls;
import io.ramal.call.VisitRecords.Kind;
import io.ramal.call.VisitRecords.PurgeReport;
import io.ramal.call.VisitRecords.PurgeRequest;
import io.ramal.call.VisitRecords.Purged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One purge. On the thread that writes decisions and transcripts: what was handed over before it is on disk by then. */
final class Purge {
    private final Shelves shelves;
    private final AuditLog audit;
    private final Supplier<@Nullable Calls> calls;
    private final Clock clock;
    private final PurgeRequest request;
    private final List<Purged> items = new ArrayList<>();
    private long done;
    private long bytes;
    private long failed;

    Purge(Shelves shelves, AuditLog audit, Supplier<@Nullable Calls> calls, Clock clock, PurgeRequest request) {
        this.calls = calls;
        this.shelves = shelves;
        this.audit = audit;
        this.clock = clock;
        this.request = request;
    }

    PurgeReport run() {
        UUID visit = request.visit();
        LocalDate today = LocalDate.now(clock);
        if (visit != null && !request.dryRun() && request.kinds().contains(Kind.AUDIT)) {
            audit.silenceWaiting(visit);
        }
        for (Kind kind : Kind.values()) {
            if (!request.kinds().contains(kind)) {
                continue;
            }
            for (Shelves.Item item : shelves.items(kind, (path, why) -> unseen(kind, path, why))) {
                if (visit == null) {
                    byAge(item, today);
                } else {
                    byVisit(item, visit);
                }
            }
            if (!request.dryRun()) {
                shelves.tidy(kind, today, (path, why) -> {});
            }
        }
        if (!request.dryRun() && request.kinds().contains(Kind.TRANSCRIPTS)) {
            forget(today);
        }
        return new PurgeReport(items, done, bytes, failed);
    }

    /** The ledger of calls has the words too. */
    private void forget(LocalDate today) {
        Calls ledger = calls.get();
        if (ledger == null) {
            return;
        }
        if (request.visit() != null) {
            ledger.forget(request.visit());
            return;
        }
        for (CallSnapshot call : ledger.recent()) {
            LocalDate day = call.started().atZone(clock.getZone()).toLocalDate();
            if (Retention.older(day, request.olderThanDays(), today)) {
                ledger.forget(call.id());
            }
        }
    }

    private void unseen(Kind kind, Path path, IOException why) {
        report(kind, path, 0, "not looked at: " + why, false, 0);
    }

    private void byAge(Shelves.Item item, LocalDate today) {
        if (Retention.older(item.day(), request.olderThanDays(), today)) {
            delete(item);
        }
    }

    private void byVisit(Shelves.Item item, UUID visit) {
        if (item.visit().equals(visit.toString())) {
            delete(item);
        } else if (item.kind() == Kind.AUDIT && !item.unfinished()) {
            try {
                if (audit.silence(item.path(), visit, request.dryRun())) {
                    report(item, "words removed", true, 0);
                }
            } catch (IOException e) {
                report(item, "words not removed: " + e, false, 0);
            }
        }
    }

    private void delete(Shelves.Item item) {
        try {
            if (request.dryRun() || Files.deleteIfExists(item.path())) {
                report(item, "deleted", true, item.bytes());
            }
        } catch (IOException e) {
            report(item, "not deleted: " + e, false, item.bytes());
        }
    }

    private void report(Shelves.Item item, String what, boolean gone, long size) {
        report(item.kind(), item.path(), item.bytes(), what, gone, size);
    }

    private void report(Kind kind, Path path, long length, String what, boolean gone, long size) {
        if (items.size() < PurgeReport.ITEMS_MAX) {
            items.add(new Purged(kind, shelves.name(path), length, what, gone));
        }
        if (gone) {
            done++;
            bytes += size;
        } else {
            failed++;
        }
    }
}
