package io.ramal.visit.internal;

import io.ramal.call.LegEvent;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.conversation.ConversationEvent;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ResidentDecision;
import io.ramal.conversation.VisitData;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The resident's leg and conversation, on the leg's thread. Nobody stays on it for ever: a resident who does not come to a
 * decision hears a goodbye, and a goodbye that does not end is cut.
 */
final class ResidentSide extends Side {
    /** Told on the leg's thread. */
    interface Owner {
        /**
         * The conversation has decided.
         *
         * @param provider who understood what decided, empty for nobody
         */
        void decided(ResidentSide side, ResidentDecision decision, String provider);

        /** Nothing will be decided any more. */
        void undecided(ResidentSide side, Undecided why);

        /** The leg is gone. */
        void residentGone(ResidentSide side);
    }

    /** How long the last sentence to a resident may take. */
    private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Owner owner;
    private final Duration talk;
    private final long since;
    private final Understood understood = new Understood();
    private boolean visitorLeft;
    /** When the leg is hung up; null while nobody has said goodbye. */
    private @Nullable Long cut;

    /** @param visit what the visitor has told */
    ResidentSide(Line line, VisitPlan plan, Means means, Story story, VisitData visit, Owner owner) {
        super(line, plan, means, story, visit);
        this.owner = owner;
        this.talk = plan.resident().talk();
        this.since = now();
    }

    /** The visitor has hung up, or is about to: the conversation says so and ends. Any thread, once or more. */
    void visitorLeft() {
        onLeg(() -> {
            if (!visitorLeft) {
                visitorLeft = true;
                cutSoon();
                converse(new ConversationInput.VisitorLeft());
            }
        });
    }

    @Override
    void noted(LegEvent event) {
        if (event instanceof LegEvent.Heard heard) {
            understood.add(heard);
        }
    }

    @Override
    void ticked() {
        if (cut != null) {
            if (now() - cut >= 0) {
                hangup();
            }
        } else if (now() - since >= talk.toNanos()) {
            owner.undecided(this, Undecided.TIME_OUT);
            cutSoon();
            farewell();
        }
    }

    @Override
    void wanted(ConversationEvent event) {
        if (event instanceof ConversationEvent.Decided decided) {
            // what follows is a goodbye
            cutSoon();
            owner.decided(this, decided.decision(), understood.provider(decided.decision()));
        }
    }

    @Override
    void failed() {
        owner.undecided(this, Undecided.PROVIDER_ERROR);
    }

    @Override
    void gone(LineEnd how) {
        owner.residentGone(this);
    }

    private void cutSoon() {
        if (cut == null) {
            cut = now() + GOODBYE_NANOS;
        }
    }

    private long now() {
        return means().nanoClock().getAsLong();
    }
}
