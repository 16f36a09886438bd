package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the guide for writers of providers promises: its example is built with nothing but the distribution it comes with,
 * put into deploy/ while a caller is being talked to, and heard from the next utterance on; without it the voice is the
 * one before.
 */
class ExampleProviderIT {
    private static final double ALL_NOTES = 0.8;
    private static final double NO_NOTES = 0.2;

    private static final String SPEAKS = "ramal_provider_state{id=\"chimes\",role=\"tts\",state=\"ready\"} 1.0";

    private static Server server;
    private static Path example;

    @BeforeAll
    static void build() throws Exception {
        server = new Server("example");
        Path folder = server.home.resolve("docs/example-provider");
        // its plugins are those of our own build, which is why they are here already
        if (maven(folder, "-o") != 0) {
            assertThat(maven(folder))
                    .as(Files.readString(folder.resolve("build.txt")))
                    .isZero();
        }
        example = folder.resolve("target/chimes.jar");
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
    }

    @Test
    void aProviderIsHeardOnceItIsInDeployAndNoLongerThanThat() throws Exception {
        Path deployed = server.home.resolve("deploy/chimes.jar");
        ChimesEar ear = new ChimesEar();
        server.set("io.ramal.leg", "noinput.ms", 30_000);
        server.start();
        PlainCall taken = server.await("a call that is taken", () -> PlainCall.ifAccepted(server.port));
        long usualGap;
        long gap;
        try (SteadyCall call = new SteadyCall(taken, ear)) {
            assertThat(heard(ear, 0)).as("the greeting").isLessThan(NO_NOTES);
            call.forgetGaps();
            assertThat(afterKey(call, ear, '1')).as("visitor, by keypad").isLessThan(NO_NOTES);
            assertThat(afterKey(call, ear, '*')).as("the number anew").isLessThan(NO_NOTES);
            usualGap = call.longestGapMillis();
            call.forgetGaps();

            int before = ear.now();
            call.press('*');
            ear.awaitSound(before);
            Files.copy(example, deployed);
            assertThat(heard(ear, before)).as("what was being said").isLessThan(NO_NOTES);
            awaitProvider(ear, true);
            assertThat(afterKey(call, ear, '*')).as("the next utterance").isGreaterThan(ALL_NOTES);

            before = ear.now();
            call.press('*');
            ear.awaitSound(before);
            Files.delete(deployed);
            awaitProvider(ear, false);
            ear.awaitQuiet(before);
            assertThat(afterKey(call, ear, '*')).as("once it is gone").isLessThan(NO_NOTES);

            gap = call.longestGapMillis();
            call.forgetGaps();
            assertThat(afterKey(call, ear, '*')).as("and so on").isLessThan(NO_NOTES);
            usualGap = Math.max(usualGap, call.longestGapMillis());
            assertThat(call.broken()).isNull();
            assertThat(server.get(server.apiPort, "/api/calls")).contains("\"total\":1");
        }
        // a figure, not a verdict: others may have the processor
        System.out.printf(
                "black box: longest gap while a voice came and went %d ms, before and after %d ms%n", gap, usualGap);
        server.stop();
        assertThat(server.log()).doesNotContain(" ERROR ");
        assertThat(server.console()).doesNotContain("Exception", "ERROR");
    }

    /** Presses a key while nothing is said; which part of the answer was notes. */
    private static double afterKey(SteadyCall call, ChimesEar ear, char key) throws InterruptedException {
        int before = ear.now();
        call.press(key);
        return heard(ear, before);
    }

    /** Waits for the next utterance and its end; which part of it was notes. */
    private static double heard(ChimesEar ear, int from) throws InterruptedException {
        int begin = ear.awaitSound(from);
        return ear.notes(begin, ear.awaitQuiet(begin));
    }

    /** Asks about once a second: what is measured here is the server, not the cost of asking it. */
    private static void awaitProvider(ChimesEar ear, boolean there) throws Exception {
        server.await("chimes " + (there ? "speaks" : "is gone"), () -> {
            ear.rest(50);
            String metrics = server.get(server.apiPort, "/metrics");
            return metrics != null && metrics.contains(SPEAKS) == there ? metrics : null;
        });
    }

    private static int maven(Path project, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("ramal.mvnw"), "-B"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-Dmaven.repo.local=" + System.getProperty("ramal.repository"),
                "-f",
                project.resolve("pom.xml").toString(),
                "package"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.redirectErrorStream(true)
                .redirectOutput(project.resolve("build.txt").toFile())
                .start()
                .waitFor();
    }
}
