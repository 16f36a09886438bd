package io.ramal.speech.vosk.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which words a grammar on a model may hold. The engine makes grammars of graphs that come in two parts only, and complains
 * on the console about each word the model does not know. Safe for any threads.
 */
final class GrammarWords {
    private static final Logger LOG = LoggerFactory.getLogger(GrammarWords.class);

    private final Path list;
    private final boolean possible;
    /** The last question and its answer; an installation asks the same one all day. */
    private volatile Known last = new Known(Set.of(), Set.of());

    private record Known(Set<String> wanted, Set<String> known) {}

    private GrammarWords(Path list, boolean possible) {
        this.list = list;
        this.possible = possible;
    }

    /** Of the model in {@code folder}, which is one. */
    static GrammarWords of(Path folder) {
        Path graph = Files.exists(folder.resolve("final.mdl")) ? folder : folder.resolve("graph");
        // the engine takes the whole graph where there are both
        return new GrammarWords(graph.resolve("words.txt"), !Files.exists(graph.resolve("HCLG.fst")));
    }

    /** Whether the model can be held to a grammar at all. */
    boolean possible() {
        return possible;
    }

    /** Those of {@code wanted} that the model knows, in their order. */
    Set<String> known(Set<String> wanted) {
        if (!possible) {
            return Set.of();
        }
        Known known = last;
        if (!known.wanted().equals(wanted)) {
            known = new Known(Set.copyOf(wanted), read(wanted));
            last = known;
        }
        return known.known();
    }

    private Set<String> read(Set<String> wanted) {
        Set<String> there = new LinkedHashSet<>();
        try (BufferedReader in = Files.newBufferedReader(list, StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int end = line.indexOf(' ');
                String word = end < 0 ? line : line.substring(0, end);
                if (wanted.contains(word)) {
                    there.add(word);
                }
            }
        } catch (IOException e) {
            LOG.warn("The words of a speech model cannot be read ({}): answers are not checked", e.toString());
            return Set.of();
        }
        Set<String> ordered = new LinkedHashSet<>(wanted);
        ordered.retainAll(there);
        return ordered;
    }
}
