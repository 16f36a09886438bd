package io.ramal.ai.rules.internal;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiListener;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiSession;
import io.ramal.ai.CallStatus;
import io.ramal.conversation.VisitData;
import org.jspecify.annotations.Nullable;

/**
 * One caller's dialogue. What is known comes with every question, so a dialogue begun elsewhere can be taken over at any
 * point; kept here is only how often the caller was not
 * understood, what was given last, and a block whose number is still to come. Answers are given before
 * {@link #ask} returns: finding them takes microseconds.
 */
final class Dialogue implements AiSession {
    /** What a dialogue remembers from one question to the next. */
    private record Memory(@Nullable Slot last, int misses, String block) {}

    private final Understanding understanding;
    private final Sentences sentences;
    private final AiListener listener;

    private int misses;
    private @Nullable Slot last;
    private String block = "";
    /** What was remembered before a question that is not confirmed; null when there is none. */
    private @Nullable Memory before;

    private boolean closed;

    Dialogue(Understanding understanding, Sentences sentences, AiListener listener) {
        this.understanding = understanding;
        this.sentences = sentences;
        this.listener = listener;
    }

    @Override
    public void ask(AiQuestion question) {
        if (closed) {
            return;
        }
        cancel();
        if (question.ahead()) {
            before = new Memory(last, misses, block);
        }
        listener.on(question.input() == AiQuestion.Input.KEYPAD ? keyed(question) : spoken(question));
    }

    private AiEvent keyed(AiQuestion question) {
        String digits = question.content().strip();
        if (!digits.matches("\\d{1,6}")) {
            return asking(question, question.known(), sentences.ask(Slot.APARTMENT, 1));
        }
        return next(question, question.known().withApartment(digits), "");
    }

    private AiEvent spoken(AiQuestion question) {
        VisitData known = question.known();
        Understanding.Result result = understanding.understand(question.content(), known, last);
        if (result.repeat()) {
            Slot open = Slot.missing(known);
            if (open != null) {
                return asking(question, known, sentences.repeat(open));
            }
        }
        return next(question, placed(result), result.withdrawn() ? sentences.wrongApartment() : "");
    }

    private VisitData placed(Understanding.Result result) {
        VisitData data = result.data();
        String told = result.block().isEmpty() ? block : result.block();
        boolean number = !data.apartment().isEmpty();
        block = number ? "" : told;
        return number && !told.isEmpty() ? data.withApartment(understanding.inBlock(data.apartment(), told)) : data;
    }

    private AiEvent next(AiQuestion question, VisitData data, String instead) {
        misses = data.equals(question.known()) ? misses + 1 : 0;
        last = changed(question.known(), data, last);
        Slot open = Slot.missing(data);
        if (open == null) {
            String text = sentences.complete(data.intent(), data.visitorName(), data.apartment());
            return new AiEvent.Answer(question.turn(), text, data, true, CallStatus.WAITING);
        }
        return asking(question, data, instead.isEmpty() ? sentences.ask(open, misses) : instead);
    }

    private static AiEvent asking(AiQuestion question, VisitData data, String text) {
        return new AiEvent.Answer(question.turn(), text, data, false, CallStatus.USER_TURN);
    }

    private static @Nullable Slot changed(VisitData before, VisitData after, @Nullable Slot otherwise) {
        Slot changed = otherwise;
        for (Slot slot : Slot.values()) {
            if (!slot.value(before).equals(slot.value(after))) {
                changed = slot;
            }
        }
        return changed;
    }

    @Override
    public void confirm(long turn) {
        before = null;
    }

    /** Nothing is ever open, answers are given at once; what was asked ahead is forgotten. */
    @Override
    public void cancel() {
        if (before != null) {
            last = before.last();
            misses = before.misses();
            block = before.block();
            before = null;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
