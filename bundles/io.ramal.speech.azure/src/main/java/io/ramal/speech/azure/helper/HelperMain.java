package io.ramal.speech.azure.helper;

import io.ramal.speech.azure.wire.Command;
import io.ramal.speech.azure.wire.Engine;
import io.ramal.speech.azure.wire.EngineEvent;
import io.ramal.speech.azure.wire.Failure;
import io.ramal.speech.azure.wire.Reply;
import io.ramal.speech.azure.wire.Setup;
import io.ramal.speech.azure.wire.Wire;
import io.ramal.speech.azure.wire.WireException;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs Microsoft's SDK as the server's commands on standard input say, and ends with it, so that a server that was killed
 * leaves no helper behind. Replies go to a pipe of their own: whatever the SDK prints may not come between. It is the only
 * argument; where the service is, and its key, come on standard input.
 */
public final class HelperMain {
    /** Each is busy for a millisecond at a time; starting a recogniser takes three. */
    private static final int WORKERS = 8;
    /** Closing takes 22 ms, seconds when the service is silent. */
    private static final int CLOSERS = 8;
    /** What closing may take when the server is done. */
    private static final int PARTING_MILLIS = 1500;

    private static final int BUFFER = 64 * 1024;

    private final OutputStream out;

    private HelperMain(OutputStream out) {
        this.out = out;
    }

    /** Runs until standard input ends. */
    public static void main(String[] args) {
        int status = 1;
        try (OutputStream out = new FileOutputStream(args[0]);
                InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER)) {
            new HelperMain(out).serve(in);
            status = 0;
        } catch (IOException | InterruptedException | RuntimeException e) {
            System.err.println(e);
        } finally {
            // the SDK's threads may be deep inside it: they are not waited for
            Runtime.getRuntime().halt(status);
        }
    }

    private void serve(InputStream in) throws IOException, InterruptedException {
        if (!(Wire.readCommand(in) instanceof Setup setup)) {
            throw new WireException("the setup does not come first");
        }
        SdkEngines engines = new SdkEngines(setup);
        load(engines);
        send(new Reply.Hello());
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, threads("worker"));
        ExecutorService closers = Executors.newFixedThreadPool(CLOSERS, threads("closer"));
        Host host = new Host(engines, this::send, workers, closers);
        for (Command c = Wire.readCommand(in); c != null; c = Wire.readCommand(in)) {
            host.take(c);
        }
        host.end(PARTING_MILLIS);
    }

    /** Loads the library, and what the first engines would take longer for. */
    private void load(Engine.Maker engines) {
        try (Engine recognizer = engines.recognizer(Locale.forLanguageTag("pt-BR"));
                Engine synthesizer = engines.synthesizer()) {
            recognizer.listen(event -> {});
            synthesizer.listen(event -> {});
            // Gson: tens of milliseconds of the first text otherwise
            SdkRecognizer.confidence("{\"NBest\":[{\"Confidence\":1}]}");
        } catch (LinkageError e) {
            send(new Reply.Fatal(Failure.of(e).reason()));
            Runtime.getRuntime().halt(1);
        } catch (RuntimeException e) {
            // whoever opens one is told
            System.err.println("making an engine: " + e);
        }
    }

    /** One message at a time; a server that does not read any more is gone. */
    private void send(Reply reply) {
        try {
            byte[] message = bytes(reply);
            synchronized (out) {
                out.write(message);
            }
        } catch (IOException e) {
            System.err.println(e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static byte[] bytes(Reply reply) throws IOException {
        try {
            return Wire.bytes(reply);
        } catch (WireException e) {
            if (reply instanceof Reply.Told told) {
                Failure failure = new Failure(Failure.Kind.SERVICE, "the service sent " + e.getMessage());
                return Wire.bytes(new Reply.Told(told.id(), new EngineEvent.Failed(failure)));
            }
            throw e;
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "ramal-azure-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
