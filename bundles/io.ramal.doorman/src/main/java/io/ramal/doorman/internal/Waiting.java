package io.ramal.doorman.internal;

import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.VisitOutcome;
import io.ramal.doorman.internal.talk.Countdown;
import io.ramal.doorman.internal.talk.Mouth;
import io.ramal.doorman.internal.talk.Sentences;
import java.time.Duration;
import java.util.Locale;

/**
 * The visitor waits while the resident is rung and asked. Company is kept until the result comes; nothing the visitor does
 * changes it, and the noise of a street is not answered. Only {@link VisitOutcome#AUTHORISED} is ever told as a permission.
 */
final class Waiting implements Manner {
    /** Less than any voice needs for a character: a sentence is never thought longer than it is. */
    private static final int CHARACTER_MS = 50;
    /** Who asks what is going on is answered, but not every word. */
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(4);

    private static final int RINGING = 4;
    private static final int TALKING = 3;

    private final Mouth mouth;
    private final Sentences sentences;
    private final boolean human;
    private final Countdown quiet;
    private final Countdown answered = new Countdown(BETWEEN_ANSWERS);
    private final Countdown noNews;
    private boolean talking;
    private int covers;

    /** @param noNews after this time without any news there will be none */
    Waiting(Mouth mouth, Sentences sentences, DoormanSettings settings, Duration noNews) {
        this.mouth = mouth;
        this.sentences = sentences;
        this.human = settings.missedHuman();
        this.quiet = new Countdown(settings.waitCover());
        this.noNews = new Countdown(noNews);
    }

    @Override
    public void begin() {
        noNews.start();
        company(sentences.get("calling"));
    }

    @Override
    public void accept(ConversationInput input) {
        if (input instanceof ConversationInput.Tick tick) {
            tick(tick.nanoTime());
        } else if (input instanceof ConversationInput.ResidentRinging ringing) {
            ringing(ringing.attempt());
        } else if (input instanceof ConversationInput.ResidentTalking) {
            talking();
        } else if (input instanceof ConversationInput.ResidentResult result) {
            result(result.outcome(), result.gateFailed());
        } else if (input instanceof ConversationInput.Heard heard) {
            answer(heard.turn());
        } else if (input instanceof ConversationInput.Digit) {
            answer(0);
        } else if (input instanceof ConversationInput.SpeechStarted) {
            // what was being said may be cut off by it
            quiet.hurry();
        }
    }

    private void tick(long nanoTime) {
        answered.expired(nanoTime);
        if (noNews.expired(nanoTime)) {
            result(VisitOutcome.UNREACHABLE, false);
        } else if (quiet.expired(nanoTime)) {
            cover();
        }
    }

    private void ringing(int attempt) {
        noNews.start();
        talking = false;
        if (attempt > 1) {
            say(0, sentences.get("cover.again"));
        } else {
            cover();
        }
    }

    private void talking() {
        noNews.start();
        talking = true;
        covers = 0;
        // that the apartment is being called is no news any more
        mouth.hush();
        say(0, sentences.get("cover.talking"));
    }

    private void cover() {
        int wording = covers % (talking ? TALKING : RINGING) + 1;
        covers++;
        say(0, sentences.get((talking ? "cover.talking." : "cover.ringing.") + wording));
    }

    private void answer(long turn) {
        if (!answered.running()) {
            answered.start();
            say(turn, sentences.get(talking ? "busy.talking" : "busy.ringing"));
        }
    }

    private void say(long turn, String text) {
        mouth.say(turn, text);
        company(text);
    }

    /** Something has just been said: the quiet begins when it has been heard. */
    private void company(String text) {
        quiet.start(Duration.ofMillis((long) text.length() * CHARACTER_MS));
    }

    private void result(VisitOutcome outcome, boolean gateFailed) {
        // company is of no interest any more
        mouth.hush();
        switch (outcome) {
            case AUTHORISED -> {
                if (gateFailed) {
                    mouth.handOver(0, sentences.get("result.gate_failed") + " " + sentences.get("missed.human"));
                } else {
                    mouth.farewell(0, sentences.get("result.authorised"));
                }
            }
            case REFUSED -> mouth.farewell(0, sentences.get("result.refused"));
            case NO_DECISION, NO_ANSWER, BUSY, REJECTED, UNREACHABLE -> missed(outcome);
            case PENDING, NOT_CALLED, VISITOR_LEFT -> missed(VisitOutcome.UNREACHABLE);
        }
    }

    private void missed(VisitOutcome outcome) {
        String what = sentences.get("result." + outcome.name().toLowerCase(Locale.ROOT));
        if (human) {
            mouth.handOver(0, what + " " + sentences.get("missed.human"));
        } else {
            mouth.farewell(0, what + " " + sentences.get("missed.goodbye"));
        }
    }

    @Override
    public void close() {
        quiet.stop();
        noNews.stop();
        answered.stop();
    }
}
