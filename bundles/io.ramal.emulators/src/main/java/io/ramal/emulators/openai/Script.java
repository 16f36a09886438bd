package io.ramal.emulators.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one part of the service does with its next requests, one treatment a request, and what it has received. Content is
 * what that part answers with: the model's text, what was understood, or sound as 16-bit samples. Thread-safe.
 */
public final class Script {
    private final Queue<Treatment> next = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore abandoned = new Semaphore(0);
    private final CountDownLatch closed;
    private final AtomicInteger polled = new AtomicInteger();
    private volatile List<Treatment> usual = List.of();

    /** @param closed opens when the service ends: nobody waits longer */
    Script(CountDownLatch closed) {
        this.closed = closed;
    }

    /** The next answers. */
    public void answer(String... contents) {
        for (String content : contents) {
            answer(bytes(content));
        }
    }

    /** The next answer. */
    public void answer(byte[] content) {
        next.add(new Treatment.Answer(content.clone()));
    }

    /** What is answered, by turns, while nothing else is said. Without it such requests fail with status 500. */
    public void usually(byte[]... contents) {
        usual = Arrays.stream(contents)
                .<Treatment>map(content -> new Treatment.Answer(content.clone()))
                .toList();
    }

    /** Forgets what was said of requests to come. */
    public void clear() {
        next.clear();
        usual = List.of();
    }

    /** The next request is answered with this status. */
    public void status(int code, String body) {
        status(code, body, Map.of());
    }

    /** The next request is answered with this status and, for instance, {@code Retry-After} or {@code Location}. */
    public void status(int code, String body, Map<String, String> headers) {
        next.add(new Treatment.Status(code, body, Map.copyOf(headers)));
    }

    /** The next answer breaks off behind so much of its content. */
    public void breakOff(byte[] content) {
        next.add(new Treatment.Broken(content.clone()));
    }

    /**
     * The next answer is slow: so much of its content, and the rest when the returned is run; never when it is not.
     */
    public Runnable pause(byte[] first, byte[] rest) {
        CountDownLatch latch = new CountDownLatch(1);
        next.add(new Treatment.Paused(first.clone(), latch, rest.clone()));
        return latch::countDown;
    }

    /** The next request is taken and never answered, until the returned is run: then its connection breaks. */
    public Runnable blackHole() {
        CountDownLatch latch = new CountDownLatch(1);
        next.add(new Treatment.BlackHole(latch));
        return latch::countDown;
    }

    /** The next answer is this body with status 200. */
    public void garbage(String contentType, String body) {
        garbage(contentType, bytes(body));
    }

    /** The next answer are these bytes with status 200. */
    public void garbage(String contentType, byte[] body) {
        next.add(new Treatment.Garbage(contentType, body.clone()));
    }

    /** Requests in the order they came. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** How many connections those came over. */
    public long connections() {
        return received.stream().map(Received::clientPort).distinct().count();
    }

    /** Waits for a request that was not waited for yet; false when none comes. */
    public boolean awaitRequest(long seconds) throws InterruptedException {
        return arrived.tryAcquire(seconds, TimeUnit.SECONDS);
    }

    /** Waits until a client has closed its connection before it had the whole answer; false when none does. */
    public boolean awaitAbandoned(long seconds) throws InterruptedException {
        return abandoned.tryAcquire(seconds, TimeUnit.SECONDS);
    }

    void took(Received request) {
        received.add(request);
        arrived.release();
    }

    void abandon() {
        abandoned.release();
    }

    /** How the next request is treated; null when nothing is said of it. */
    @Nullable
    Treatment poll() {
        Treatment treatment = next.poll();
        List<Treatment> others = usual;
        if (treatment != null || others.isEmpty()) {
            return treatment;
        }
        return others.get(Math.floorMod(polled.getAndIncrement(), others.size()));
    }

    /** Waits for the latch, or for the end of the service; false at that. */
    boolean await(CountDownLatch latch) throws InterruptedException {
        while (closed.getCount() > 0) {
            if (latch.await(100, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
