package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    @TempDir
    Path root;

    @Test
    void knowsTheFlatLayout() throws Exception {
        assertThat(ModelFolder.fault(FakeEngine.model(root.resolve("m")))).isEmpty();
    }

    @Test
    void knowsTheLayoutWithFolders() throws Exception {
        for (String f : new String[] {"am/final.mdl", "conf/model.conf", "graph/HCLG.fst"}) {
            Files.createDirectories(root.resolve(f).getParent());
            Files.writeString(root.resolve(f), "x");
        }
        assertThat(ModelFolder.fault(root)).isEmpty();
    }

    @Test
    void namesWhatIsMissing() throws Exception {
        assertThat(ModelFolder.fault(root.resolve("none"))).contains("no speech model at " + root.resolve("none"));
        assertThat(ModelFolder.fault(root)).get().asString().contains("am/final.mdl is missing or empty");
        Path m = FakeEngine.model(root.resolve("m"));
        Files.writeString(m.resolve("mfcc.conf"), "");
        assertThat(ModelFolder.fault(m)).get().asString().contains("mfcc.conf is missing or empty");
        FakeEngine.model(m);
        Files.delete(m.resolve("Gr.fst"));
        assertThat(ModelFolder.fault(m)).get().asString().contains("HCLr.fst with Gr.fst");
    }

    @Test
    void findsTheModelInsideAnArchivesFolders() throws Exception {
        Path m = FakeEngine.model(root.resolve("package/model/english"));

        assertThat(ModelFolder.find(root)).contains(m);
        assertThat(ModelFolder.find(Files.createDirectory(root.resolve("empty"))))
                .isEmpty();
    }

    @Test
    void readsTheRateAndAssumesSixteenKilohertz() throws Exception {
        Path m = FakeEngine.model(root.resolve("m"));
        assertThat(ModelFolder.sampleRate(m)).isEqualTo(16_000);
        Files.writeString(m.resolve("mfcc.conf"), "--use-energy=false\n --sample-frequency=8000.0 \n");
        assertThat(ModelFolder.sampleRate(m)).isEqualTo(8000);
        Files.writeString(m.resolve("mfcc.conf"), "--sample-frequency=0");
        assertThatThrownBy(() -> ModelFolder.sampleRate(m)).isInstanceOf(IOException.class);
    }
}
