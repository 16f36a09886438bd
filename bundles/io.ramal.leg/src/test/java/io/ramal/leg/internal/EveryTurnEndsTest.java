package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent;
import io.ramal.stt.SttEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What has begun comes to exactly one thing, whatever happens to it. */
class EveryTurnEndsTest {
    private final Random random = new Random(20_260_103);

    @Test
    void everyTurnIsToldOnce() {
        Map<Class<?>, Integer> seen = new HashMap<>();
        for (int run = 0; run < 120; run++) {
            Rig rig = new Rig(Rig.settings(random.nextBoolean() ? 300 : 1500));
            for (int act = 0; act < 25; act++) {
                any(rig);
            }
            rig.silence(14_000);
            assertOnce(rig.events, run);
            rig.events.forEach(e -> seen.merge(e.getClass(), 1, Integer::sum));
        }
        assertThat(seen).containsKeys(LegEvent.Heard.class, LegEvent.NotUnderstood.class, LegEvent.Murmured.class);
        assertThat(seen.get(LegEvent.Murmured.class)).isGreaterThan(20);
    }

    private static void assertOnce(List<LegEvent> events, int run) {
        Map<Long, Integer> ends = new HashMap<>();
        for (LegEvent e : events) {
            if (e instanceof LegEvent.SpeechStarted s) {
                assertThat(ends.put(s.turn(), 0)).as("run %s", run).isNull();
            } else if (end(e) > 0) {
                assertThat(ends).as("run %s: began", run).containsKey(end(e));
                ends.merge(end(e), 1, Integer::sum);
            }
        }
        assertThat(ends)
                .as("run %s", run)
                .allSatisfy((turn, count) -> assertThat(count).isEqualTo(1));
    }

    private static long end(LegEvent e) {
        if (e instanceof LegEvent.Heard h) {
            return h.turn();
        }
        if (e instanceof LegEvent.NotUnderstood n) {
            return n.turn();
        }
        return e instanceof LegEvent.Murmured m ? m.turn() : 0;
    }

    private void any(Rig rig) {
        switch (random.nextInt(8)) {
            case 0, 1 -> rig.speak(20 * random.nextInt(60));
            case 2 -> rig.speak(120).silence(320);
            case 3 -> rig.silence(20 * random.nextInt(120));
            case 4 -> rig.say("olá");
            case 5 -> rig.leg.handler().dtmf('1');
            case 6 -> rig.stt.answering(answer());
            default -> late(rig);
        }
    }

    private void late(Rig rig) {
        if (!rig.stt.sessions().isEmpty()) {
            SttEvent event = answer();
            rig.stt.last().emit(event == null ? new SttEvent.Partial("é") : event);
            rig.silence(20);
        }
    }

    private @Nullable SttEvent answer() {
        return switch (random.nextInt(5)) {
            case 0 -> new SttEvent.Final("sim", 0.9);
            case 1 -> new SttEvent.Failed("gone");
            case 2 -> null;
            default -> new SttEvent.Final("", 0);
        };
    }

    @Test
    void a8_aTurnForgottenForAKeyAndOneThatWaitsTooLongAreTold() {
        Rig rig = new Rig(Rig.settings(300));
        rig.silence(400).speak(200).leg.handler().dtmf('1');
        assertThat(rig.events)
                .containsExactly(new LegEvent.SpeechStarted(1), new LegEvent.Murmured(1), new LegEvent.Digit('1'));
        rig.events.clear();
        rig.silence(400);
        for (int i = 0; i < 5; i++) {
            rig.speak(200).silence(400);
        }
        assertThat(rig.all(LegEvent.NotUnderstood.class))
                .containsExactly(new LegEvent.NotUnderstood(2, "too many turns wait for their text"));
    }

    @Test
    void b1_aMurmurOverWhatWeSayIsToldAsOne() {
        Rig rig = new Rig(Rig.settings(300));
        rig.stt.answering(new SttEvent.Final("", 0));
        rig.say("uma frase bem longa para se falar por cima dela sem pressa nenhuma");
        rig.silence(100).speak(140).silence(1_000);
        assertThat(rig.all(LegEvent.Murmured.class)).containsExactly(new LegEvent.Murmured(1));
        assertThat(rig.all(LegEvent.NotUnderstood.class)).isEmpty();
    }

    @Test
    void a4_whatBeganOrWentOnWhileWeSoundedIsMarked() {
        Rig rig = new Rig(Rig.settings(300));
        rig.stt.answering(new SttEvent.Final("sim", 0.9));
        rig.silence(400).speak(200).silence(400);
        rig.say("uma frase bem longa para se falar por cima dela sem pressa nenhuma");
        rig.silence(100).speak(300).silence(400);
        rig.speak(100).say("outra");
        rig.silence(600);
        assertThat(rig.all(LegEvent.Heard.class))
                .extracting(LegEvent.Heard::talkedOver)
                .containsExactly(false, true, true);
    }
}
