package io.ramal.visit.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import io.ramal.call.CallStatistics;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Carries the events of visits to their observers, and owns the thread that does. */
@Component(service = {CallEventsComponent.class, CallStatistics.class})
public final class CallEventsComponent implements CallStatistics {
    private static final int CAPACITY = 10_000;
    /** What is told at a stop still reaches the observers, if they are quick. */
    private static final long LAST_WORDS_MS = 1000;

    private final ExecutorService thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), CallEventsComponent::named);
    private final CallEvents events = new CallEvents(thread, CAPACITY);

    @Activate
    public CallEventsComponent() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addObserver(CallObserver observer) {
        events.add(observer);
    }

    void removeObserver(CallObserver observer) {
        events.remove(observer);
    }

    /** Takes events; any thread, never waits. */
    Consumer<CallEvent> events() {
        return events;
    }

    @Override
    public String part() {
        return "visit";
    }

    @Override
    public Map<String, Long> drops() {
        return Map.of("call_events", events.dropped());
    }

    @Deactivate
    void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_WORDS_MS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static Thread named(Runnable task) {
        Thread t = new Thread(task, "ramal-call-events");
        t.setDaemon(true);
        return t;
    }
}
