package io.ramal.doorman.internal.directory;

import io.ramal.conversation.VisitData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in a file, read anew when it changes. What was read last stays until something better has been read.
 * {@link #find} from any thread; {@link #look} from one at a time.
 */
public final class JsonDirectory implements Directory {
    /** Time and size of the file; null when there is none. */
    private record Stamp(FileTime time, long size) {}

    private static final Logger LOG = LoggerFactory.getLogger(JsonDirectory.class);

    /** Some 300,000 entries; more is another file. */
    private static final long MAX_SIZE = 64L << 20;

    private final Path file;
    private final Names names = new Names();
    private final ApartmentReader apartments = new ApartmentReader();
    private final ApartmentFile format = new ApartmentFile(names, apartments);
    private volatile Index index = new Index(List.of(), names, apartments);

    private boolean looked;
    private @Nullable Stamp seen;
    private @Nullable Stamp taken;
    private boolean unreadable;

    public JsonDirectory(Path file) {
        this.file = file;
    }

    @Override
    public Lookup find(int condominium, VisitData visit) {
        return index.find(condominium, visit);
    }

    @Override
    public List<String> phrases(int condominium) {
        return index.phrases(condominium);
    }

    /**
     * Looks whether the file has changed, and reads it if so. A change is read once it is the same at two looks: somebody
     * may be writing still, and editors take a file away before they put a new one there.
     */
    public void look() {
        Stamp stamp;
        try {
            stamp = stamp();
        } catch (IOException e) {
            LOG.debug("cannot look at {}", file, e);
            return;
        }
        boolean settled = !looked || same(stamp, seen);
        boolean news = !looked || unreadable || !same(stamp, taken);
        looked = true;
        seen = stamp;
        if (settled && news) {
            taken = stamp;
            take(stamp);
        }
    }

    private void take(@Nullable Stamp stamp) {
        boolean said = unreadable;
        unreadable = false;
        if (stamp == null) {
            index = new Index(List.of(), names, apartments);
            LOG.info("no apartment directory: {} is not there; no resident can be called until it is", file);
            return;
        }
        try {
            List<Entry> entries = format.read(read(stamp));
            index = new Index(entries, names, apartments);
            LOG.info("apartment directory: {} entries of {}", entries.size(), file);
        } catch (ApartmentFile.Broken e) {
            LOG.error("{} {}. What was read before stays in force.", file, e.getMessage());
        } catch (IOException e) {
            // a change of permissions shows neither in time nor in size
            unreadable = true;
            if (!said) {
                LOG.error(
                        "{} cannot be read ({}); check its permissions. What was read before stays in force.",
                        file,
                        e.getClass().getSimpleName());
            }
        }
    }

    private byte[] read(Stamp stamp) throws IOException, ApartmentFile.Broken {
        if (stamp.size() > MAX_SIZE) {
            throw new ApartmentFile.Broken(
                    "is larger than " + (MAX_SIZE >> 20) + " MB; check whether it is the right one");
        }
        return Files.readAllBytes(file);
    }

    private @Nullable Stamp stamp() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean same(@Nullable Stamp a, @Nullable Stamp b) {
        return a == null ? b == null : a.equals(b);
    }
}
