package io.ramal.doorman.internal;

import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.VisitData;
import io.ramal.doorman.internal.talk.Mouth;
import io.ramal.doorman.internal.talk.Sentences;
import org.jspecify.annotations.Nullable;

/** Why and which apartment, by keys alone: needs neither ears nor a backend. */
final class KeypadDialogue implements Manner {
    private enum Step {
        INTENT,
        APARTMENT,
        CONFIRM,
        CHOICE
    }

    private final Mouth mouth;
    private final Sentences sentences;
    private final DoormanSettings settings;
    private final Switchboard switchboard;
    private final KeyedNumber number;
    private Step step;
    private @Nullable Choice choice;
    private int stuck;

    /** Goes on from what {@code mouth} has learned before. */
    KeypadDialogue(Mouth mouth, Sentences sentences, DoormanSettings settings, Switchboard switchboard) {
        this.mouth = mouth;
        this.sentences = sentences;
        this.settings = settings;
        this.switchboard = switchboard;
        this.number = new KeyedNumber(settings.digitsGap());
        this.step = next(mouth.known());
    }

    private static Step next(VisitData known) {
        if (known.intent().isEmpty()) {
            return Step.INTENT;
        }
        return known.apartment().isEmpty() ? Step.APARTMENT : Step.CONFIRM;
    }

    @Override
    public void begin() {
        mouth.say(0, sentences.get("keypad.start"));
        prompt();
    }

    private void prompt() {
        mouth.say(0, question());
    }

    private String question() {
        return switch (step) {
            case INTENT -> sentences.get("keypad.menu");
            case APARTMENT -> sentences.get("keypad.apartment");
            case CONFIRM -> sentences.confirm(mouth.known());
            case CHOICE -> choice == null ? "" : choice.menu(sentences);
        };
    }

    @Override
    public void accept(ConversationInput input) {
        if (input instanceof ConversationInput.Digit digit) {
            key(digit.digit());
        } else if (input instanceof ConversationInput.Tick tick) {
            if (number.tick(tick.nanoTime()) == KeyedNumber.Step.COMPLETE) {
                apartment(number.take());
            }
        } else if (number.pending()) {
            // voices and silence do not disturb somebody who is keying in a number
            return;
        } else if (input instanceof ConversationInput.NoInput silence) {
            silence(silence.count());
        } else if (input instanceof ConversationInput.Heard heard) {
            onlyKeys(heard.turn());
        } else if (input instanceof ConversationInput.NotUnderstood sound) {
            onlyKeys(sound.turn());
        }
    }

    private void onlyKeys(long turn) {
        again(turn, "keypad.only");
    }

    private void silence(int count) {
        if (count >= settings.noInputMax()) {
            mouth.farewell(0, sentences.get("silence.goodbye"));
            return;
        }
        mouth.say(0, sentences.silence(count));
        prompt();
    }

    private void key(char key) {
        switch (step) {
            case INTENT -> intent(key);
            case APARTMENT -> digit(key);
            case CONFIRM -> confirm(key);
            case CHOICE -> choose(key);
        }
    }

    private void intent(char key) {
        switch (key) {
            case '1' -> learnedIntent("visita");
            case '2' -> learnedIntent("entrega");
            case '3' -> learnedIntent("servico");
            default -> invalid();
        }
    }

    private void learnedIntent(String intent) {
        learned(mouth.known().withIntent(intent));
    }

    private void digit(char key) {
        switch (number.key(key)) {
            case COMPLETE -> apartment(number.take());
            case CLEARED -> mouth.say(0, sentences.get("digits.cleared"));
            case INVALID -> {
                if (!number.pending()) {
                    invalid();
                }
            }
            case OPEN -> {}
        }
    }

    private void apartment(String digits) {
        learned(mouth.known().withApartment(digits));
    }

    private void learned(VisitData data) {
        stuck = 0;
        mouth.learned(data, false);
        step = next(data);
        prompt();
    }

    private void confirm(char key) {
        if (key == '1') {
            connect(mouth.known());
        } else if (key == '2') {
            mouth.say(0, sentences.get("keypad.correct"));
            learned(mouth.known().withIntent("").withApartment(""));
        } else {
            invalid();
        }
    }

    private void choose(char key) {
        String apartment = choice == null ? null : choice.pressed(key);
        if (apartment != null) {
            connect(mouth.known().withApartment(apartment));
        } else if (key == '*') {
            learned(mouth.known().withApartment(""));
        } else {
            invalid();
        }
    }

    private void connect(VisitData data) {
        String open = switchboard.connect(0, data, "");
        if (open == null) {
            return;
        }
        stuck = 0;
        choice = switchboard.choice();
        if (choice != null && choice.hasKeys()) {
            step = Step.CHOICE;
        } else {
            // a block or a name cannot be keyed in
            mouth.say(0, choice == null ? open : sentences.get("lookup.apartment"));
            mouth.learned(mouth.known().withApartment(""), false);
            step = next(mouth.known());
        }
        prompt();
    }

    private void invalid() {
        again(0, "keypad.invalid");
    }

    /** What came was of no use: the question is open as before, but not for ever. */
    private void again(long turn, String why) {
        stuck++;
        if (stuck > settings.asksMax()) {
            mouth.handOver(turn, sentences.get("handover.stuck"));
            return;
        }
        mouth.say(turn, sentences.get(why));
        mouth.say(turn, question());
    }

    @Override
    public void close() {
        number.clear();
    }
}
