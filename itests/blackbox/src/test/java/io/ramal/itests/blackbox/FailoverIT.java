package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.emulators.azure.AzureEmulator;
import io.ramal.emulators.openai.OpenAiEmulator;
import io.ramal.emulators.openai.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Services that fail in every way while callers talk: the first recogniser, voice or backend takes the connection and never
 * answers, is slow, breaks off, answers rubbish or refuses. Each turn is answered by the next provider, and nobody listens
 * to silence for long. Azure's and OpenAI's services are played beside the server; eSpeak NG and the rules are real.
 */
class FailoverIT {
    private static final int CALLS = 2;
    private static final int TURNS = 3;
    /** A backend is given up after its third failure in a dialogue, each with an apology. */
    private static final int AI_TURNS = 5;

    private static final int STT_MS = 1500;
    private static final int TTS_MS = 1200;
    private static final int AI_MS = 1500;
    /** What the next provider may take beyond the deadline of the one before, on average. */
    private static final int NEXT_MS = 300;
    /** Longest time that a caller is left without a sound, from the end of the turn and within what is said. */
    private static final int QUIET_MS = 2500;
    /** What callers take for the end of an answer: longer than any quiet that may be within it. */
    private static final int PAUSE_MS = 3000;

    private static AzureEmulator azure;
    private static OpenAiEmulator others;
    private static Server server;
    private static int sentences;

    /** What fails, of which role, and who serves instead. */
    private record Fault(String name, String role, String failing, String instead, int deadline, Runnable begin) {
        @Override
        public String toString() {
            return role + " " + name;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        azure = AzureEmulator.start();
        others = OpenAiEmulator.start();
        server = new Server("failover");
        server.set("io.ramal.speech.azure", "host", azure.uri());
        server.set("io.ramal.speech.azure", ".key", "played");
        // no connection outlives its utterance: each meets the fault that is on
        server.set("io.ramal.speech.azure", "stt.spare", 0);
        server.set("io.ramal.speech.azure", "tts.spare", 0);
        server.set("io.ramal.speech.azure", "tts.keep", 0);
        server.set("io.ramal.speech.openai", "url", others.uri());
        server.set("io.ramal.ai.openai", "url", others.uri());
        server.set("io.ramal.ai.openai", "model", "played");
        server.set("io.ramal.registry", "deadline.stt.ms", STT_MS);
        server.set("io.ramal.registry", "deadline.tts.ms", TTS_MS);
        server.set("io.ramal.registry", "deadline.ai.ms", AI_MS);
        // every turn meets the fault: nobody is left out for having failed before
        server.set("io.ramal.registry", "circuit.failures", 100);
        server.set("io.ramal.registry", "circuit.window", 100);
        // a dialogue that makes no headway is handed over; these callers never get anywhere
        server.set("io.ramal.doorman", "asks.max", 10);
        server.start();
        for (String id : List.of("azure", "openai-speech", "openai", "espeak")) {
            server.await(id, () -> {
                String all = server.get(server.apiPort, "/api/providers");
                return all != null && all.matches("(?s).*\"id\":\"" + id + "\"[^{}]*\"state\":\"ready\".*")
                        ? all
                        : null;
            });
        }
        server.post(
                "/api/providers/use", "{\"extension\":\"all\",\"stt\":\"azure\",\"tts\":\"azure\",\"ai\":\"openai\"}");
        healthy();
        TurnLoad.talk(server, 1, TURNS, PAUSE_MS);
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
        azure.close();
        others.close();
    }

    static Stream<Fault> faults() {
        return Stream.of(
                stt("takes the connection and never answers", "role=stt;silentAt=0"),
                stt("goes silent in the middle of a turn", "role=stt;silentAt=400"),
                stt("is slow", "role=stt;delayMs=6000"),
                stt("breaks off in the middle of a turn", "role=stt;rstAt=400"),
                stt("understands nothing", "role=stt;status=Error"),
                stt("refuses", "role=stt;http=503"),
                tts("takes the connection and never answers", "role=tts;silentAt=0"),
                tts("is slow", "role=tts;firstMs=6000"),
                tts("dies in the middle of a sentence", "role=tts;rstAt=500"),
                tts("stalls in the middle of a sentence", "role=tts;stallAfter=5"),
                tts("refuses", "role=tts;http=503"),
                ai("takes the question and never answers", Script::blackHole),
                ai("breaks off in the middle of an answer", s -> s.breakOff(utf8("{\"mensagem\":\"Cer"))),
                ai("goes silent in the middle of an answer", s -> s.pause(utf8("{\"mensagem\":\"Cer"), new byte[0])),
                ai("answers rubbish", s -> s.garbage("text/html", "<html>502 Bad Gateway</html>")),
                ai("refuses", s -> s.status(500, "overloaded")));
    }

