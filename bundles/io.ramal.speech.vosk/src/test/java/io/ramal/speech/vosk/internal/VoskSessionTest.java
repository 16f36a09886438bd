package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.provider.Capability;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import io.ramal.testkit.ManualExecutor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoskSessionTest {
    private static final int SECOND = 50;
    /** The filter's own tail, at most. */
    private static final int FILTER = 100;

    @TempDir
    Path folder;

    private final FakeEngine engine = new FakeEngine();
    private final ManualExecutor workers = new ManualExecutor();
    private final List<SttEvent> events = new ArrayList<>();
    private ModelSlot slot;
    private VoskProvider provider;

    @BeforeEach
    void loadModel() throws Exception {
        slot = new ModelSlot("pt", FakeEngine.model(folder.resolve("pt")), "a model", engine, FakeEngine.LATER);
        slot.look();
        provider = new VoskProvider(slot, workers, 30_000, true);
        engine.words.put(8_000, "bom");
        engine.words.put(16_000, "dia");
    }

    @AfterEach
    void everythingIsFreedOnce() {
        provider.close();
        workers.runAll();
        slot.close();
        assertThat(engine.openRecognizers).hasValue(0);
        assertThat(engine.openModels).hasValue(0);
        assertThat(engine.mistakes).hasValue(0);
    }

    @Test
    void tellsPartialsWhenTheyChangeAndTheWholeAtTheEnd() {
        SttSession session = open();
        for (int i = 0; i < 2 * SECOND; i++) {
            session.accept(AudioFrame.SILENCE);
            workers.runAll();
        }
        session.finish();
        workers.runAll();

        assertThat(events)
                .containsExactly(
                        new SttEvent.Partial("bom"), new SttEvent.Partial("bom dia"), new SttEvent.Final("bom dia", 1));
        assertThat(engine.openRecognizers)
                .as("freed with the last word, not at close")
                .hasValue(0);
        session.close();
    }

    @Test
    void doesNothingOnTheThreadThatHandsOver() {
        SttSession session = open();
        talk(session, 5);
        session.finish();

        assertThat(engine.recognizers).hasValue(0);
        assertThat(events).isEmpty();
        workers.runAll();
        assertThat(events).contains(new SttEvent.Final("bom dia", 1));
    }

    @Test
    void feedsTheEngineAtItsRateWithTheRestOfTheFilterAndATailOfSilence() {
        SttSession session = open();
        talk(session, 1);
        session.accept(AudioFrame.wrap(new short[7]));
        session.finish();
        workers.runAll();

        assertThat(engine.heard).isBetween(2 * (8000 + 7) + 3200, 2 * (8000 + 7) + 3200 + FILTER);
    }

    @Test
    void leavesTheRateAloneForATelephoneModel() {
        engine.rate = 8000;
        SttSession session = open();
        talk(session, 1);
        session.finish();
        workers.runAll();

        assertThat(engine.heard).isEqualTo(8000 + 1600);
    }

    @Test
    void keepsThirtySecondsForALateWorkerAndLosesTheOldest() {
        SttSession session = open();
        talk(session, 40);
        session.finish();
        workers.runAll();

        assertThat(engine.heard).isBetween(2 * 30 * 8000 + 3200, 2 * 30 * 8000 + 3200 + FILTER);
    }

    @Test
    void aPauseTheEngineTakesForAnEndIsNone() {
        engine.endAt = 12_000;
        SttSession session = open();
        for (int i = 0; i < 2 * SECOND; i++) {
            session.accept(AudioFrame.SILENCE);
            workers.runAll();
        }
        session.finish();
        workers.runAll();

        assertThat(events)
                .containsExactly(
                        new SttEvent.Partial("bom"), new SttEvent.Partial("bom dia"), new SttEvent.Final("bom dia", 1));
    }

    @Test
    void wordsThatComeWithTheEndOfASegmentAreToldAtOnce() {
        engine.endAt = 8_000;
        SttSession session = open();
        for (int i = 0; i < SECOND; i++) {
            session.accept(AudioFrame.SILENCE);
            workers.runAll();
        }

        assertThat(events).first().isEqualTo(new SttEvent.Partial("bom"));
        session.close();
    }

    @Test
    void endsWithAnEmptyTextWhenThereWasNoSound() {
        SttSession session = open();
        session.finish();
        workers.runAll();

        assertThat(events).containsExactly(new SttEvent.Final("", 0));
    }

    @Test
    void saysNothingAfterCancelAndFreesTheRecogniserOnAWorker() {
        SttSession session = open();
        talk(session, 1);
        workers.runAll();
        events.clear();
        talk(session, 1);
        session.cancel();
        session.close();
        session.close();
        assertThat(engine.openRecognizers).hasValue(1);

        workers.runAll();
        session.finish();
        session.accept(AudioFrame.SILENCE);
        workers.runAll();

        assertThat(engine.openRecognizers).hasValue(0);
        assertThat(events).isEmpty();
        assertThat(provider.live()).isZero();
    }

    @Test
    void takesNothingAfterFinish() {
        SttSession session = open();
        session.finish();
        talk(session, 2);
        session.finish();
        workers.runAll();

        assertThat(events).containsExactly(new SttEvent.Final("", 0));
    }

    @Test
    void sharesTheWorkersEvenly() {
        List<String> order = new ArrayList<>();
        SttSession first = provider.open(request(), e -> order.add("first"));
        talk(first, 20);
        SttSession second = provider.open(request(), e -> order.add("second"));
        talk(second, 1);
        first.finish();
        second.finish();
        workers.runAll();

        assertThat(order.lastIndexOf("second")).isLessThan(order.lastIndexOf("first"));
    }

    @Test
    void failsOnceWhenTheEngineFails() {
        engine.failing = true;
        SttSession session = open();
        talk(session, 3);
        workers.runAll();
        session.finish();
        workers.runAll();

        assertThat(events).containsExactly(new SttEvent.Failed("Vosk failed: no"));
    }

    @Test
    void failsWithTheReasonWhenThereIsNoModel() {
        ModelSlot empty = new ModelSlot("en", folder.resolve("none"), "a model", engine, FakeEngine.LATER);
        empty.look();
        SttSession session = new VoskProvider(empty, workers, 30_000, true).open(request(), events::add);
        talk(session, 1);
        workers.runAll();

        assertThat(events).containsExactly(new SttEvent.Failed("no speech model at " + folder.resolve("none")));
    }

    @Test
    void outlivesItsModelBeingReplaced() throws Exception {
        SttSession session = open();
        talk(session, 1);
        workers.runAll();
        slot.install(FakeEngine.model(folder.resolve("new")));
        assertThat(engine.openModels).hasValue(2);
        session.finish();
        workers.runAll();

        assertThat(events).last().isEqualTo(new SttEvent.Final("bom dia", 1));
        assertThat(engine.openModels).hasValue(1);
    }

    @Test
    void failsWhatIsOpenWhenTheProviderClosesAndWhatComesLate() {
        SttSession open = open();
        talk(open, 1);
        workers.runAll();
        events.clear();
        provider.close();
        SttSession late = open();
        talk(late, 1);
        late.finish();
        workers.runAll();

        assertThat(events)
                .containsExactly(
                        new SttEvent.Failed("the Vosk engine is being stopped"),
                        new SttEvent.Failed("the Vosk engine is being stopped"));
        assertThat(provider.live()).isZero();
    }

    @Test
    void endsEvenWithoutWorkers() {
        VoskProvider orphan = new VoskProvider(
                slot,
                task -> {
                    throw new RejectedExecutionException();
                },
                30_000,
                true);
        SttSession session = orphan.open(request(), events::add);
        talk(session, 1);
        session.finish();

        assertThat(events).containsExactly(new SttEvent.Failed("the Vosk engine has been stopped"));
        assertThat(orphan.live()).isZero();
    }

    @Test
    void survivesAListenerThatThrows() {
        SttSession session = provider.open(request(), e -> {
            events.add(e);
            throw new IllegalStateException("mine");
        });
        talk(session, 2);
        session.finish();
        workers.runAll();

        assertThat(events).last().isEqualTo(new SttEvent.Final("bom dia", 1));
    }

    @Test
    void anAnswerTheGrammarHeardTooKeepsItsConfidence() {
        hearAnswer("sim", "sim");
        assertThat(events).last().isEqualTo(new SttEvent.Final("sim", 1));
    }

    @Test
    void anAnswerTheGrammarDidNotHearIsUncertain() {
        hearAnswer("sim", "[unk]");
        assertThat(events).last().isEqualTo(new SttEvent.Final("sim", Answers.UNCONFIRMED));
    }

    @Test
    void theGrammarNeverTurnsAnythingIntoAnAnswer() {
        hearAnswer("quem", "sim");
        hearAnswer("", "sim");
        assertThat(events)
                .filteredOn(SttEvent.Final.class::isInstance)
                .containsExactly(new SttEvent.Final("quem", 1), new SttEvent.Final("", 0));
    }

    @Test
    void partialsAreTheOpenRecognisersAlone() {
        hearAnswer("sim", "não");
        assertThat(events).containsExactly(new SttEvent.Partial("sim"), new SttEvent.Final("sim", Answers.UNCONFIRMED));
    }

    @Test
    void anOpenQuestionHasNoGrammar() {
        engine.vocabulary = Set.of("sim", "não");
        SttSession session = open();
        talk(session, 1);
        session.finish();
        workers.runAll();
        assertThat(engine.grammars).isEmpty();
    }

    @Test
    void aModelThatCannotBeHeldToAGrammarIsHeardAsEver() {
        engine.vocabulary = Set.of();
        hear(List.of("sim", "não"), "sim", "não");
        assertThat(engine.grammars).isEmpty();
        assertThat(events).last().isEqualTo(new SttEvent.Final("sim", 1));
    }

    @Test
    void answersAreNotCheckedWhenThatIsOff() {
        engine.vocabulary = Set.of("sim", "não");
        provider = new VoskProvider(slot, workers, 30_000, false);
        hear(List.of("sim", "não"), "sim", "não");
        assertThat(engine.grammars).isEmpty();
        assertThat(provider.info().can(Capability.CLOSED_ANSWERS)).isFalse();
    }

    private void hearAnswer(String open, String closed) {
        engine.vocabulary = Set.of("sim", "não", "quem", "[unk]");
        hear(List.of("sim", "não"), open, closed);
        assertThat(engine.grammars).last().isEqualTo("[\"sim\",\"não\",\"quem\",\"[unk]\"]");
    }

    private void hear(List<String> answers, String open, String closed) {
        engine.words.clear();
        engine.words.put(8_000, open);
        engine.closedWords.put(8_000, closed);
        SttRequest request =
                new SttRequest(new UUID(0, 1), LegRole.RESIDENT, Locale.forLanguageTag("pt-BR"), List.of(), answers);
        SttSession session = provider.open(request, events::add);
        talk(session, 1);
        session.finish();
        workers.runAll();
    }

    private SttSession open() {
        return provider.open(request(), events::add);
    }

    static SttRequest request() {
        return new SttRequest(new UUID(0, 1), LegRole.VISITOR, Locale.forLanguageTag("pt-BR"), List.of());
    }

    static void talk(SttSession session, int seconds) {
        for (int i = 0; i < seconds * SECOND; i++) {
            session.accept(AudioFrame.SILENCE);
        }
    }
}
