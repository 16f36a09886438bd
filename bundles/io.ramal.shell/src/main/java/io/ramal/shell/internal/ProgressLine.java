package io.ramal.shell.internal;

import io.ramal.provider.ModelInstaller;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Progress on one line that is written over, or, where the output is no terminal, on a line for each step and each quarter of
 * it. Not thread-safe.
 */
public final class ProgressLine {
    private static final int WIDTH = 60;

    private final PrintStream out;
    private final boolean terminal;
    private String step = "";
    private long quarter = -1;
    private boolean open;

    public ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public void show(ModelInstaller.Progress p) {
        if (terminal) {
            out.printf(Locale.ROOT, "\r%-" + WIDTH + "s", text(p));
            out.flush();
            open = true;
            return;
        }
        long now = p.total() > 0 ? p.done() * 4 / p.total() : 0;
        if (!p.step().equals(step) || now != quarter) {
            step = p.step();
            quarter = now;
            out.println(text(p));
        }
    }

    /** What comes next begins on a line of its own. */
    public void end() {
        if (open) {
            out.println();
            open = false;
        }
    }

    private static String text(ModelInstaller.Progress p) {
        String done = megabytes(p.done());
        return p.total() > 0
                ? String.format(
                        Locale.ROOT,
                        "%-10s %3d %%  %s of %s",
                        p.step(),
                        p.done() * 100 / p.total(),
                        done,
                        megabytes(p.total()))
                : String.format(Locale.ROOT, "%-10s %s", p.step(), done);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
