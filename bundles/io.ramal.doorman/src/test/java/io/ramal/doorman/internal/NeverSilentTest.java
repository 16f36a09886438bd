package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.ai.AiQuestion;
import io.ramal.ai.CallStatus;
import io.ramal.conversation.ConversationInput;
import io.ramal.conversation.Resident;
import io.ramal.conversation.VisitData;
import io.ramal.conversation.VisitOutcome;
import io.ramal.doorman.internal.directory.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order: after the last input the caller hears something within the longest time limit. */
class NeverSilentTest {
    private static final DoormanSettings SETTINGS =
            DoormanSettings.of("", "", 3, 3, true, 600).withCalling(3, "human", 2_000);
    /** The pause that ends a number, the answer to it, and a tick or two. */
    private static final int LONGEST_MS = 600 + 2_000 + 300;
    /** The longest cover and the quiet behind it. */
    private static final int LONGEST_CALLING_MS = 62 * 50 + 2_000 + 300;

    private static final int RUNS = 2_000;
    private static final int MAX_STEPS = 20;

    private final Random random = new Random(20_260_101);

    @Test
    void nobodyIsLeftInSilence() {
        int ended = 0;
        int called = 0;
        for (int run = 0; run < RUNS; run++) {
            FakeAi ai = new FakeAi("main");
            FakeAi rules = new FakeAi("rules");
            boolean callable = random.nextBoolean();
            Caller caller =
                    new Caller(SETTINGS, Doorman.PT, "", "", callable ? new FakeDirectory() : this::any, ai, rules);
            caller.registry.deadline = Duration.ofSeconds(2);
            caller.opened(random.nextInt(4) > 0);
            List<String> script = new ArrayList<>();
            boolean calling = false;
            boolean hungUp = false;
            for (int step = random.nextInt(MAX_STEPS); step >= 0 && !hungUp; step--) {
                caller.out();
                script.add(input(caller, step + 1, calling));
                backend(ai, script);
                backend(rules, script);
                caller.millis(calling ? LONGEST_CALLING_MS : LONGEST_MS);
                List<String> out = caller.out();
                assertThat(out).as("%s", script).anySatisfy(o -> assertThat(o).doesNotStartWith("learned"));
                calling |= out.stream().anyMatch(o -> o.startsWith("call "));
                hungUp = out.contains("hangup") || out.contains("hand over");
            }
            called += calling ? 1 : 0;
            ended += hungUp ? 1 : 0;
            caller.session.close();
            assertThat(caller.registry.leases).as("%s", script).isZero();
            assertThat(ai.closed).as("%s", script).isEqualTo(ai.opened);
        }
        assertThat(ended).isBetween(RUNS / 20, RUNS - RUNS / 20);
        assertThat(called).isBetween(RUNS / 20, RUNS - RUNS / 20);
    }

    private Lookup any(int condominium, VisitData visit) {
        return switch (random.nextInt(7)) {
            case 0 -> new Lookup.Found(new Resident(visit.apartment(), "7001"));
            case 1 -> new Lookup.Ambiguous(List.of("501A", "501B"));
            case 2 -> new Lookup.Ambiguous(List.of());
            case 3 -> new Lookup.NoSuchApartment();
            case 4 -> new Lookup.NoSuchResident();
            case 5 -> new Lookup.NoNumber();
            default -> new Lookup.NoDirectory();
        };
    }

    /** One to three inputs in quick succession. */
    private String input(Caller caller, int turn, boolean calling) {
        StringBuilder script = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            caller.input(told(turn));
            ConversationInput input = calling && random.nextInt(3) == 0 ? news() : any(turn);
            script.append(input).append(' ');
            caller.input(input);
        }
        return script.toString();
    }

    /** What needs no answer, and keeps none from being given. */
    private ConversationInput told(int turn) {
        return switch (random.nextInt(4)) {
            case 0 -> new ConversationInput.SpeechStarted(turn);
            case 1 -> new ConversationInput.Murmured(turn);
            case 2 -> new ConversationInput.Saying("Olá.");
            default -> new ConversationInput.Said("Olá.", random.nextBoolean());
        };
    }

    private ConversationInput news() {
        VisitOutcome[] outcomes = VisitOutcome.values();
        return switch (random.nextInt(4)) {
            case 0 -> new ConversationInput.ResidentTalking();
            case 1 -> new ConversationInput.ResidentResult(outcomes[random.nextInt(outcomes.length)]);
            case 2 -> new ConversationInput.SpeechStarted(99);
            default -> new ConversationInput.ResidentRinging(1 + random.nextInt(2));
        };
    }

    private ConversationInput any(int turn) {
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                new ConversationInput.Heard(turn, random.nextInt(6) == 0 ? " " : "fala", 1, random.nextBoolean());
            case 2 -> new ConversationInput.NotUnderstood(turn, random.nextInt(4) > 0);
            case 3 -> new ConversationInput.NoInput(1 + random.nextInt(4) / 3 * 2);
            default -> new ConversationInput.Digit("0123456789*#AD".charAt(random.nextInt(14)));
        };
    }

    private void backend(FakeAi ai, List<String> script) {
        ai.throwing = random.nextInt(12) == 0;
        if (ai.questions.isEmpty()) {
            return;
        }
        AiQuestion last = ai.last();
        int what = random.nextInt(6);
        script.add(ai.id + " " + what);
        switch (what) {
            case 0 -> ai.fail();
            case 1 -> ai.answer("", last.known(), false, CallStatus.WAITING);
            case 2 -> ai.answer("Fim.", last.known(), true, CallStatus.WAITING);
            case 3 -> ai.answer("Certo?", new VisitData("visita", "Ana", "" + random.nextInt(9), ""));
            case 4 -> {
                ai.answer("Certo?", last.known());
                ai.answer("De novo?", last.known());
            }
            default -> {}
        }
    }
}
