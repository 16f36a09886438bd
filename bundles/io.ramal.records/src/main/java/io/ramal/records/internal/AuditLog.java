package io.ramal.records.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ramal.call.VisitRecords.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes decisions. Lines wait in memory until they are on disk; while the disk does not take them they wait on, up to a
 * bound, and what is too much is counted. All that waits is written and forced to disk together: a decision survives the
 * machine losing power a moment later, and a hundred at once cost one disk flush, not a hundred.
 */
final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int BATCH = 1000;

    /** Makes the names in a folder survive a loss of power, which forcing a new file alone does not. */
    @FunctionalInterface
    interface FolderSync {
        void force(Path folder) throws IOException;
    }

    private final Shelves shelves;
    private final Executor thread;
    private final FolderSync folders;
    private final LinkedBlockingDeque<AuditLine> waiting;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final LongAdder dropped = new LongAdder();
    private final Trouble trouble = new Trouble(LOG);

    /**
     * @param thread runs its tasks one after the other and may block
     * @param capacity lines that may wait
     */
    AuditLog(Shelves shelves, Executor thread, int capacity) {
        this(shelves, thread, capacity, Shelves::force);
    }

    /** @param folders forces a folder to disk */
    AuditLog(Shelves shelves, Executor thread, int capacity, FolderSync folders) {
        this.folders = folders;
        this.shelves = shelves;
        this.thread = thread;
        this.waiting = new LinkedBlockingDeque<>(capacity);
    }

    /** Lines lost because too many waited for the disk. */
    long dropped() {
        return dropped.sum();
    }

    /** Takes a line to be written; any thread, returns at once. */
    void add(AuditLine line) {
        if (!waiting.offerLast(line)) {
            dropped.increment();
            return;
        }
        // while the disk is in trouble only the regular attempts try it
        if (!trouble.on() && asked.compareAndSet(false, true)) {
            try {
                thread.execute(this::flush);
            } catch (RejectedExecutionException e) {
                asked.set(false);
            }
        }
    }

    /** Writes what waits, oldest first; on the records thread, also at intervals. */
    void flush() {
        asked.set(false);
        List<AuditLine> batch = batch();
        while (!batch.isEmpty()) {
            Path file = shelves.audit(batch.get(0).day());
            try {
                append(file, batch);
            } catch (IOException e) {
                trouble.begins(
                        "Decisions cannot be written to {}: {}. They wait in memory, up to {}. Let the server's user"
                                + " write there, and have space on that disk",
                        file,
                        e.toString(),
                        waiting.size() + waiting.remainingCapacity());
                return;
            }
            batch.forEach(line -> waiting.pollFirst());
            batch = batch();
        }
        trouble.ends("Decisions are written again; {} were lost since the start", dropped());
    }

    /** Writes what waits for the last time; what the disk does not take is lost. */
    void close() {
        flush();
        if (!waiting.isEmpty()) {
            LOG.error("{} decisions could not be written before the stop and are lost", waiting.size());
            dropped.add(waiting.size());
            waiting.clear();
        }
    }

    /**
     * Takes the words out of the lines of a visit, in memory and in one file.
     *
     * @return whether the file had any
     */
    boolean silence(Path file, UUID visit, boolean dryRun) throws IOException {
        // a crash may have cut a letter in two: nothing that should stop this
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<String> kept = new ArrayList<>();
        boolean changed = false;
        for (String line : text.lines().toList()) {
            String without = wordless(line, visit);
            changed |= without != null;
            if (without == null || !without.isEmpty()) {
                kept.add(without == null ? line : without);
            }
        }
        if (changed && !dryRun) {
            replace(file, kept);
        }
        return changed;
    }

    /** The same for what waits to be written; on the records thread. */
    void silenceWaiting(UUID visit) {
        for (AuditLine line : waiting) {
            if (of(line.json(), visit)) {
                line.json().remove(AuditLine.WORDS);
            }
        }
    }

    /** The oldest lines of one day. */
    private List<AuditLine> batch() {
        List<AuditLine> batch = new ArrayList<>();
        LocalDate day = null;
        for (AuditLine line : waiting) {
            if (batch.size() == BATCH || (day != null && !day.equals(line.day()))) {
                break;
            }
            day = line.day();
            batch.add(line);
        }
        return batch;
    }

    private void append(Path file, List<AuditLine> lines) throws IOException {
        Shelves.makePrivate(shelves.folder(Kind.AUDIT));
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        LinkOption.NOFOLLOW_LINKS),
                Shelves.privately())) {
            long size = channel.size();
            String begin = size == 0 || endsLine(channel, size) ? "" : "\n";
            try {
                channel.position(size);
                write(channel, begin + text);
                if (size == 0) {
                    folders.force(shelves.folder(Kind.AUDIT));
                    folders.force(shelves.data());
                }
            } catch (IOException e) {
                // what is half there would be there twice after the next attempt
                channel.truncate(size);
                throw e;
            }
        }
    }

    /** False after a crash in the middle of a line. */
    private static boolean endsLine(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        return last.get(0) == '\n';
    }

    private void replace(Path file, List<String> lines) throws IOException {
        Path temp = file.resolveSibling(file.getFileName() + Shelves.TEMP);
        Files.deleteIfExists(temp);
        try (FileChannel channel = FileChannel.open(
                temp, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), Shelves.privately())) {
            write(channel, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        }
        Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        folders.force(shelves.folder(Kind.AUDIT));
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    /** The line without its words, empty when it is to go as a whole, null when it can stay as it is. */
    private static @Nullable String wordless(String line, UUID visit) {
        if (!line.contains(visit.toString())) {
            return null;
        }
        try {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            return of(json, visit) && json.remove(AuditLine.WORDS) != null ? AuditLine.text(json) : null;
        } catch (JsonParseException | IllegalStateException e) {
            // half a line of a crash: nobody knows what is in it
            return "";
        }
    }

    private static boolean of(JsonObject json, UUID visit) {
        return json.has(AuditLine.VISIT)
                && json.get(AuditLine.VISIT).isJsonPrimitive()
                && json.get(AuditLine.VISIT).getAsString().equals(visit.toString());
    }
}