    private static Fault stt(String name, String scenario) {
        return new Fault(name, "stt", "azure", "openai-speech", STT_MS, () -> play(scenario));
    }

    private static Fault tts(String name, String scenario) {
        return new Fault(name, "tts", "azure", "espeak", TTS_MS, () -> play(scenario));
    }

    private static Fault ai(String name, Consumer<Script> treatment) {
        return new Fault(name, "ai", "openai", "rules", AI_MS, () -> {
            // asked ahead of the end of a turn as well
            for (int i = 0; i < 10 * CALLS * AI_TURNS; i++) {
                treatment.accept(others.chat());
            }
        });
    }

    private static void play(String scenario) {
        azure.scenario(scenario + ";text=uma visita|uma entrega");
        // recognisers of the fault before may still be closing: what SDK 1.50.0 was seen to die of, in a process of its
        // own
        azure.reset();
    }

    private static void healthy() {
        play("role=stt");
        others.transcriptions().usually(utf8("uma visita"));
        others.chat().clear();
        for (int i = 0; i < 10 * CALLS * AI_TURNS; i++) {
            sentences++;
            // sentences that nobody has said before: they cannot come from the cache
            others.chat()
                    .answer(String.format(
                            Locale.ROOT,
                            "{\"mensagem\":\"Certo, anotei isso como número %d. O que mais o senhor quer me dizer?\","
                                    + "\"intent_type\":\"%s\",\"valid_for_action\":false}",
                            sentences,
                            sentences % 2 == 0 ? "visita" : "entrega"));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theNextProviderServesWithinTheTurn(Fault fault) throws Exception {
        healthy();
        if (fault.role().equals("ai")) {
            others.chat().clear();
        }
        fault.begin().run();
        Metrics before = Metrics.of(server);
        boolean ai = fault.role().equals("ai");
        Map<String, Double> noticed = TurnLoad.talk(server, CALLS, ai ? AI_TURNS : TURNS, PAUSE_MS);
        Metrics after = Metrics.of(server);
        double quiet = noticed.get("quiet.max");

        double failed = grown(before, after, "ramal_provider_failures_total", fault.failing(), fault.role());
        double served = grown(before, after, "ramal_provider_served_total", fault.instead(), fault.role());
        double turns =
                after.value("ramal_turn_response_seconds_count") - before.value("ramal_turn_response_seconds_count");
        String stage = "ramal_turn_stage_seconds_sum{stage=\"" + fault.role() + "\"}";
        double mean = (after.value(stage) - before.value(stage)) / turns * 1000;
        System.out.printf(
                Locale.ROOT,
                "black box: %s %-40s  stage %.0f ms, quiet for %.0f ms at most; failed %.0f, %s served %.0f%n",
                fault.role(),
                fault.name(),
                mean,
                quiet,
                failed,
                fault.instead(),
                served);
        assertThat(noticed).containsEntry("calls.up", (double) CALLS).containsEntry("turns.unanswered", 0.0);
        // whoever refuses to connect is not even asked
        if (!fault.name().equals("refuses")) {
            assertThat(failed).as("failures of " + fault.failing()).isPositive();
        }
        assertThat(served).as("served by " + fault.instead()).isPositive();
        if (!ai) {
            assertThat(mean).as("ms in stage " + fault.role()).isLessThanOrEqualTo(fault.deadline() + NEXT_MS);
        }
        assertThat(quiet).as("ms without a sound").isLessThanOrEqualTo(QUIET_MS);
    }

    private static double grown(Metrics before, Metrics after, String name, String id, String role) {
        String series = name + "{id=\"" + id + "\",role=\"" + role + "\"}";
        return after.value(series) - before.value(series);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
