package io.ramal.speech.espeak.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.helper.FakeHelpers;
import io.ramal.helper.FakeLoop;
import io.ramal.helper.HelperPool;
import io.ramal.helper.Recorder;
import io.ramal.helper.wire.Command;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRole;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EspeakProviderTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");

    private final FakeLoop loop = new FakeLoop();
    private final FakeHelpers helpers = new FakeHelpers();
    private final EspeakSettings settings = EspeakSettings.DEFAULT;
    private final Voices voices = new Voices(settings, "1.52", false);
    private final HelperPool pool = new HelperPool(settings.pool(), helpers, voices::greeted, loop);
    private final EspeakProvider provider = new EspeakProvider(settings, "1.52", voices, pool);
    private final Recorder heard = new Recorder();

    @BeforeEach
    void start() {
        pool.start();
        loop.run();
        helpers.last().hello();
        loop.run();
    }

    @Test
    void tellsWhoItIs() {
        assertThat(provider.info().id()).isEqualTo("espeak");
        assertThat(provider.info().role()).isEqualTo(ProviderRole.TTS);
        assertThat(provider.info().serves(PT)).isTrue();
        assertThat(provider.info().serves(Locale.forLanguageTag("en-US"))).isTrue();
        assertThat(provider.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void asksForTheLanguagesVoiceAndCleanText() {
        open().say("Bom\ndia.\u0007");
        loop.run();
        assertThat(helpers.last().commands)
                .containsExactly(new Command.Speak(1, "pt-br", "pt-br", 150, 50, "Bom dia."));
    }

    @Test
    void nothingHappensOnTheCallersThread() {
        TtsSession session = open();
        session.say("Olá.");
        session.cancel();
        assertThat(helpers.last().commands).isEmpty();
        loop.run();
        assertThat(helpers.last().commands).isEmpty();
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void aClosedSessionStaysSilent() {
        TtsSession session = open();
        session.close();
        session.close();
        session.say("Olá.");
        loop.run();
        assertThat(helpers.last().commands).isEmpty();
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void aSessionSpeaksOnce() {
        TtsSession session = open();
        session.say("Um.");
        assertThatThrownBy(() -> session.say("Dois.")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingAfterTheEndSendsNothing() {
        TtsSession session = open();
        session.say("Um.");
        loop.run();
        helpers.last().end();
        loop.run();
        session.close();
        loop.run();
        assertThat(heard.finished()).isTrue();
        assertThat(helpers.last().commands).hasSize(1);
    }

    private TtsSession open() {
        return provider.open(TtsRequest.of(PT), heard);
    }
}
