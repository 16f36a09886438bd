package io.ramal.visit.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.Leg;
import io.ramal.call.LegEvent;
import io.ramal.call.LegListener;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.call.LineInfo;
import io.ramal.call.Utterance;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationListener;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.ConversationSession;
import io.ramal.testkit.FakeLine;
import java.util.ArrayList;
import java.util.List;

/** One caller of a {@link Scene}: a line, a leg that ends when it is told to, and a conversation that does as scripted. */
final class Party implements Leg, LineHandler, ConversationSession {
    final FakeLine line;
    /** What the conversation learned but for ticks. */
    final List<ConversationInput> learned = new ArrayList<>();
    /** How we ended the leg. */
    final List<String> endings = new ArrayList<>();

    /** The line as the leg knows it. */
    Line transport;
    /** What was said; nothing can be while {@link #mute}. */
    final List<Utterance> said = new ArrayList<>();

    boolean mute;
    LegListener events = e -> {};
    ConversationListener wants = e -> {};
    ConversationRequest request;
    /** The conversation throws at the next input. */
    boolean crashing;

    boolean ended;
    int closed;

    Party(FakeLine line) {
        this.line = line;
        this.transport = line;
    }

    boolean up() {
        return !ended;
    }

    /** The transport's news of the end; once. */
    void end(LineEnd how) {
        if (!ended) {
            ended = true;
            events.on(new LegEvent.Ended(how));
        }
    }

    /** What the conversation wants. */
    void want(ConversationEvent event) {
        if (closed == 0) {
            wants.on(event);
        }
    }

    @Override
    public void accept(ConversationInput input) {
        if (crashing) {
            throw new IllegalStateException("scripted");
        }
        if (!(input instanceof ConversationInput.Tick)) {
            learned.add(input);
        }
    }

    @Override
    public LineHandler handler() {
        return this;
    }

    @Override
    public LineInfo info() {
        return line.info();
    }

    @Override
    public boolean hearsSpeech() {
        return true;
    }

    @Override
    public long say(Utterance utterance) {
        if (mute) {
            return -1;
        }
        said.add(utterance);
        return said.size();
    }

    @Override
    public void hush() {}

    @Override
    public void hangupWhenSaid() {
        endings.add("said");
        transport.hangup();
    }

    @Override
    public void farewell() {
        endings.add("farewell");
        transport.hangup();
    }

    @Override
    public void hangup() {
        endings.add("hangup");
        transport.hangup();
    }

    @Override
    public void close() {
        closed++;
    }

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
        end(end);
    }
}
