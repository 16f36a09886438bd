package io.ramal.ai.rules.internal;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiQuestion;
import io.ramal.conversation.VisitData;
import java.util.List;

/**
 * Dialogues with nobody, held before there are any. Answers are found on the threads that carry sound: the first sentences
 * to ask for every finder would load its classes there, which takes 10 to 30 ms each, the next ones are ten times slower
 * than later.
 */
final class Rehearsal {
    private static final int TIMES = 10;

    private static final List<String> PORTUGUESE = List.of(
            "boa tarde, é uma entrega",
            "não é uma visita, é um cerviço",
            "meu nome é João da Silva",
            "vim falar com a dona Maria do bloco bê",
            "apartamento quinhentos e um",
            "não, é no 302");
    private static final List<String> ENGLISH = List.of(
            "good afternoon, it is a delivery",
            "no, I am here for a visitt",
            "my name is John Smith",
            "I would like to see Mary in block B",
            "apartment five hundred and one",
            "no, it is 302");

    private Rehearsal() {}

    /** Some 50 ms. */
    static void of(Understanding understanding, Sentences sentences, boolean portuguese) {
        for (int i = 0; i < TIMES; i++) {
            VisitData[] known = {VisitData.EMPTY};
            try (Dialogue dialogue = new Dialogue(understanding, sentences, event -> {
                if (event instanceof AiEvent.Answer answer) {
                    known[0] = answer.data();
                }
            })) {
                for (String said : portuguese ? PORTUGUESE : ENGLISH) {
                    dialogue.ask(new AiQuestion(1, said, AiQuestion.Input.SPEECH, known[0]));
                }
                dialogue.ask(new AiQuestion(1, "501", AiQuestion.Input.KEYPAD, known[0]));
            }
        }
    }
}
