package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.Said;
import io.ramal.call.LegEvent.SpeechStarted;
import io.ramal.call.LegRole;
import io.ramal.stt.SttEvent;
import io.ramal.testkit.FakeRegistry;
import io.ramal.testkit.FakeVad;
import io.ramal.vad.VadListener;
import io.ramal.vad.VadRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A leg's detector fails, goes or is exchanged, at any moment. */
class DetectorTest {
    private final FakeVad second = new FakeVad("second");

    private static Shared shared(FakeRegistry registry) {
        LegCounters counters = new LegCounters();
        PromptDisk disk = new PromptDisk(Path.of("target", "never"), 0, Clock.systemUTC());
        return new Shared(registry, new Prompts(new PromptMemory(1 << 20), disk, r -> {}, counters), counters, () -> 0);
    }

    private static Detector detector(Shared shared, VadListener listener) {
        return new Detector(
                shared,
                new VadRequest(new UUID(0, 1), LegRole.VISITOR),
                new Wishes(Locale.forLanguageTag("pt-BR"), Map.of(), ""),
                listener);
    }

    private static List<Detector> threeLegs(FakeRegistry registry) {
        Shared shared = shared(registry);
        return Stream.generate(() -> detector(shared, e -> {})).limit(3).toList();
    }

    @Test
    void legThatFailsOnAVerdictIsNoFaultOfTheDetector() {
        FakeVad vad = new FakeVad("vad");
        int[] verdicts = {0};
        FakeRegistry registry = new FakeRegistry().add(vad, second);
        Detector detector = detector(shared(registry), e -> {
            verdicts[0]++;
            throw new IllegalStateException("scripted");
        });
        detector.accept(Rig.VOICE);
        detector.accept(Rig.VOICE);
        assertThat(verdicts[0]).isEqualTo(2);
        assertThat(vad.open()).isEqualTo(1);
        assertThat(second.opened()).isZero();
        assertThat(registry.outcomes()).containsExactly("vad served 0");
        detector.close();
    }

    @Test
    void oneThatThrowsIsReplacedWithinTheFrame() {
        Rig rig = new Rig();
        rig.registry.add(second);
        rig.stt.answering(new SttEvent.Final("sim", 1));
        rig.vad.failing(true);
        rig.step(Rig.VOICE);
        assertThat(second.open()).isEqualTo(1);
        rig.speak(200).silence(1600);
        assertThat(rig.all(Heard.class)).hasSize(1);
        assertThat(rig.vad.open()).isZero();
        assertThat(rig.registry.leased()).isEqualTo(1);
        assertThat(rig.registry.outcomes())
                .containsExactly(
                        "vad failed: java.lang.IllegalStateException: scripted failure",
                        "second served 20",
                        "stt served 0");
    }

    @Test
    void oneThatStumblesOverASoundIsAskedOnceMoreWithoutIt() {
        Rig rig = new Rig();
        rig.vad.failingOn(Rig.VOICE);
        rig.silence(200).step(Rig.VOICE);
        assertThat(rig.vad.opened()).isEqualTo(2);
        assertThat(rig.vad.open()).isEqualTo(1);
    }

    @Test
    void oneThatNeverJudgesIsReplacedAfterASecondOfSound() {
        Rig rig = new Rig();
        rig.registry.add(second);
        rig.vad.mute(true);
        rig.silence(1000);
        assertThat(second.opened()).isZero();
        rig.silence(20);
        assertThat(second.open()).isEqualTo(1);
        assertThat(rig.vad.open()).isZero();
        assertThat(rig.registry.outcomes()).containsExactly("vad failed: no verdict on a second of sound");
    }

    @Test
    void oneThatIsUnregisteredIsSwappedWithTheNextTickInTheMidstOfATurn() {
        Rig rig = new Rig();
        rig.stt.answering(new SttEvent.Final("apartamento cento e um", 1));
        rig.silence(400).speak(500);
        rig.registry.add(second).remove(rig.vad);
        rig.step(Rig.VOICE);
        assertThat(rig.vad.open()).isZero();
        assertThat(second.open()).isEqualTo(1);
        rig.speak(300).silence(1460);
        assertThat(rig.all(Heard.class)).isEmpty();
        rig.silence(40);
        assertThat(rig.all(SpeechStarted.class)).as("one turn").hasSize(1);
        assertThat(rig.all(Heard.class)).hasSize(1);
        assertThat(rig.stt.sessions()).hasSize(1);
        assertThat(rig.stt.last().frames().stream().filter(f -> f.sample(0) != 0))
                .as("every frame of speech")
                .hasSize(41);
    }

