package io.ramal.records.internal;

import io.ramal.call.LegRole;
import io.ramal.call.VisitRecords.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where what is kept lies, and under which names. Only what has such a name is ever found here, and so only that is ever
 * deleted; symbolic links below the three folders are never followed. Blocks.
 *
 * <pre>
 * audit/decisions-2026-03-01.jsonl
 * transcripts/2026-03-01/(visit).json
 * recordings/2026-03-01/(visit)-visitor.wav, -resident.wav, -resident-2.wav …
 * </pre>
 */
final class Shelves {
    /** End of a file that is not whole yet. */
    static final String TEMP = ".tmp";

    private static final String DAY = "(\\d{4}-\\d{2}-\\d{2})";
    private static final String ID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
    private static final Pattern DAY_FOLDER = Pattern.compile(DAY);
    private static final Pattern AUDIT = Pattern.compile("decisions-" + DAY + "\\.jsonl(?:\\.tmp)?");
    private static final Pattern TRANSCRIPT = Pattern.compile(ID + "\\.json(?:\\.tmp)?");
    private static final Pattern RECORDING = Pattern.compile(ID + "-(?:visitor|resident)(?:-[2-9])?\\.wav");

    /**
     * A file that is kept.
     *
     * @param day it is of
     * @param visit whose it is, empty where it is of many
     */
    record Item(Kind kind, Path path, LocalDate day, String visit, long bytes, long modified) {
        boolean unfinished() {
            return path.toString().endsWith(TEMP);
        }
    }

    /** Looks into a folder. */
    @FunctionalInterface
    interface Lister {
        DirectoryStream<Path> list(Path folder) throws IOException;
    }

    /** Told what cannot be looked at; what can is found all the same. */
    @FunctionalInterface
    interface Problems {
        void on(Path path, IOException why);
    }

    private final Path data;
    private final Lister lister;

    /** @param data the data folder */
    Shelves(Path data) {
        this(data, Files::newDirectoryStream);
    }

    Shelves(Path data, Lister lister) {
        this.data = data;
        this.lister = lister;
    }

    /** The folder they all are in. */
    Path data() {
        return data;
    }

    Path folder(Kind kind) {
        return data.resolve(kind.name().toLowerCase(Locale.ROOT));
    }

    Path audit(LocalDate day) {
        return folder(Kind.AUDIT).resolve("decisions-" + day + ".jsonl");
    }

    Path transcript(LocalDate day, UUID visit) {
        return folder(Kind.TRANSCRIPTS).resolve(day.toString()).resolve(visit + ".json");
    }

    /** @param n 1 for the first of that leg in the visit */
    Path recording(LocalDate day, UUID visit, LegRole role, int n) {
        String name = visit + "-" + role.name().toLowerCase(Locale.ROOT) + (n == 1 ? "" : "-" + n) + ".wav";
        return folder(Kind.RECORDINGS).resolve(day.toString()).resolve(name);
    }

    /** A path as people are shown it. */
    String name(Path path) {
        return data.relativize(path).toString();
    }

    /** Everything of a kind, oldest first. */
    List<Item> items(Kind kind, Problems problems) {
        List<Item> all = new ArrayList<>();
        if (kind == Kind.AUDIT) {
            collect(kind, folder(kind), null, all, problems);
        } else {
            for (Path day : days(kind, problems)) {
                collect(kind, day, day(day.getFileName().toString()), all, problems);
            }
        }
        all.sort(Comparator.comparing(Item::day).thenComparing(Item::modified));
        return all;
    }

    /**
     * Removes the folders of days that hold nothing.
     *
     * @param today whose folder stays, as somebody may be about to put something into it
     */
    void tidy(Kind kind, LocalDate today, Problems problems) {
        if (kind == Kind.AUDIT) {
            return;
        }
        for (Path day : days(kind, problems)) {
            try {
                if (!day.getFileName().toString().equals(today.toString()) && empty(day)) {
                    Files.deleteIfExists(day);
                }
            } catch (IOException e) {
                problems.on(day, e);
            }
        }
    }

    /** Makes what a folder holds survive a loss of power, where the system can. */
    static void force(Path folder) throws IOException {
        if (posix()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes a folder that only the server's user may look into, and those above it. */
    static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, permissions("rwx------"));
        }
    }

    /** For a new file that only the server's user may read. */
    static FileAttribute<?>[] privately() {
        return permissions("rw-------");
    }

    private static FileAttribute<?>[] permissions(String text) {
        return posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))}
                : new FileAttribute<?>[0];
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private List<Path> days(Kind kind, Problems problems) {
        List<Path> days = new ArrayList<>();
        try (DirectoryStream<Path> folders = lister.list(folder(kind))) {
            for (Path folder : folders) {
                if (day(folder.getFileName().toString()) != null
                        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    days.add(folder);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            problems.on(folder(kind), Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            problems.on(folder(kind), e);
        }
        return days;
    }

    private void collect(Kind kind, Path folder, @Nullable LocalDate day, List<Item> all, Problems problems) {
        try (DirectoryStream<Path> files = lister.list(folder)) {
            for (Path file : files) {
                Item item = item(kind, file, day, problems);
                if (item != null) {
                    all.add(item);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // nothing has been kept yet, or it went meanwhile
        } catch (DirectoryIteratorException e) {
            problems.on(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            problems.on(folder, e);
        }
    }

    private static @Nullable Item item(Kind kind, Path file, @Nullable LocalDate folder, Problems problems) {
        Matcher name = pattern(kind).matcher(file.getFileName().toString());
        if (!name.matches()) {
            return null;
        }
        LocalDate day = folder == null ? day(name.group(1)) : folder;
        if (day == null) {
            return null;
        }
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String visit = kind == Kind.AUDIT ? "" : name.group(1);
            return is.isRegularFile()
                    ? new Item(
                            kind,
                            file,
                            day,
                            visit,
                            is.size(),
                            is.lastModifiedTime().toMillis())
                    : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            problems.on(file, e);
            return null;
        }
    }

    private static Pattern pattern(Kind kind) {
        return switch (kind) {
            case AUDIT -> AUDIT;
            case TRANSCRIPTS -> TRANSCRIPT;
            case RECORDINGS -> RECORDING;
        };
    }

    private static @Nullable LocalDate day(String name) {
        if (!DAY_FOLDER.matcher(name).matches()) {
            return null;
        }
        try {
            return LocalDate.parse(name);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean empty(Path folder) throws IOException {
        try (DirectoryStream<Path> any = lister.list(folder)) {
            return !any.iterator().hasNext();
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
