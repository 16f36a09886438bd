package io.ramal.helper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the engine's files lie on disk: one folder per version, which appears complete or not at all and is used again
 * by the next start.
 */
public final class EngineFolder {
    private static final Logger log = LoggerFactory.getLogger(EngineFolder.class);

    /** Size and path of every file, so that a folder somebody has cleaned out is noticed. */
    private static final String CONTENTS = "contents.txt";

    private static final String NEW = ".new-";
    private static final Pattern VERSION = Pattern.compile("\\d[0-9.]*-[0-9a-f]{12}");

    private final EngineArchive archive;
    private final Path parent;

    /** {@code parent} holds the folders of all versions. */
    public EngineFolder(EngineArchive archive, Path parent) {
        this.archive = archive;
        this.parent = parent;
    }

    /**
     * The folder with everything in it; unpacks it when it is not there or not complete.
     *
     * @throws IOException when it cannot be written
     */
    public Path ready() throws IOException {
        Path folder = parent.resolve(archive.folderName());
        if (complete(folder)) {
            return folder;
        }
        Files.createDirectories(parent);
        Path fresh = Files.createTempDirectory(parent, NEW);
        try {
            unpack(fresh);
            // another server on the same data folder may have been quicker
            if (!complete(folder)) {
                delete(folder);
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            if (!complete(folder)) {
                throw e;
            }
        } finally {
            delete(fresh);
        }
        removeOthers(folder);
        return folder;
    }

    private void unpack(Path target) throws IOException {
        List<String> contents = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(archive.content().open(), StandardCharsets.UTF_8)) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                Path file = target.resolve(e.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the engine's archive holds a path outside it: " + e.getName());
                }
                if (e.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    long size = Files.copy(zip, file);
                    contents.add(size + " " + e.getName());
                }
            }
        }
        Files.write(target.resolve(CONTENTS), contents);
    }

    private static boolean complete(Path folder) {
        try {
            for (String line : Files.readAllLines(folder.resolve(CONTENTS))) {
                int space = line.indexOf(' ');
                if (Files.size(folder.resolve(line.substring(space + 1))) != Long.parseLong(line.substring(0, space))) {
                    return false;
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Versions of earlier days. What cannot be removed is only untidy. */
    private void removeOthers(Path kept) {
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path p : folders.toList()) {
                String name = String.valueOf(p.getFileName());
                if (!p.equals(kept) && VERSION.matcher(name).matches()) {
                    delete(p);
                }
            }
        } catch (IOException e) {
            log.debug("old engine not removed: {}", e.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        }
    }
}
