package io.ramal.doorman.internal;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.VisitData;
import io.ramal.provider.Capability;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one who thinks in this dialogue: leased for all of it, because a session keeps its history, and leased anew when
 * it has gone, another one is wanted, or it failed too often. On the leg's thread; answers come back there, of the open
 * question only. What is asked ahead is held back until the caller has said just that.
 */
final class Backend implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);
    private static final long NONE = -1;
    /** Questions asked ahead of one turn: a caller who pauses after every word costs no more. */
    private static final int MAX_AHEAD = 3;

    private final ConversationRequest request;
    private final ProviderRegistry registry;
    private final Consumer<AiEvent> answers;
    private final AheadCounters counters;
    private final LongSupplier clock;
    private final Set<String> excluded = new HashSet<>();

    private @Nullable Lease<AiProvider> lease;
    private @Nullable AiSession session;
    private long number;
    private long open = NONE;
    private long askedAt;
    private @Nullable Ahead ahead;
    private long aheadTurn;
    private int aheadAsked;

    /**
     * @param clock nanoseconds, for what an answer takes
     * @param answers told on the leg's thread
     */
    Backend(
            ConversationRequest request,
            ProviderRegistry registry,
            AheadCounters counters,
            LongSupplier clock,
            Consumer<AiEvent> answers) {
        this.request = request;
        this.registry = registry;
        this.counters = counters;
        this.clock = clock;
        this.answers = answers;
    }

    /**
     * Asks what the caller may have said, unless a question is open or the one who thinks must not be asked ahead. Nothing
     * is told of it until the same is {@link #ask asked}.
     *
     * @param turn of the leg
     */
    void askAhead(long turn, String content, VisitData known) {
        Ahead asked = ahead;
        if (open != NONE || asked != null && asked.isAbout(content, known)) {
            return;
        }
        aheadAsked = turn == aheadTurn ? aheadAsked + 1 : 1;
        aheadTurn = turn;
        if (aheadAsked > MAX_AHEAD) {
            return;
        }
        try {
            AiSession session = session();
            Lease<AiProvider> held = lease;
            if (session == null || held == null || !held.provider().info().can(Capability.ASKED_AHEAD)) {
                return;
            }
            forget();
            Ahead now = new Ahead(++number, content, known);
            ahead = now;
            askedAt = clock.getAsLong();
            session.ask(new AiQuestion(now.turn(), content, AiQuestion.Input.SPEECH, known, true));
        } catch (RuntimeException e) {
            // it is asked again when the turn is over, and fails then if it does
            LOG.debug("AI backend cannot be asked ahead", e);
            ahead = null;
        }
    }

    /** What was asked ahead is of no interest any more. */
    void forget() {
        if (ahead != null) {
            ahead = null;
            counters.thrownAway();
            if (session != null) {
                session.cancel();
            }
        }
    }

    /** How long an answer to the open question may take. */
    Duration deadline() {
        return lease == null ? Duration.ofSeconds(30) : lease.deadline();
    }

    /** While nothing is asked, one who has gone or been replaced is let go. Now and then. */
    void tick() {
        if (open == NONE && lease != null && lease.retired()) {
            release();
        }
    }

    /** Whether the one asked last has gone since. */
    boolean vanished() {
        return lease != null && lease.retired();
    }

    /** The one asked last is let go; the next question is another's. */
    void drop() {
        release();
    }

    /**
     * Asks; one answer or failure follows unless {@link #cancel} comes first. A question not answered yet is cancelled.
     *
     * @return false when there is nobody to ask
     */
    boolean ask(String content, AiQuestion.Input input, VisitData known) {
        if (input == AiQuestion.Input.SPEECH && confirmed(content, known)) {
            return true;
        }
        cancel();
        // questions are numbered here: what is keyed in belongs to no turn of the leg
        open = ++number;
        long turn = open;
        try {
            AiSession asked = session();
            askedAt = clock.getAsLong();
            if (asked == null) {
                open = NONE;
                return false;
            }
            asked.ask(new AiQuestion(turn, content, input, known));
        } catch (RuntimeException e) {
            LOG.debug("AI backend failed at once", e);
            deliver(new AiEvent.Failed(turn, e.getClass().getSimpleName()));
        }
        return true;
    }

    /** Whether just that was asked ahead: it is the open question then, and what has come of it follows. */
    private boolean confirmed(String content, VisitData known) {
        Ahead asked = ahead;
        AiSession asking = session;
        if (open != NONE
                || asked == null
                || asking == null
                || asked.failed()
                || !asked.isAbout(content, known)
                || gone()) {
            return false;
        }
        ahead = null;
        open = asked.turn();
        counters.used();
        asking.confirm(open);
        // after the caller of this has noted that it asked
        asked.held().forEach(this::deliver);
        return true;
    }

    private @Nullable AiSession session() {
        if (gone()) {
            release();
        }
        return session != null ? session : lease();
    }

    private @Nullable AiSession lease() {
        Optional<Lease<AiProvider>> found = registry.lease(
                AiProvider.class,
                new LeaseRequest(request.language(), excluded, request.ai())
                        .on(request.extension().number()));
        if (found.isEmpty()) {
            return null;
        }
        lease = found.get();
        AiRequest call = new AiRequest(request.callId(), request.role(), request.extension(), request.language());
        AiSession opened = found.get().provider().open(call, this::deliver);
        session = opened;
        return opened;
    }

    /** From any thread. */
    private void deliver(AiEvent event) {
        request.executor().execute(() -> {
            // numbers are never used twice, so what a released session still says is dropped here, too
            Ahead asked = ahead;
            if (asked != null && event.turn() == asked.turn()) {
                asked.hold(event);
            } else if (event.turn() == open) {
                if (!(event instanceof AiEvent.Sentence)) {
                    open = NONE;
                    report(event);
                }
                answers.accept(event);
            }
        });
    }

    private void report(AiEvent event) {
        Lease<AiProvider> held = lease;
        if (held == null) {
            return;
        }
        if (event instanceof AiEvent.Failed failed) {
            held.failed(failed.reason());
        } else {
            held.served(Duration.ofNanos(Math.max(0, clock.getAsLong() - askedAt)));
        }
    }

    /** The answer to the open question was not there in time. */
    void late() {
        if (lease != null) {
            lease.failed("no answer in time");
        }
        cancel();
    }

    private boolean gone() {
        Lease<AiProvider> held = lease;
        if (held == null) {
            return false;
        }
        return session == null || held.retired() || !held.provider().health().ready();
    }

    /**
     * Whoever was asked last is not asked again in this dialogue.
     *
     * @return false when nobody was
     */
    boolean exclude() {
        if (lease == null) {
            return false;
        }
        String id = lease.provider().info().id();
        LOG.info("AI backend {} failed too often in this dialogue, going on without it", id);
        excluded.add(id);
        release();
        return true;
    }

    /** The answer to the open question is of no interest any more. */
    void cancel() {
        forget();
        if (open != NONE) {
            open = NONE;
            if (session != null) {
                session.cancel();
            }
        }
    }

    private void release() {
        ahead = null;
        if (session != null) {
            session.close();
            session = null;
        }
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }

    @Override
    public void close() {
        cancel();
        release();
    }
}
