package io.ramal.doorman.internal;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiQuestion.Input;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.ConversationRequest;
import io.ramal.conversation.VisitData;
import io.ramal.doorman.internal.talk.Countdown;
import io.ramal.doorman.internal.talk.Mouth;
import io.ramal.doorman.internal.talk.Sentences;
import io.ramal.provider.ProviderRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** By voice, keys welcome: what the caller says goes to a backend, what it answers is said. */
final class SpokenDialogue implements Manner {
    private final Mouth mouth;
    private final Sentences sentences;
    private final DoormanSettings settings;
    private final Switchboard switchboard;
    private final Patience patience;
    private final Backend backend;
    private final KeyedNumber number;
    private final Countdown deadline;
    private final Reassurance reassurance = new Reassurance();

    private final Questions questions = new Questions();

    /** What has been said of the answer that is still coming. */
    private final StringBuilder saying = new StringBuilder();

    private String question;
    /** The question that is open, where it is which apartment. */
    private @Nullable Choice which;

    private int failures;
    private int unclear;

    SpokenDialogue(
            Mouth mouth,
            Sentences sentences,
            DoormanSettings settings,
            Switchboard switchboard,
            ConversationRequest request,
            ProviderRegistry registry,
            AheadCounters counters) {
        this.mouth = mouth;
        this.sentences = sentences;
        this.settings = settings;
        this.switchboard = switchboard;
        this.patience = new Patience(settings.asksMax());
        this.backend = new Backend(request, registry, counters, System::nanoTime, this::answered);
        this.number = new KeyedNumber(settings.digitsGap());
        this.deadline = new Countdown(Duration.ZERO);
        this.question = sentences.missing(mouth.known());
    }

    @Override
    public void begin() {
        mouth.say(0, question);
    }

    @Override
    public void accept(ConversationInput input) {
        if (input instanceof ConversationInput.Heard heard) {
            heard(heard);
        } else if (input instanceof ConversationInput.Presumed presumed) {
            presumed(presumed);
        } else if (input instanceof ConversationInput.NotUnderstood sound) {
            backend.forget();
            notUnderstood(sound.turn());
        } else if (input instanceof ConversationInput.Murmured) {
            backend.forget();
        } else if (input instanceof ConversationInput.Digit digit) {
            key(digit.digit());
        } else if (input instanceof ConversationInput.NoInput silence) {
            silence(silence.count());
        } else if (input instanceof ConversationInput.Tick tick) {
            tick(tick.nanoTime());
        }
    }

    private void heard(ConversationInput.Heard heard) {
        // the leg covers the wait for the answer to what it has heard
        reassurance.stop();
        if (heard.text().isBlank()) {
            notUnderstood(heard.turn());
            return;
        }
        unclear = 0;
        Choice asked = asked();
        String apartment = asked == null ? null : asked.said(heard.text());
        if (apartment != null) {
            connect(heard.turn(), mouth.known().withApartment(apartment), "");
        } else if (asked != null && asked.isScrap(heard.text())) {
            stuck(heard.turn(), sentences.get("lookup.word"));
        } else {
            tell(new Told(heard.turn(), heard.text().strip(), Input.SPEECH));
        }
    }

    /** The answer to what the caller seems to have said is thought out while the end of the turn is awaited. */
    private void presumed(ConversationInput.Presumed presumed) {
        if (settings.askAhead()
                && !busy()
                && asked() == null
                && !presumed.text().isBlank()) {
            backend.askAhead(presumed.turn(), presumed.text().strip(), mouth.known());
        }
    }

    private @Nullable Choice asked() {
        Choice asked = which;
        boolean open = asked != null
                && !questions.open()
                && asked.isAbout(mouth.known().apartment());
        return open ? asked : null;
    }

    private void notUnderstood(long turn) {
        if (busy()) {
            return;
        }
        unclear++;
        stuck(turn, sentences.unclear(unclear));
    }

    /** Nothing was learned once more. */
    private void stuck(long turn, String prompt) {
        switch (patience.stuck()) {
            case ASK -> {
                if (!prompt.isBlank()) {
                    mouth.say(turn, prompt);
                }
            }
            case OFFER_KEYS -> mouth.say(turn, sentences.get("keys.offer"));
            case GIVE_UP -> mouth.handOver(turn, sentences.get("handover.stuck"));
        }
    }

    /** Something will be said without the caller: an answer is awaited or a number is being keyed in. */
    private boolean busy() {
        return questions.open() || number.pending();
    }

    private void silence(int count) {
        if (busy()) {
            return;
        }
        if (count >= settings.noInputMax()) {
            mouth.farewell(0, sentences.get("silence.goodbye"));
            return;
        }
        mouth.say(0, sentences.silence(count));
        mouth.say(0, question);
    }

    private void key(char key) {
        unclear = 0;
        switch (number.key(key)) {
            case COMPLETE -> keyed();
            case CLEARED -> cleared();
            case INVALID -> {
                if (!busy()) {
                    stuck(0, question);
                }
            }
            case OPEN -> {}
        }
    }

