package io.ramal.visit.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.Leg;
import io.ramal.call.LegFactory;
import io.ramal.call.LegListener;
import io.ramal.call.LegRequest;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.call.LineInfo;
import io.ramal.call.Utterance;
import java.util.ArrayList;
import java.util.List;

/** Legs that hear what the test tells them; remembers the newest. */
final class FakeLegs implements LegFactory {
    final DeafHandler handler = new DeafHandler();
    final List<Utterance> said = new ArrayList<>();
    LegRequest request;
    LegListener listener = e -> {};
    boolean hears = true;
    boolean hangupWhenSaid;
    int farewells;
    boolean hungUp;

    @Override
    public Leg open(LegRequest request, LegListener listener) {
        this.request = request;
        this.listener = listener;
        return new Leg() {
            @Override
            public LineHandler handler() {
                return handler;
            }

            @Override
            public LineInfo info() {
                return request.line().info();
            }

            @Override
            public boolean hearsSpeech() {
                return hears;
            }

            @Override
            public long say(Utterance utterance) {
                said.add(utterance);
                return said.size();
            }

            @Override
            public void hush() {
                said.clear();
            }

            @Override
            public void hangupWhenSaid() {
                hangupWhenSaid = true;
            }

            @Override
            public void farewell() {
                farewells++;
            }

            @Override
            public void hangup() {
                hungUp = true;
            }
        };
    }

    /** Closes, and does nothing else. */
    static final class DeafHandler implements LineHandler {
        boolean closed;

        @Override
        public void audio(AudioFrame frame) {}

        @Override
        public void dtmf(char digit) {}

        @Override
        public AudioFrame nextFrame(long nanoTime) {
            return AudioFrame.SILENCE;
        }

        @Override
        public void closed(LineEnd end) {
            closed = true;
        }
    }
}
