package io.ramal.helper;

import io.ramal.helper.wire.Command;
import io.ramal.helper.wire.Reply;
import io.ramal.helper.wire.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A helper as a process of the system, with one thread that reads its replies and one that reads its complaints. */
final class ProcessHelper implements Helper {
    private static final Logger log = LoggerFactory.getLogger(ProcessHelper.class);

    private final Process process;
    private final Listener listener;

    private ProcessHelper(Process process, Listener listener) {
        this.process = process;
        this.listener = listener;
    }

    /** Starts the process and the threads. */
    static ProcessHelper start(ProcessBuilder builder, Listener listener, ThreadFactory threads) throws IOException {
        ProcessHelper helper = new ProcessHelper(builder.start(), listener);
        threads.newThread(helper::readComplaints).start();
        threads.newThread(helper::readReplies).start();
        return helper;
    }

    @Override
    public void send(Command command) throws IOException {
        OutputStream in = process.getOutputStream();
        synchronized (in) {
            Wire.write(in, command);
        }
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    private void readReplies() {
        String why = "";
        try (InputStream in = new BufferedInputStream(process.getInputStream(), 16 * 1024)) {
            for (Reply r = Wire.readReply(in); r != null; r = Wire.readReply(in)) {
                listener.reply(r);
            }
        } catch (IOException e) {
            why = ": " + e.getMessage();
        }
        process.destroyForcibly();
        listener.died("the speech helper ended (" + exit() + ")" + why);
    }

    private String exit() {
        try {
            return process.waitFor(2, TimeUnit.SECONDS) ? "exit code " + process.exitValue() : "still dying";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "exit code unknown";
        }
    }

    private void readComplaints() {
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                log.debug("speech helper {}: {}", process.pid(), line);
            }
        } catch (IOException e) {
            log.debug("speech helper {}: {}", process.pid(), e.toString());
        }
    }
}
