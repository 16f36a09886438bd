package io.ramal.doorman.internal;

import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.VisitData;

/** Why and which apartment, by keys alone: needs neither ears nor a backend. */
final class KeypadDialogue implements Manner {
    private enum Step {
        INTENT,
        APARTMENT,
        CONFIRM
    }

    private final Mouth mouth;
    private final Sentences sentences;
    private final DoormanSettings settings;
    private final KeyedNumber number;
    private Step step;

    /** Goes on from what {@code mouth} has learned before. */
    KeypadDialogue(Mouth mouth, Sentences sentences, DoormanSettings settings) {
        this.mouth = mouth;
        this.sentences = sentences;
        this.settings = settings;
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
        mouth.say(turn, sentences.get("keypad.only"));
        mouth.say(turn, question());
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
        mouth.learned(data, false);
        step = next(data);
        prompt();
    }

    private void confirm(char key) {
        if (key == '1') {
            mouth.learned(mouth.known(), true);
            mouth.farewell(0, sentences.get("goodbye"));
        } else if (key == '2') {
            mouth.say(0, sentences.get("keypad.correct"));
            learned(mouth.known().withIntent("").withApartment(""));
        } else {
            invalid();
        }
    }

    private void invalid() {
        mouth.say(0, sentences.get("keypad.invalid"));
        prompt();
    }

    @Override
    public void close() {
        number.clear();
    }
}
