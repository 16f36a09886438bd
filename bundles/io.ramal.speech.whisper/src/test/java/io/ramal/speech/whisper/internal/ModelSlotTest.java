package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.provider.ProviderHealth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSlotTest {
    @TempDir
    Path data;

    private final FakeEngine engine = new FakeEngine();
    private Path file;
    private ModelSlot slot;

    @BeforeEach
    void openSlot() {
        file = data.resolve("models/whisper/ggml-base.bin");
        slot = new ModelSlot(file, engine, FakeEngine.LATER);
    }

    @Test
    void startsWithoutAnOpinion() {
        assertThat(slot.health().state()).isEqualTo(ProviderHealth.State.STARTING);
        assertThat(slot.acquire()).isNull();
        assertThat(slot.languages()).isEqualTo(Languages.MULTILINGUAL);
    }

    @Test
    void saysWhereTheModelIsMissingAndWhereItComesFrom() {
        slot.look();

        assertThat(slot.health())
                .isEqualTo(ProviderHealth.unavailable(
                        "no speech model at " + file,
                        "download ggml-base.bin from https://huggingface.co/ggerganov/whisper.cpp and put it at " + file
                                + " (model.file of io.ramal.speech.whisper)"));
    }

    @Test
    void neverGivesTheEngineWhatIsNoModel() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not a model");
        slot.look();
        assertThat(slot.health().reason()).startsWith("the file at " + file + " is no Whisper model");

        byte[] half = TinyModel.bytes(TinyModel.MULTILINGUAL);
        Files.write(file, Arrays.copyOf(half, half.length - 1));
        slot.look();
        slot.look();
        assertThat(slot.health().reason()).startsWith("the speech model at " + file + " is damaged or was cut off");
        assertThat(slot.health().cure()).contains("huggingface.co/ggerganov/whisper.cpp", file.toString());
        assertThat(engine.loads).hasValue(0);
    }

    @Test
    void loadsAtOnceWhatIsThereAtTheFirstLook() throws Exception {
        TinyModel.write(file, TinyModel.MULTILINGUAL);
        slot.look();
        slot.look();

        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
        assertThat(engine.loads).hasValue(1);
    }

    @Test
    void waitsForAFileThatIsStillBeingCopied() throws Exception {
        byte[] all = TinyModel.bytes(TinyModel.MULTILINGUAL);
        ModelSlot early = new ModelSlot(file, engine, Clock.systemUTC());
        Files.createDirectories(file.getParent());
        Files.write(file, Arrays.copyOf(all, 1000));
        early.look();
        Files.write(file, Arrays.copyOf(all, 2000));
        early.look();
        Files.write(file, all);
        early.look();
        assertThat(early.health().state()).isEqualTo(ProviderHealth.State.STARTING);
        early.look();

        assertThat(early.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void triesARefusedModelOnceUntilItChanges() throws Exception {
        TinyModel.write(file, TinyModel.MULTILINGUAL);
        engine.refusing = true;
        slot.look();
        slot.look();
        slot.look();
        assertThat(engine.loads).hasValue(1);
        assertThat(slot.health().reason()).isEqualTo("refused: " + file);

        engine.refusing = false;
        Files.delete(file);
        slot.look();
        TinyModel.write(file, TinyModel.MULTILINGUAL);
        slot.look();
        slot.look();
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void saysSomethingElseWhenTheEngineIsMissing() throws Exception {
        TinyModel.write(file, TinyModel.MULTILINGUAL);
        ModelSlot none = new ModelSlot(
                file,
                f -> {
                    throw new NoEngineException("no library", "another machine", null);
                },
                FakeEngine.LATER);
        none.look();

        assertThat(none.health()).isEqualTo(ProviderHealth.unavailable("no library", "another machine"));
    }

    @Test
    void keepsServingWhenTheFileVanishesOrABadOneComes() throws Exception {
        TinyModel.write(file, TinyModel.MULTILINGUAL);
        slot.look();
        Files.delete(file);
        slot.look();
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);

        Files.writeString(file, "not a model");
        slot.look();
        slot.look();
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
        assertThat(engine.openModels).hasValue(1);
    }

    @Test
    void anotherModelTakesOverAndTheOldOneGoesWithItsLastUser() throws Exception {
        TinyModel.write(file, TinyModel.MULTILINGUAL);
        slot.look();
        SharedModel used = slot.acquire();
        assertThat(used).isNotNull();
        Files.delete(file);
        slot.look();
        TinyModel.write(file, TinyModel.ENGLISH);
        slot.look();
        slot.look();

        assertThat(slot.languages()).isEqualTo(Languages.ENGLISH);
        assertThat(engine.openModels).hasValue(2);
        used.release();
        assertThat(engine.openModels).hasValue(1);
        assertThat(engine.mistakes).hasValue(0);
    }

    @Test
    void freesTheModelWithTheLastUserOrAtOnce() throws Exception {
        TinyModel.write(file, TinyModel.MULTILINGUAL);
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
        TinyModel.write(file, TinyModel.MULTILINGUAL);
        slot.look();

        assertThat(slot.health().ready()).isFalse();
        assertThat(engine.loads).hasValue(1);
        assertThat(engine.openModels).hasValue(0);
        assertThat(slot.acquire()).isNull();
    }
}
