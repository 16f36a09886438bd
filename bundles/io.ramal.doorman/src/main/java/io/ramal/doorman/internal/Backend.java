package io.ramal.doorman.internal;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.VisitData;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.ProviderRegistry;
import io.ramal.provider.ProviderStatus;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one who thinks in this dialogue: leased for all of it, because a session keeps its history, and leased anew when
 * it has gone or failed too often. On the leg's thread; answers come back there, of the open question only.
 */
final class Backend implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);
    private static final long NONE = -1;

    private final ConversationRequest request;
    private final ProviderRegistry registry;
    private final Consumer<AiEvent> answers;
    private final Set<String> excluded = new HashSet<>();

    private @Nullable Lease<AiProvider> lease;
    private @Nullable AiSession session;
    private long number;
    private long open = NONE;

    /** @param answers told on the leg's thread */
    Backend(ConversationRequest request, ProviderRegistry registry, Consumer<AiEvent> answers) {
        this.request = request;
        this.registry = registry;
        this.answers = answers;
    }

    /**
     * Asks; one answer or failure follows unless {@link #cancel} comes first. A question not answered yet is cancelled.
     *
     * @return false when there is nobody to ask
     */
    boolean ask(String content, AiQuestion.Input input, VisitData known) {
        cancel();
        // questions are numbered here: what is keyed in belongs to no turn of the leg
        open = ++number;
        long turn = open;
        try {
            if (gone()) {
                release();
            }
            AiSession asked = session != null ? session : lease();
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

    private @Nullable AiSession lease() {
        Optional<Lease<AiProvider>> found =
                registry.lease(AiProvider.class, new LeaseRequest(request.language(), excluded, request.ai()));
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
            if (event.turn() == open) {
                open = NONE;
                answers.accept(event);
            }
        });
    }

    private boolean gone() {
        Lease<AiProvider> held = lease;
        if (held == null) {
            return false;
        }
        if (session == null || !held.provider().health().ready()) {
            return true;
        }
        return registry.providers().stream()
                .map(ProviderStatus::info)
                .noneMatch(held.provider().info()::equals);
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
        if (open != NONE) {
            open = NONE;
            if (session != null) {
                session.cancel();
            }
        }
    }

    private void release() {
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
