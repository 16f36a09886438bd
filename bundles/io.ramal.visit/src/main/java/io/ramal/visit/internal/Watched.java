package io.ramal.visit.internal;

import io.ramal.call.Line;
import io.ramal.call.LineInfo;
import java.util.concurrent.Executor;

/** A line that tells when it is being hung up, by whomever. Any thread. */
final class Watched implements Line {
    private final Line line;
    private final Runnable hangup;

    /** @param hangup run before each hangup */
    Watched(Line line, Runnable hangup) {
        this.line = line;
        this.hangup = hangup;
    }

    @Override
    public LineInfo info() {
        return line.info();
    }

    @Override
    public Executor executor() {
        return line.executor();
    }

    @Override
    public void hangup() {
        hangup.run();
        line.hangup();
    }
}
