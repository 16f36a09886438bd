package io.ramal.leg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.NotUnderstood;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRole;
import io.ramal.stt.SttEvent;
import io.ramal.testkit.FakeStt;
import io.ramal.testkit.FakeTts;
import io.ramal.testkit.FakeVad;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one leg wants otherwise than the server. */
class WishesTest {
    private static final Map<ProviderRole, String> SECOND =
            Map.of(ProviderRole.VAD, "vad2", ProviderRole.STT, "stt2", ProviderRole.TTS, "tts2");

    private final FakeVad vad2 = new FakeVad("vad2");
    private final FakeStt stt2 = new FakeStt("stt2");
    private final FakeTts tts2 = new FakeTts("tts2", 20);

    @Test
    void thePreferredProvidersServeFirst() {
        Rig rig = rig(SECOND);
        stt2.answering(new SttEvent.Final("bom dia", 1));
        rig.say("Olá.");
        rig.silence(600).speak(400).silence(1600);
        assertThat(vad2.opened()).isEqualTo(1);
        assertThat(stt2.sessions()).hasSize(1);
        assertThat(tts2.texts()).contains("Olá.");
        assertThat(rig.vad.opened()).isZero();
        assertThat(rig.stt.sessions()).isEmpty();
        assertThat(rig.tts.texts()).isEmpty();
        assertThat(rig.all(Heard.class)).containsExactly(new Heard(1, "bom dia", 1, "stt2"));
    }

    @Test
    void aPreferredProviderThatFailsIsReplaced() {
        Rig rig = rig(SECOND);
        tts2.failing(true);
        stt2.answering(new SttEvent.Failed("scripted"));
        rig.stt.answering(new SttEvent.Final("bom dia", 1));
        rig.say("Olá.");
        rig.silence(1200).speak(400).silence(1600);
        assertThat(rig.tts.texts()).contains("Olá.");
        assertThat(rig.all(Heard.class)).containsExactly(new Heard(1, "bom dia", 1, "stt"));
    }

    @Test
    void aPreferredProviderThatIsNotReadyIsPassedOver() {
        tts2.health(ProviderHealth.unavailable("no voice", "install one"));
        Rig rig = rig(SECOND);
        rig.say("Olá.");
        assertThat(rig.tts.texts()).containsExactly("Olá.");
    }

    @Test
    void aLegsOwnSilenceEndsItsTurns() {
        Rig rig = new Rig(Rig.DEFAULTS, Duration.ofMillis(800), Map.of());
        rig.stt.answering(new SttEvent.Final("bom dia", 1));
        rig.speak(400).silence(700);
        assertThat(rig.all(Heard.class)).isEmpty();
        rig.silence(140);
        assertThat(rig.all(Heard.class)).hasSize(1);
        assertThat(rig.all(NotUnderstood.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S,200", "PT0.2S,200", "PT0.9S,900", "PT10S,10000", "PT1H,10000"})
    void aSilenceOutOfTheSettingsRangeIsBroughtIntoIt(Duration asked, int used) {
        LegSettings own = Rig.DEFAULTS.withTurnSilence(asked);
        assertThat(own.turnSilenceMs()).isEqualTo(used);
        assertThat(own.withTurnSilence(Duration.ofMillis(1500))).isEqualTo(Rig.DEFAULTS);
    }

    private Rig rig(Map<ProviderRole, String> wishes) {
        return new Rig(Rig.DEFAULTS, null, wishes, vad2, stt2, tts2);
    }
}