    private void cleared() {
        mouth.say(0, sentences.get("digits.cleared"));
        if (questions.open()) {
            // the leg took that for the answer and covers the wait no longer
            reassurance.given();
        }
    }

    private void keyed() {
        String keys = number.take();
        Choice asked = keys.length() == 1 ? asked() : null;
        String apartment = asked == null ? null : asked.pressed(keys.charAt(0));
        if (apartment != null) {
            connect(0, mouth.known().withApartment(apartment), "");
        } else {
            tell(new Told(0, keys, Input.KEYPAD));
        }
    }

    private void tick(long nanoTime) {
        if (number.tick(nanoTime) == KeyedNumber.Step.COMPLETE) {
            keyed();
        }
        if (deadline.expired(nanoTime)) {
            backend.late();
            failed();
        }
        backend.tick();
        if (reassurance.due(nanoTime) && !number.pending()) {
            // of no turn: it is not what anybody waits for
            mouth.say(0, sentences.get("wait"));
        }
    }

    private void tell(Told told) {
        Told now = questions.tell(told);
        if (now != null) {
            ask(now);
        }
    }

    private void ask(Told told) {
        questions.ask(told);
        saying.setLength(0);
        if (told.input() == Input.KEYPAD) {
            // the leg covers the wait for an answer to what it has heard, not to keys
            reassurance.start();
        }
        if (backend.ask(told.content(), told.input(), mouth.known())) {
            deadline.startFor(backend.deadline());
        } else {
            mouth.handOver(told.turn(), sentences.get("handover"));
        }
    }

    private void answered(AiEvent event) {
        if (event instanceof AiEvent.Sentence sentence) {
            said(sentence.text());
        } else if (event instanceof AiEvent.Answer answer) {
            succeeded(answer);
        } else {
            failed();
        }
    }

    /** A sentence of an answer that is still coming. */
    private void said(String sentence) {
        if (sentence.isBlank()) {
            return;
        }
        reassurance.stop();
        deadline.startFor(backend.deadline());
        saying.append(saying.isEmpty() ? "" : " ").append(sentence.strip());
        mouth.say(questions.turn(), Claims.without(sentence, sentences));
    }

    private void succeeded(AiEvent.Answer answer) {
        Told told = finish();
        failures = 0;
        Told next = questions.next();
        if (next != null) {
            learn(answer.data());
            ask(next);
            return;
        }
        reassurance.stop();
        String rest = Claims.without(answer.message(), sentences);
        if (answer.complete()) {
            connect(told.turn(), answer.data(), rest);
            return;
        }
        which = null;
        boolean begun = !saying.isEmpty();
        String whole = (Claims.without(saying.toString(), sentences) + " " + rest).strip();
        question = whole.isEmpty() ? silentAnswer(answer) : whole;
        String now = begun ? rest : question;
        if (!learn(answer.data())) {
            stuck(told.turn(), now);
        } else if (!now.isBlank()) {
            mouth.say(told.turn(), now);
        }
    }

    /** Whether anything is new. */
    private boolean learn(VisitData data) {
        boolean progress = !data.equals(mouth.known());
        if (progress) {
            patience.progress();
        }
        mouth.learned(data, false);
        return progress;
    }

    /** All is known; if it leads nowhere the conversation goes on. */
    private void connect(long turn, VisitData data, String message) {
        String next = switchboard.connect(turn, data, message);
        which = switchboard.choice();
        if (next != null) {
            question = next;
            mouth.say(turn, next);
        }
    }

    /** A backend that has nothing to say leaves nobody in silence. */
    private String silentAnswer(AiEvent.Answer answer) {
        return switch (answer.status()) {
            case USER_TURN -> sentences.missing(answer.data());
            case WAITING, IA_TURN, STANDBY -> sentences.get("wait");
        };
    }

    private void failed() {
        Told told = finish();
        if (backend.vanished()) {
            // its bundle was stopped meanwhile, which is no failure: the next one is asked the same at once
            backend.drop();
            ask(told);
            return;
        }
        failures++;
        if (failures >= settings.failuresMax()) {
            failures = 0;
            if (backend.exclude()) {
                askAfterFailure(told);
            } else {
                mouth.handOver(told.turn(), sentences.get("handover"));
            }
            return;
        }
        Told next = questions.next();
        if (next != null) {
            askAfterFailure(next);
        } else {
            reassurance.stop();
            mouth.say(told.turn(), sentences.get("apology"));
        }
    }

    /** Somebody who has waited for an answer in vain is told that another wait begins, which the leg takes for the answer. */
    private void askAfterFailure(Told told) {
        mouth.say(told.turn(), sentences.get("wait"));
        ask(told);
        reassurance.given();
    }

    private Told finish() {
        deadline.stop();
        return questions.finish();
    }

    @Override
    public void close() {
        number.clear();
        deadline.stop();
        reassurance.stop();
        backend.close();
    }
}
