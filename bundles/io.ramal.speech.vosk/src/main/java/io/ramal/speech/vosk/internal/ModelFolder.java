package io.ramal.speech.vosk.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a model looks like on disk. Vosk knows two layouts: everything in one folder (the small models of 2020) or {@code
 * am/}, {@code conf/} and {@code graph/}. Looking first matters: of a half-written folder the engine may not merely
 * complain, but abort the process.
 */
final class ModelFolder {
    private static final String RATE_OPTION = "--sample-frequency=";
    private static final int DEFAULT_RATE = 16_000;
    private static final int SEARCH_DEPTH = 6;

    private ModelFolder() {}

    /**
     * A cheap sum of what is in a folder, to see it change.
     *
     * @param newest the latest modification in ms since the epoch
     */
    record Fingerprint(int files, long bytes, long newest) {}

    /** Why the folder is no model, as a sentence without the path's owner; empty when it looks like one. */
    static Optional<String> fault(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.of("no speech model at " + folder);
        }
        boolean flat = Files.exists(folder.resolve("final.mdl"));
        String graph = flat ? "" : "graph/";
        List<String> wanted = flat ? List.of("final.mdl", "mfcc.conf") : List.of("am/final.mdl", "conf/model.conf");
        for (String file : wanted) {
            if (empty(folder.resolve(file))) {
                return Optional.of("no speech model at " + folder + ": " + file + " is missing or empty");
            }
        }
        boolean whole = !empty(folder.resolve(graph + "HCLG.fst"));
        boolean split = !empty(folder.resolve(graph + "HCLr.fst")) && !empty(folder.resolve(graph + "Gr.fst"));
        return whole || split
                ? Optional.empty()
                : Optional.of("no speech model at " + folder + ": neither " + graph + "HCLG.fst nor " + graph
                        + "HCLr.fst with " + graph + "Gr.fst is there");
    }

    /** The shallowest folder in or below {@code root} that looks like a model. */
    static Optional<Path> find(Path root) throws IOException {
        try (Stream<Path> folders = Files.walk(root, SEARCH_DEPTH)) {
            return folders.filter(p -> fault(p).isEmpty()).min(Comparator.comparingInt(Path::getNameCount));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The rate the model was made for: a recogniser at another rate understands nothing and says nothing. */
    static int sampleRate(Path folder) throws IOException {
        for (String file : List.of("conf/mfcc.conf", "mfcc.conf")) {
            Path conf = folder.resolve(file);
            if (Files.exists(conf)) {
                for (String line : Files.readAllLines(conf, StandardCharsets.ISO_8859_1)) {
                    String option = line.strip();
                    if (option.startsWith(RATE_OPTION)) {
                        return rate(option.substring(RATE_OPTION.length()), conf);
                    }
                }
            }
        }
        return DEFAULT_RATE;
    }

    /** Empty when there is no such folder. */
    static Optional<Fingerprint> fingerprint(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.walk(folder, SEARCH_DEPTH)) {
            int files = 0;
            long bytes = 0;
            long newest = 0;
            for (Path p : (Iterable<Path>) all::iterator) {
                BasicFileAttributes a = Files.readAttributes(p, BasicFileAttributes.class);
                files++;
                bytes += a.isDirectory() ? 0 : a.size();
                newest = Math.max(newest, a.lastModifiedTime().toMillis());
            }
            return Optional.of(new Fingerprint(files, bytes, newest));
        } catch (IOException | UncheckedIOException e) {
            // changing under our eyes: there is nothing to be had yet
            return Optional.empty();
        }
    }

    private static int rate(String value, Path conf) throws IOException {
        try {
            int rate = (int) Double.parseDouble(value.strip());
            if (rate >= 8000) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("the sample frequency \"" + value + "\" in " + conf + " is no rate in Hz");
    }

    private static boolean empty(Path file) {
        try {
            return !Files.isRegularFile(file) || Files.size(file) == 0;
        } catch (IOException e) {
            return true;
        }
    }
}
