package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrammarWordsTest {
    @TempDir
    Path folder;

    @Test
    void knowsTheWordsOfAModelWhoseGraphComesInTwoParts() throws Exception {
        words(folder.resolve("graph"), "<eps> 0\nsim 1\nnão 2\n[unk] 3\n#0 4\n");
        GrammarWords words = GrammarWords.of(folder);
        assertThat(words.possible()).isTrue();
        assertThat(words.known(Set.of("não", "talvez", "[unk]"))).containsExactlyInAnyOrder("não", "[unk]");
        assertThat(words.known(Set.of("sim"))).containsExactly("sim");
    }

    @Test
    void knowsTheFlatLayoutToo() throws Exception {
        words(FakeEngine.model(folder), "sim 1\n");
        assertThat(GrammarWords.of(folder).known(Set.of("sim"))).containsExactly("sim");
    }

    @Test
    void aFixedGraphTakesNoGrammar() throws Exception {
        words(folder.resolve("graph"), "sim 1\n");
        Files.writeString(folder.resolve("graph/HCLG.fst"), "fixed");
        GrammarWords words = GrammarWords.of(folder);
        assertThat(words.possible()).isFalse();
        assertThat(words.known(Set.of("sim"))).isEmpty();
    }

    @Test
    void aModelWithoutItsListOfWordsKnowsNone() {
        assertThat(GrammarWords.of(folder).known(Set.of("sim"))).isEmpty();
    }

    private static void words(Path graph, String list) throws IOException {
        Files.createDirectories(graph);
        Files.writeString(graph.resolve("words.txt"), list);
    }
}
