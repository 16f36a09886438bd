package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent;
import io.ramal.call.LegEvent.Digit;
import io.ramal.call.LegEvent.Heard;
import io.ramal.call.LegEvent.Murmured;
import io.ramal.call.LegEvent.NotUnderstood;
import io.ramal.call.LegEvent.Said;
import io.ramal.call.LegEvent.Saying;
import io.ramal.call.LegEvent.SpeechStarted;
import io.ramal.call.Utterance;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TalkOverTest {
    private static final Utterance QUESTION = new Utterance(0, "Qual é o seu nome?", true);
    private static final Utterance NOTICE = new Utterance(0, "Até logo.", false);

    @Test
    void cutShortByTheCallersWords() {
        assertThat(interruptions(
                        new Saying(1, QUESTION), new SpeechStarted(1), cut(1), cut(2), new Heard(1, "carlos", 1)))
                .as("what was only queued does not count")
                .isEqualTo(1);
        assertThat(interruptions(
                        new Saying(1, QUESTION), new SpeechStarted(1), cut(1), new NotUnderstood(1, "no words")))
                .isEqualTo(1);
    }

    @Test
    void aMurmurIsNoInterruption() {
        assertThat(interruptions(
                        new Saying(1, QUESTION),
                        new SpeechStarted(1),
                        cut(1),
                        new Murmured(1),
                        new Heard(1, "carlos", 1)))
                .isZero();
    }

    @Test
    void theNextTurnBeganBeforeTheTextOfTheFirstWasThere() {
        assertThat(interruptions(
                        new Saying(1, QUESTION),
                        new SpeechStarted(1),
                        cut(1),
                        new SpeechStarted(2),
                        new Heard(1, "sou o", 1),
                        new Heard(2, "carlos", 1)))
                .isEqualTo(1);
    }

    @Test
    void whatWasHeardToItsEndOrCutByUsIsNone() {
        assertThat(interruptions(
                        new Saying(1, QUESTION),
                        new SpeechStarted(1),
                        new Said(1, QUESTION, true),
                        new Heard(1, "carlos", 1)))
                .isZero();
        assertThat(interruptions(new Saying(1, QUESTION), cut(1), new SpeechStarted(1), new Heard(1, "carlos", 1)))
                .isZero();
        assertThat(interruptions(
                        new Saying(1, NOTICE), new SpeechStarted(1), new Said(1, NOTICE, false), new Heard(1, "oi", 1)))
                .isZero();
    }

    @Test
    void aKeyIsNoTalkEvenIfItsToneSoundedLikeIt() {
        assertThat(interruptions(
                        new Saying(1, QUESTION),
                        new SpeechStarted(1),
                        cut(1),
                        new Digit('5'),
                        new SpeechStarted(2),
                        new Heard(2, "carlos", 1)))
                .isZero();
    }

    private static Said cut(long id) {
        return new Said(id, QUESTION, false);
    }

    private static long interruptions(LegEvent... events) {
        TalkOver talkOver = new TalkOver();
        return Stream.of(events).filter(talkOver::on).count();
    }
}
