package io.ramal.doorman.internal.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.ConversationInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order on a resident's leg. */
class NeverWithoutAYesTest {
    private static final int RUNS = 1_500;
    private static final List<String> NO_YES =
            List.of("não", "não pode", "pode não", "quem é", "espera aí", "pode ser", "hein", "deixa na portaria", " ");
    private static final List<String> YES = List.of("sim", "pode", "pode subir", "autorizo");

    private final Random random = new Random(20_260_102);

    @Test
    void withoutAYesNobodyIsLetIn() {
        for (int run = 0; run < RUNS; run++) {
            play(false, run);
        }
    }

    @Test
    void everyCallEndsWithOneDecisionAndIsNeverSilent() {
        int authorised = 0;
        for (int run = 0; run < RUNS; run++) {
            authorised += play(true, run) ? 1 : 0;
        }
        assertThat(authorised).isBetween(RUNS / 20, RUNS - RUNS / 20);
    }

    /** Whether the visitor was let in. */
    private boolean play(boolean yes, int run) {
        Phone phone = new Phone(ResidentSettings.DEFAULT, Phone.PT, Phone.VISIT);
        phone.input(new ConversationInput.Opened(random.nextInt(5) > 0));
        List<String> script = new ArrayList<>(List.of("run " + run));
        List<String> all = new ArrayList<>(phone.out());
        boolean refused = false;
        for (int turn = 1; turn < 20 && !all.contains("hangup"); turn++) {
            ConversationInput input = any(turn, yes);
            script.add(input.toString());
            refused |= input.equals(new ConversationInput.Heard(turn, "não", 0.9))
                    || input.equals(new ConversationInput.Digit('2'));
            phone.input(input);
            List<String> out = phone.out();
            if (!(input instanceof ConversationInput.SpeechStarted) && out.isEmpty()) {
                // somebody is waited for, or a yes is held: it comes to something by itself
                phone.millis(21_000);
                out = phone.out();
                assertThat(out).as("%s", script).isNotEmpty();
            } else if (random.nextBoolean()) {
                phone.millis(random.nextInt(1_600));
                all.addAll(out);
                out = phone.out();
            }
            all.addAll(out);
        }
        phone.millis(90_000);
        all.addAll(phone.out());
        List<String> decided =
                all.stream().filter(line -> line.matches("[A-Z_]+ .*")).toList();
        assertThat(decided).as("%s", script).hasSize(1);
        assertThat(all).as("%s", script).endsWith("hangup");
        boolean authorised = decided.get(0).startsWith("AUTHORISED");
        assertThat(authorised && (!yes || refused)).as("%s", script).isFalse();
        return authorised;
    }

    private ConversationInput any(int turn, boolean yes) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> new ConversationInput.SpeechStarted(turn);
            case 2 -> new ConversationInput.NotUnderstood(turn, random.nextInt(4) > 0);
            case 3 -> new ConversationInput.NoInput(1);
            case 4 -> new ConversationInput.Digit((yes ? "1234567890*#A" : "234567890*#A").charAt(random.nextInt(12)));
            case 5, 6 -> yes ? heard(turn, YES, 0.9) : heard(turn, YES, 0.5);
            default -> heard(turn, NO_YES, 0.9);
        };
    }

    private ConversationInput heard(int turn, List<String> words, double confidence) {
        return new ConversationInput.Heard(turn, words.get(random.nextInt(words.size())), confidence);
    }
}
