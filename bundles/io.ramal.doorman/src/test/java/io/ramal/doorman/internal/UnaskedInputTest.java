package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.ai.CallStatus;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a visitor's conversation is told and has no use for changes nothing of what it says, however it is held. */
class UnaskedInputTest {
    private static final VisitData ALL = new VisitData("entrega", "João", "501", "");

    private static final List<ConversationInput> UNASKED = List.of(
            new ConversationInput.Saying("Olá, aqui é a portaria."),
            new ConversationInput.Said("Olá, aqui é a portaria.", true),
            new ConversationInput.Said("Entrada autorizada. Pode entrar.", false),
            new ConversationInput.Said("", false),
            new ConversationInput.Murmured(1),
            new ConversationInput.Murmured(0));

    static Stream<Consumer<Script>> unaskedInputChangesNothing() {
        return Stream.of(UnaskedInputTest::spoken, UnaskedInputTest::keyed, UnaskedInputTest::waiting);
    }

    @ParameterizedTest
    @MethodSource
    void unaskedInputChangesNothing(Consumer<Script> scene) {
        Script plain = new Script(false);
        scene.accept(plain);
        Script disturbed = new Script(true);
        scene.accept(disturbed);
        assertThat(disturbed.caller.out()).isEqualTo(plain.caller.out()).hasSizeGreaterThan(3);
    }

    private static void spoken(Script script) {
        script.then(new ConversationInput.Opened(true))
                .then(new ConversationInput.NotUnderstood(1, true))
                .then(new ConversationInput.NoInput(1))
                .then(new ConversationInput.Heard(2, "oi", 1, script.disturbed));
        script.ai.answer("Nome?", VisitData.EMPTY.withIntent("entrega"));
        script.then(new ConversationInput.Digit('5')).then(new ConversationInput.Digit('#'));
        script.ai.answer("Certo.", ALL, true, CallStatus.WAITING);
        script.then(new ConversationInput.Tick(0)).then(new ConversationInput.ResidentTalking());
    }

    private static void keyed(Script script) {
        script.then(new ConversationInput.Opened(false))
                .then(new ConversationInput.Digit('2'))
                .then(new ConversationInput.Digit('5'))
                .then(new ConversationInput.Digit('#'))
                .then(new ConversationInput.Heard(1, "sim", 1, script.disturbed))
                .then(new ConversationInput.Digit('1'));
    }

    private static void waiting(Script script) {
        keyed(script);
        script.then(new ConversationInput.ResidentRinging(1))
                .then(new ConversationInput.Heard(2, "oi?", 1, script.disturbed))
                .then(new ConversationInput.ResidentTalking())
                .then(new ConversationInput.ResidentResult(VisitOutcome.REFUSED));
    }

    /** A conversation, disturbed before and after every input or not. */
    private static final class Script {
        final boolean disturbed;
        final FakeAi ai = new FakeAi("main");
        final Caller caller = Caller.of(ai);

        Script(boolean disturbed) {
            this.disturbed = disturbed;
            disturb();
        }

        Script then(ConversationInput input) {
            caller.input(input);
            disturb();
            return this;
        }

        private void disturb() {
            if (disturbed) {
                UNASKED.forEach(caller::input);
            }
        }
    }
}
