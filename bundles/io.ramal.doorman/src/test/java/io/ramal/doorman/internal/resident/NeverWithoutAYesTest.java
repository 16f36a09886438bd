package io.ramal.doorman.internal.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.ConversationInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens in whatever order on a resident's leg, judged by a few plain rules: a yes by voice began after the
 * question, and between it and anything unclear the question was said from its beginning to its end; a yes by key came
 * after it was told who is there; and no no came before.
 */
class NeverWithoutAYesTest {
    private static final int RUNS = 1_500;
    private static final String WHO = "Carlos está aqui para uma entrega, para o apartamento 501.";
    private static final String ASK = "Posso liberar a entrada?";
    private static final List<String> UNCLEAR = List.of(
            "pode ser",
            "quem é",
            "espera aí",
            "hein",
            "deixa na portaria",
            " ",
            "se for meu irmão",
            "acho que",
            "amanhã");
    private static final List<String> NO = List.of("não", "não pode", "pode não");
    private static final List<String> YES = List.of("sim", "pode", "pode subir", "autorizo", "libera a entrada");

    private final Random random = new Random(20_260_102);

    @Test
    void withoutAYesNobodyIsLetIn() {
        for (int run = 0; run < RUNS; run++) {
            assertThat(new Play(false, run).authorised()).isFalse();
        }
    }

    @Test
    void everyCallEndsWithOneDecisionAndAYesAnswersTheQuestion() {
        int authorised = 0;
        for (int run = 0; run < RUNS; run++) {
            authorised += new Play(true, run).authorised() ? 1 : 0;
        }
        assertThat(authorised).isBetween(RUNS / 20, RUNS - RUNS / 20);
    }

    /** One call, and what may be thought of it. */
    private final class Play {
        private final Phone phone = new Phone(ResidentSettings.DEFAULT, Phone.PT, Phone.VISIT);
        private final List<String> script = new ArrayList<>();
        private final List<String> all = new ArrayList<>();
        private final boolean yes;
        /** Turns that are open; whether they began where a yes may count. */
        private final Map<Long, Boolean> open = new TreeMap<>();

        private final List<Long> echoes = new ArrayList<>();
        private String sounding = "";
        private boolean introduced;
        private boolean begun;
        private boolean played = true;
        private boolean asked;
        private boolean refused;
        private boolean legal;

        Play(boolean yes, int run) {
            this.yes = yes;
            script.add("run " + run);
        }

        boolean authorised() {
            phone.input(new ConversationInput.Opened(random.nextInt(5) > 0));
            for (int turn = 1; turn < 60 && !all.contains("hangup"); turn++) {
                act(turn);
                all.addAll(phone.out());
            }
            pass(150_000);
            all.addAll(phone.out());
            List<String> decided =
                    all.stream().filter(line -> line.matches("[A-Z_]+ .*")).toList();
            assertThat(decided).as("%s", script).hasSize(1);
            assertThat(all).as("%s", script).endsWith("hangup");
            boolean authorised = decided.get(0).startsWith("AUTHORISED");
            assertThat(authorised && (!legal || refused)).as("%s", script).isFalse();
            return authorised;
        }

        private void pass(int millis) {
            script.add("+" + millis);
            for (int i = 0; i < millis; i += 100) {
                phone.millis(100);
                String now = phone.sounding();
                if (!now.equals(sounding)) {
                    over();
                    sounding = now;
                    asked |= introduced && now.equals(ASK);
                    begun |= introduced && now.equals(ASK);
                }
            }
        }

        /** It was said to its end. */
        private void over() {
            introduced |= sounding.equals(WHO);
            played |= sounding.equals(ASK) && begun;
        }

        private void doubt() {
            legal = false;
            played = false;
            begun = false;
            open.replaceAll((turn, clean) -> false);
        }

        private void act(long turn) {
            switch (random.nextInt(7)) {
                case 0 -> start(turn);
                case 1, 2, 3 -> pass(random.nextInt(25) * 100);
                case 4 -> {
                    if (random.nextInt(6) == 0) {
                        key((yes ? "1234567890*#A" : "234567890*#A").charAt(random.nextInt(12)));
                    } else if (open.isEmpty() && sounding.isEmpty()) {
                        script.add("silence");
                        phone.silence();
                    }
                }
                default -> end(turn);
            }
        }

        private void start(long turn) {
            script.add("starts " + turn + " over '" + sounding + "'");
            open.put(turn, asked && played);
            if (sounding.startsWith("Responda") || sounding.equals(ASK)) {
                echoes.add(turn);
            }
            phone.starts(turn);
        }

        private void key(char key) {
            script.add("key " + key);
            legal = key == '1' ? introduced : legal;
            refused |= key == '2';
            sounding = "";
            phone.key(key);
        }

        private void end(long newest) {
            if (open.isEmpty()) {
                start(newest);
                return;
            }
            long turn = List.copyOf(open.keySet()).get(random.nextInt(open.size()));
            boolean clean = Boolean.TRUE.equals(open.remove(turn));
            switch (random.nextInt(8)) {
                case 0 -> phone.murmurs(turn);
                case 1 -> {
                    doubt();
                    phone.input(new ConversationInput.NotUnderstood(turn, random.nextInt(4) > 0));
                }
                case 2 -> {
                    doubt();
                    heard(turn, any(YES), 0.4);
                }
                case 3 -> {
                    refused |= random.nextInt(4) == 0;
                    if (refused) {
                        heard(turn, any(NO), 0.9);
                    } else {
                        doubt();
                        heard(turn, any(UNCLEAR), 0.9);
                    }
                }
                case 4 -> {
                    doubt();
                    heard(turn, any(UNCLEAR), 0.9);
                }
                default -> {
                    if (yes) {
                        String text = any(YES);
                        boolean echo = echoes.contains(turn) && (text.equals("sim") || text.startsWith("libera"));
                        legal |= clean && (!echo || text.equals("sim"));
                        heard(turn, text, 0.9);
                    } else {
                        phone.murmurs(turn);
                    }
                }
            }
            script.add("ended " + turn);
        }

        private void heard(long turn, String text, double confidence) {
            script.add("heard " + turn + " '" + text + "' " + confidence);
            phone.heard(turn, text, confidence);
            sounding = phone.sounding();
        }

        private String any(List<String> texts) {
            return texts.get(random.nextInt(texts.size()));
        }
    }
}
