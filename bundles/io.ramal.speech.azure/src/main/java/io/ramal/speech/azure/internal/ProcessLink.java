package io.ramal.speech.azure.internal;

import io.ramal.helper.HelperException;
import io.ramal.speech.azure.wire.Reply;
import io.ramal.speech.azure.wire.Wire;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process of the system, with a thread for each of its pipes; the writing one alone ever waits for it. */
final class ProcessLink implements Link {
    /** Most that may wait to be written, bytes: a second of two hundred callers, and fifty whole turns repeated at once. */
    static final long MAX_WAITING = 16L << 20;

    private static final int BUFFER = 64 * 1024;
    private static final int EXIT_SECONDS = 2;
    private static final byte[] END = new byte[0];
    private static final Logger LOG = LoggerFactory.getLogger(ProcessLink.class);

    /** What to start. */
    @FunctionalInterface
    interface Program {
        ProcessBuilder builder() throws HelperException;
    }

    private final Program program;
    private final Listener listener;
    private final ThreadFactory factory;
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable Process process;
    private boolean ended;

    /** @param factory of three threads, which end with the process */
    ProcessLink(Program program, Listener listener, ThreadFactory factory) {
        this.program = program;
        this.listener = listener;
        this.factory = factory;
    }

    @Override
    public synchronized void start() throws HelperException {
        if (ended) {
            return;
        }
        ProcessBuilder builder = program.builder();
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            throw new HelperException(
                    "the speech helper does not start: " + e.getMessage(),
                    "check that Java, /bin/sh and nice may be executed: "
                            + builder.command().get(0));
        }
        process = started;
        LOG.debug("the speech helper is process {}", started.pid());
        threads.add(factory.newThread(() -> write(started)));
        threads.add(factory.newThread(() -> read(started)));
        threads.add(factory.newThread(() -> complain(started)));
        threads.forEach(Thread::start);
    }

    @Override
    public boolean send(byte[] message, boolean needed) {
        if (waiting.addAndGet(message.length) > MAX_WAITING && !needed) {
            waiting.addAndGet(-message.length);
            return false;
        }
        queue.add(message);
        return true;
    }

    @Override
    public synchronized void end() {
        ended = true;
        queue.add(END);
    }

    @Override
    public synchronized void kill() {
        ended = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public boolean await(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        List<Thread> all;
        synchronized (this) {
            all = List.copyOf(threads);
        }
        for (Thread thread : all) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
        return all.stream().noneMatch(Thread::isAlive);
    }

    private void write(Process to) {
        try (OutputStream out = new BufferedOutputStream(to.getOutputStream(), BUFFER)) {
            for (byte[] message = queue.take(); message != END; message = queue.take()) {
                out.write(message);
                waiting.addAndGet(-message.length);
                if (queue.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // its end is about to be noticed by whoever reads; this makes sure of it
            to.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Process from) {
        String why = "";
        try (InputStream in = new BufferedInputStream(from.getInputStream(), BUFFER)) {
            for (Reply r = Wire.readReply(in); r != null; r = Wire.readReply(in)) {
                listener.reply(r);
            }
        } catch (IOException e) {
            why = ": " + e.getMessage();
        } catch (RuntimeException e) {
            LOG.error("a reply of the speech helper could not be dealt with", e);
            why = ": " + e;
        }
        String exit = exit(from);
        queue.add(END);
        listener.ended("the speech helper ended (" + exit + ")" + why);
    }

    private static String exit(Process process) {
        try {
            if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
                // its output is closed or makes no sense: it is of no use any more
                process.destroyForcibly();
                process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
            }
            return process.isAlive() ? "still dying" : "exit code " + process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "exit code unknown";
        }
    }

    private static void complain(Process process) {
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                LOG.debug("speech helper {}: {}", process.pid(), line);
            }
        } catch (IOException e) {
            LOG.debug("speech helper {}: {}", process.pid(), e.toString());
        }
    }
}
