package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.provider.ProviderHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSlotTest {
    @TempDir
    Path data;

    private final FakeEngine engine = new FakeEngine();
    private Path folder;
    private ModelSlot slot;

    @BeforeEach
    void openSlot() {
        folder = data.resolve("models/vosk/pt");
        slot = new ModelSlot("pt", folder, "vosk-model-small-pt-0.3", engine, FakeEngine.LATER);
    }

    @Test
    void startsWithoutAnOpinion() {
        assertThat(slot.health().state()).isEqualTo(ProviderHealth.State.STARTING);
        assertThat(slot.acquire()).isNull();
    }

    @Test
    void saysWhereTheModelIsMissingAndWhatToDo() {
        slot.look();

        assertThat(slot.health())
                .isEqualTo(ProviderHealth.unavailable(
                        "no speech model at " + folder,
                        "run: ramal:model-install pt, or unpack vosk-model-small-pt-0.3 there"));
        assertThat(engine.loads).hasValue(0);
    }

    @Test
    void loadsAtOnceWhatIsThereAtTheFirstLook() throws Exception {
        FakeEngine.model(folder);
        slot.look();

        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void doesNotTrustAModelWrittenJustBeforeTheFirstLook() throws Exception {
        FakeEngine.model(folder);
        ModelSlot early = new ModelSlot("pt", folder, "a model", engine, Clock.systemUTC());
        early.look();
        assertThat(engine.loads).hasValue(0);
        assertThat(early.health().state()).isEqualTo(ProviderHealth.State.STARTING);

        early.look();
        assertThat(early.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void saysSomethingElseWhenTheEngineIsMissing() throws Exception {
        FakeEngine.model(folder);
        ModelSlot none = new ModelSlot(
                "pt",
                folder,
                "a model",
                f -> {
                    throw new NoEngineException("no library", new UnsatisfiedLinkError());
                },
                FakeEngine.LATER);
        none.look();

        assertThat(none.health()).isEqualTo(ProviderHealth.unavailable("no library", NoEngineException.CURE));
    }

    @Test
    void waitsForAModelThatAppearsToBeComplete() throws Exception {
        slot.look();
        FakeEngine.model(folder);
        slot.look();
        Files.writeString(folder.resolve("HCLr.fst"), "still growing");
        slot.look();
        assertThat(engine.loads).hasValue(0);

        slot.look();
        assertThat(engine.loads).hasValue(1);
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void triesADamagedModelOnceUntilItChanges() throws Exception {
        FakeEngine.model(folder);
        Files.writeString(folder.resolve("broken"), "");
        slot.look();
        slot.look();
        slot.look();
        assertThat(engine.loads).hasValue(1);
        assertThat(slot.health().reason()).isEqualTo("refused: " + folder);

        Files.delete(folder.resolve("broken"));
        slot.look();
        slot.look();
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void keepsServingWhenTheFolderVanishes() throws Exception {
        FakeEngine.model(folder);
        slot.look();
        Trees.delete(folder);
        slot.look();

        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
        assertThat(engine.openModels).hasValue(1);
    }

    @Test
    void putsAnInstalledModelInPlaceAndKeepsThePreviousOne() throws Exception {
        FakeEngine.model(folder);
        Files.writeString(folder.resolve("old"), "");
        slot.look();
        Path fresh = FakeEngine.model(data.resolve("models/vosk/pt.unpacking/x"));
        slot.install(fresh);
        slot.look();

        assertThat(folder.resolve("old")).doesNotExist();
        assertThat(data.resolve("models/vosk/pt.previous/old")).exists();
        assertThat(engine.loads).hasValue(2);
        assertThat(engine.openModels).hasValue(1);
    }

    @Test
    void isAsBeforeWhenAnInstalledModelIsRefused() throws Exception {
        FakeEngine.model(folder);
        Files.writeString(folder.resolve("old"), "");
        slot.look();
        Path fresh = FakeEngine.model(data.resolve("models/vosk/pt.unpacking"));
        Files.writeString(fresh.resolve("broken"), "");

        assertThatThrownBy(() -> slot.install(fresh)).isInstanceOf(IOException.class);
        slot.look();
        assertThat(folder.resolve("old")).exists();
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
        assertThat(engine.loads).as("the old one is still in memory").hasValue(2);
        assertThat(engine.openModels).hasValue(1);
    }

    @Test
    void freesTheModelWithTheLastUser() throws Exception {
        FakeEngine.model(folder);
        slot.look();
        SharedModel used = slot.acquire();
        assertThat(used).isNotNull();
        slot.close();
        assertThat(engine.openModels).hasValue(1);
        assertThat(slot.acquire()).isNull();

        used.release();
        assertThat(engine.openModels).hasValue(0);
        assertThat(used.acquire()).isFalse();
    }

    @Test
    void freesWhatIsLoadedAfterTheEnd() throws Exception {
        slot.close();
        FakeEngine.model(folder);
        slot.look();

        assertThat(engine.loads).hasValue(1);
        assertThat(engine.openModels).hasValue(0);
        assertThat(slot.acquire()).isNull();
    }
}