    @Test
    void silenceOfATurnGoesOnOverASwap() {
        Rig rig = new Rig();
        rig.stt.answering(new SttEvent.Final("sim", 1));
        rig.silence(400).speak(300).silence(1000);
        rig.registry.add(second).remove(rig.vad);
        rig.silence(480);
        assertThat(rig.all(Heard.class)).isEmpty();
        rig.silence(40);
        assertThat(rig.all(Heard.class)).hasSize(1);
    }

    @Test
    void successorKnowsTheLineBeforeItIsAsked() {
        Rig rig = new Rig();
        rig.stt.answering(new SttEvent.Final("sim", 1));
        rig.silence(400).speak(300).silence(1000);
        rig.registry.add(second.startled(4)).remove(rig.vad);
        rig.silence(480);
        assertThat(rig.all(Heard.class)).isEmpty();
        rig.silence(40);
        assertThat(rig.all(Heard.class))
                .as("its first verdicts do not begin the silence anew")
                .hasSize(1);
    }

    @Test
    void successorThatFailsOverWhatWasHeardLeavesTheOldOneAtWork() {
        Rig rig = new Rig();
        rig.silence(100);
        second.failing(true);
        rig.registry.add(second).remove(rig.vad);
        rig.silence(300).speak(200);
        assertThat(second.open()).isZero();
        assertThat(rig.vad.open()).isEqualTo(1);
        assertThat(rig.all(SpeechStarted.class)).hasSize(1);
    }

    @Test
    void legsExchangeTheirsOneAfterTheOther() {
        FakeVad vad = new FakeVad("vad");
        FakeRegistry registry = new FakeRegistry().add(vad);
        List<Detector> legs = threeLegs(registry);
        registry.add(second).remove(vad);
        List<Integer> exchanged = new ArrayList<>();
        for (int ms = 0; ms <= 10; ms++) {
            for (Detector leg : legs) {
                leg.tick(ms * 1_000_000L);
            }
            exchanged.add(second.open());
        }
        assertThat(exchanged).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3);
        assertThat(vad.open()).isZero();
        legs.forEach(Detector::close);
    }

    @Test
    void legsWithoutOneDoNotWaitForEachOther() {
        FakeVad vad = new FakeVad("vad");
        FakeRegistry registry = new FakeRegistry().add(vad);
        List<Detector> legs = threeLegs(registry);
        vad.failing(true);
        // it is asked once more
        legs.forEach(leg -> leg.accept(Rig.VOICE));
        legs.forEach(leg -> leg.accept(Rig.VOICE));
        assertThat(vad.open()).isZero();
        registry.add(second);
        legs.forEach(leg -> leg.tick(0));
        assertThat(second.open()).isEqualTo(3);
        legs.forEach(Detector::close);
    }

    @Test
    void oneThatIsSwappedWhileWeSpeakLosesNothingOfItAndHearsTheCallerInterrupt() {
        Rig rig = new Rig();
        rig.say("Uma frase bem comprida.");
        rig.silence(300);
        rig.registry.add(second).remove(rig.vad);
        rig.silence(100);
        assertThat(second.open()).isEqualTo(1);
        assertThat(rig.sent).doesNotContainNull();
        rig.speak(700);
        assertThat(rig.numbers()).hasSizeLessThan(20 + 15);
        assertThat(rig.all(Said.class)).noneMatch(Said::complete).hasSize(1);
    }

    @Test
    void oneThatIsUnregisteredWithoutASuccessorServesUntilThereIsOne() {
        Rig rig = new Rig();
        rig.stt.answering(new SttEvent.Final("sim", 1));
        rig.registry.remove(rig.vad);
        rig.silence(400).speak(300).silence(1600);
        assertThat(rig.leg.hearsSpeech()).isTrue();
        assertThat(rig.all(Heard.class)).hasSize(1);
        rig.registry.add(second);
        rig.silence(220);
        assertThat(rig.vad.open()).isZero();
        assertThat(second.open()).isEqualTo(1);
        assertThat(rig.registry.leased()).isEqualTo(1);
    }

    @Test
    void successorThatCannotBeOpenedLeavesTheOldOneAtWork() {
        Rig rig = new Rig();
        rig.silence(100);
        second.unopenable(true);
        rig.registry.add(second).remove(rig.vad);
        rig.silence(300).speak(200);
        assertThat(rig.vad.open()).isEqualTo(1);
        assertThat(rig.all(SpeechStarted.class)).hasSize(1);
        assertThat(rig.registry.leased()).as("detector and recogniser").isEqualTo(2);
    }

    @Test
    void legWithoutDetectorGetsOneWhenItComes() {
        Rig rig = new Rig();
        rig.vad.failing(true);
        rig.registry.remove(rig.vad);
        rig.silence(1100);
        assertThat(rig.leg.hearsSpeech()).isFalse();
        assertThat(rig.registry.leased()).isZero();
        rig.registry.add(second);
        rig.silence(220);
        assertThat(rig.leg.hearsSpeech()).isTrue();
    }
}
