package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRecording;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.testkit.FakeLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedTest {
    private static final AudioFrame SOUND = AudioFrame.wrap(new short[] {1, 2, 3});

    private final FakeLine line = new FakeLine(LegRole.VISITOR);
    private final List<String> kept = new ArrayList<>();
    private final List<String> leg = new ArrayList<>();
    private String failing = "";

    private final LineHandler handler = new LineHandler() {
        @Override
        public void audio(AudioFrame frame) {
            leg.add("audio");
        }

        @Override
        public void dtmf(char digit) {
            leg.add("dtmf " + digit);
        }

        @Override
        public AudioFrame nextFrame(long nanoTime) {
            leg.add("next");
            return nanoTime == 0 ? null : SOUND;
        }

        @Override
        public void closed(LineEnd end) {
            leg.add("closed " + end);
        }
    };

    private final LegRecording recording = new LegRecording() {
        @Override
        public void heard(AudioFrame frame) {
            note("heard");
        }

        @Override
        public void said(AudioFrame frame) {
            note(frame == null ? "silence" : "said");
        }

        @Override
        public void close() {
            note("close");
        }

        private void note(String what) {
            kept.add(what);
            if (what.equals(failing)) {
                throw new IllegalStateException("scripted");
            }
        }
    };

    @Test
    void everythingIsKeptAndTheLegHearsAndSpeaksAsBefore() {
        LineHandler recorded = recorded();
        play(recorded);
        assertThat(kept).containsExactly("heard", "said", "silence", "close");
        assertThat(leg).containsExactly("audio", "dtmf 5", "next", "next", "closed CALLER_HANGUP");
    }

    @Test
    void aRecordingThatFailsIsEndedAndTheLegGoesOn() {
        failing = "heard";
        play(recorded());
        assertThat(kept).containsExactly("heard", "close");
        assertThat(leg).hasSize(5);

        kept.clear();
        failing = "close";
        play(recorded());
        assertThat(kept).containsExactly("heard", "said", "silence", "close");
    }

    @Test
    void aRecorderThatFailsOrDeclinesOrIsNotThereLeavesTheLegAsItIs() {
        assertThat(Recorded.of(line.info(), handler, null)).isSameAs(handler);
        assertThat(Recorded.of(line.info(), handler, info -> Optional.empty())).isSameAs(handler);
        assertThat(Recorded.of(line.info(), handler, info -> {
                    throw new IllegalStateException("scripted");
                }))
                .isSameAs(handler);
    }

    private LineHandler recorded() {
        return Recorded.of(line.info(), handler, info -> Optional.of(recording));
    }

    private static void play(LineHandler recorded) {
        recorded.audio(SOUND);
        recorded.dtmf('5');
        assertThat(recorded.nextFrame(1)).isSameAs(SOUND);
        assertThat(recorded.nextFrame(0)).isNull();
        recorded.closed(LineEnd.CALLER_HANGUP);
    }
}
