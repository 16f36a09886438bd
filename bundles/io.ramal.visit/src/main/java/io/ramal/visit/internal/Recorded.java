package io.ramal.visit.internal;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRecorder;
import io.ramal.call.LegRecording;
import io.ramal.call.LineEnd;
import io.ramal.call.LineHandler;
import io.ramal.call.LineInfo;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A leg whose sound is kept. A recording that fails ends; the leg goes on. On the leg's thread. */
final class Recorded implements LineHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Recorded.class);

    private final UUID callId;
    private final LineHandler leg;
    private @Nullable LegRecording recording;

    private Recorded(UUID callId, LineHandler leg, LegRecording recording) {
        this.callId = callId;
        this.leg = leg;
        this.recording = recording;
    }

    /** The leg as it is kept; the leg itself when it cannot be. */
    static LineHandler of(LineInfo info, LineHandler leg, @Nullable LegRecorder recorder) {
        if (recorder == null) {
            return leg;
        }
        try {
            Optional<LegRecording> opened = recorder.open(info);
            return opened.isPresent() ? new Recorded(info.callId(), leg, opened.get()) : leg;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("call {} is not recorded: the recorder failed", info.callId(), e);
            return leg;
        }
    }

    @Override
    public void audio(AudioFrame frame) {
        LegRecording r = recording;
        if (r != null) {
            guarded(() -> r.heard(frame));
        }
        leg.audio(frame);
    }

    @Override
    public void dtmf(char digit) {
        leg.dtmf(digit);
    }

    @Override
    public @Nullable AudioFrame nextFrame(long nanoTime) {
        AudioFrame frame = leg.nextFrame(nanoTime);
        LegRecording r = recording;
        if (r != null) {
            guarded(() -> r.said(frame));
        }
        return frame;
    }

    @Override
    public void closed(LineEnd end) {
        try {
            leg.closed(end);
        } finally {
            LegRecording r = recording;
            recording = null;
            if (r != null) {
                guarded(r::close);
            }
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the recording of call {} failed and is ended; the call goes on", callId, e);
            LegRecording r = recording;
            recording = null;
            if (r != null) {
                guarded(r::close);
            }
        }
    }
}
