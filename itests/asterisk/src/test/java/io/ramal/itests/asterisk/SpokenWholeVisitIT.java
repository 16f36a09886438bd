package io.ramal.itests.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole visits in English: visitor and resident speak and are understood by a real engine, one number comes by keys. */
class SpokenWholeVisitIT {
    private static final Duration PATIENCE = VisitStage.SENTENCES;

    private static VisitStage stage;
    private static short[] intent;
    private static short[] name;

    @BeforeAll
    static void start() throws Exception {
        Asterisk.assumePossible();
        Path model = Asterisk.assumedModel();
        stage = new VisitStage("spoken-visit", server -> {
            server.set("io.ramal.visit", "language", "en-US");
            server.set("io.ramal.visit", "transcripts", "true");
            server.set("io.ramal.speech.vosk", "model.en", model);
            server.set("io.ramal.simulator", "voice.pitch.percent", 100);
        });
        stage.server.await(
                "the model is loaded",
                () -> stage.server.shell("ramal:providers").matches("(?s).*vosk-en +\\| en +\\| ready.*")
                        ? "ready"
                        : null);
        intent = Voice.spoken(stage.server, "pizza delivery");
        name = Voice.spoken(stage.server, "my name is John Smith");
    }

    @AfterAll
    static void end() throws Exception {
        if (stage != null) {
            stage.close();
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        stage.awaitNothingLeft();
    }

    @Test
    void aSpokenYesLetsTheVisitorIn() throws Exception {
        assertThat(decided("yes please", "decision authorised, gate opened")).isEqualTo(VisitStage.GATE);
    }

    @Test
    void aSpokenNoLetsNobodyIn() throws Exception {
        assertThat(decided("no thank you", "decision refused")).isEmpty();
    }

    /** Plays a visit to its end; the keys that the visitor's phone has heard. */
    private static String decided(String answer, String audit) throws Exception {
        short[] words = Voice.spoken(stage.server, answer);
        try (CalledPhone resident = stage.resident();
                CalledPhone guard = stage.guard();
                SipPhone visitor = stage.intercom()) {
            visitor.call("1000");
            String visit = stage.visit();
            int mark = 0;
            for (short[] sentence : new short[][] {intent, name}) {
                VisitStage.awaitQuestion(visitor.media(), mark);
                mark = visitor.media().heardLength() + sentence.length;
                visitor.media().say(sentence);
            }
            VisitStage.awaitQuestion(visitor.media(), mark);
            visitor.media().press("102#");
            CalledPhone.Call call = resident.awaitCall(PATIENCE);
            assertThat(call).as("the resident's phone rings").isNotNull();
            call.answer();
            VisitStage.awaitQuestion(call.media, 0);
            call.media.say(words);
            String end = call.awaitEnd(PATIENCE);
            boolean done = visitor.awaitRemoteHangup(PATIENCE);
            System.out.println(stage.story(visit));
            assertThat(end).as("the resident is let go").isEqualTo("BYE");
            assertThat(done).as("all is done").isTrue();
            assertThat(guard.times()).isZero();
            stage.awaitAudit(visit, audit);
            return visitor.media().keys();
        }
    }
}
