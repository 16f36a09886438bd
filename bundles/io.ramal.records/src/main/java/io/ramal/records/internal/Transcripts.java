package io.ramal.records.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ramal.call.CallSnapshot;
import io.ramal.call.TimelineEntry;
import io.ramal.call.VisitRecords.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the words of visits for which transcripts are on. */
final class Transcripts {
    private static final Logger LOG = LoggerFactory.getLogger(Transcripts.class);
    private static final int WAITING_MAX = 1000;

    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private final Shelves shelves;
    private final Executor thread;
    private final Clock clock;
    private final Semaphore places = new Semaphore(WAITING_MAX);
    private final LongAdder dropped = new LongAdder();
    private final Trouble trouble = new Trouble(LOG);

    /** @param thread runs its tasks one after the other and may block */
    Transcripts(Shelves shelves, Executor thread, Clock clock) {
        this.shelves = shelves;
        this.thread = thread;
        this.clock = clock;
    }

    /** Transcripts lost because the disk did not take them, or not fast enough. */
    long dropped() {
        return dropped.sum();
    }

    /** Keeps a visit that is over, if its words may be kept; any thread, returns at once. */
    void keep(CallSnapshot visit) {
        if (!visit.transcripts()) {
            return;
        }
        if (!places.tryAcquire()) {
            dropped.increment();
            return;
        }
        try {
            thread.execute(() -> {
                places.release();
                write(visit);
            });
        } catch (RejectedExecutionException e) {
            places.release();
            dropped.increment();
        }
    }

    private void write(CallSnapshot visit) {
        Path file = shelves.transcript(visit.started().atZone(clock.getZone()).toLocalDate(), visit.id());
        Path folder = Objects.requireNonNull(file.getParent());
        Path temp = file.resolveSibling(file.getFileName() + Shelves.TEMP);
        try {
            Shelves.makePrivate(shelves.folder(Kind.TRANSCRIPTS));
            Shelves.makePrivate(folder);
            Files.deleteIfExists(temp);
            try (FileChannel channel = FileChannel.open(
                    temp, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), Shelves.privately())) {
                ByteBuffer bytes = ByteBuffer.wrap((GSON.toJson(json(visit)) + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            trouble.ends("Transcripts are kept again; {} were lost since the start", dropped());
        } catch (IOException e) {
            dropped.increment();
            trouble.begins(
                    "Transcripts cannot be kept in {}: {}. They are lost until the server's user can write there and that"
                            + " disk has space",
                    folder,
                    e.toString());
        }
    }

    private JsonObject json(CallSnapshot visit) {
        JsonObject json = new JsonObject();
        json.addProperty("visit", visit.id().toString());
        json.addProperty("extension", visit.extension().number());
        json.addProperty("condominium", visit.extension().condominiumId());
        if (visit.simulated()) {
            json.addProperty(AuditLine.SIMULATED, true);
        }
        json.addProperty("started", AuditLine.time(visit.started(), clock));
        if (visit.ended() != null) {
            json.addProperty("ended", AuditLine.time(visit.ended(), clock));
        }
        json.addProperty("outcome", AuditLine.word(visit.outcome()));
        json.addProperty("human", visit.human());
        json.addProperty("turns", visit.turns());
        JsonObject data = new JsonObject();
        data.addProperty("intent_type", visit.visit().intent());
        data.addProperty("interlocutor_name", visit.visit().visitorName());
        data.addProperty("apartment_number", visit.visit().apartment());
        data.addProperty("resident_name", visit.visit().residentName());
        json.add("dados", data);
        JsonArray timeline = new JsonArray();
        visit.timeline().forEach(e -> timeline.add(json(e)));
        json.add("timeline", timeline);
        return json;
    }

    private static JsonObject json(TimelineEntry e) {
        JsonObject json = new JsonObject();
        json.addProperty("ms", e.at().toMillis());
        json.addProperty("leg", AuditLine.word(e.leg()));
        json.addProperty("kind", AuditLine.word(e.kind()));
        if (!e.text().isEmpty()) {
            json.addProperty("text", e.text());
        }
        if (e.turn() != null) {
            json.addProperty("response_ms", e.turn().response().toMillis());
        }
        return json;
    }
}
