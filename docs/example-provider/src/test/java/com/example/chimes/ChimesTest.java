package com.example.chimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ChimesTest {
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<TtsEvent> events = new ArrayList<>();
    private final Chimes chimes = new Chimes(new Settings(120, 40), work::add);
    private final TtsSession session = chimes.open(TtsRequest.of(Locale.forLanguageTag("pt-BR")), events::add);

    @Test
    void aSentenceIsPlayedToItsEnd() {
        session.say("Olá, 7!");
        assertTrue(events.isEmpty(), "say() only hands the work over");
        work.remove().run();

        assertEquals(List.of(1, 2, -1, 2, -1), Melody.notes("Olá, 7!"));
        assertEquals(6, events.size());
        assertEquals(120, ((TtsEvent.Audio) events.get(0)).frame().millis());
        assertInstanceOf(TtsEvent.Finished.class, events.get(5));
    }

    @Test
    void aWordWithoutVowelsIsHeardToo() {
        assertEquals(List.of(0, -1), Melody.notes("Psst!"));
    }

    @Test
    void nothingFollowsACancel() {
        session.say("Olá");
        session.cancel();
        work.remove().run();
        session.close();

        assertTrue(events.isEmpty());
    }

    @Test
    void aSentenceUnderWayFailsWhenTheBundleStops() {
        session.say("Olá");
        chimes.stop();
        work.remove().run();

        assertInstanceOf(TtsEvent.Failed.class, events.get(0));
        assertEquals(1, events.size());
    }

    @Test
    void aSentenceThatFindsNoPlaceFails() {
        Chimes full = new Chimes(new Settings(120, 40), task -> {
            throw new RejectedExecutionException();
        });
        full.open(TtsRequest.of(Locale.ENGLISH), events::add).say("Hello");

        assertInstanceOf(TtsEvent.Failed.class, events.get(0));
    }

    @Test
    void aBadSettingNamesKeyValueAndCure() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Settings(9, 40))
                .getMessage();
        assertEquals("etc/com.example.chimes.cfg: note.ms = 9 is out of range; set 60 to 400", message);
    }
}
