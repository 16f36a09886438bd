package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A visitor calls our distribution. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CallIT {
    /** Louder than any noise of a silent writer, quieter than any voice. */
    private static final int AUDIBLE = 500;

    private static final int FRAMES_PER_SECOND = 50;

    private static Server server;

    @BeforeAll
    static void unpack() throws Exception {
        server = new Server("call");
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
    }

    @Test
    @Order(1)
    void aCallIsTakenAndGreeted() throws Exception {
        try (PlainCall call = start("first start")) {
            assertThat(hears(call)).as("the greeting within 30 s").isTrue();
            assertThat(server.shell("ramal:calls"))
                    .contains(call.id.toString().substring(0, 8))
                    .contains("1000");
            assertThat(server.awaitStatus()).contains("\"chamadas_ativas\":1", "\"status\":\"ativo\"");
        }
        assertThat(server.await(
                        "the call is over",
                        () -> server.awaitStatus().contains("\"chamadas_ativas\":0") ? "over" : null))
                .isEqualTo("over");
    }

    @Test
    @Order(2)
    void aCallThatIsUpIsEndedWhenTheServerStops() throws Exception {
        try (PlainCall call = PlainCall.ifAccepted(server.port)) {
            assertThat(call).isNotNull();
            assertThat(server.stop()).isIn(0, 143);
        }
        try (PlainCall call = start("restart")) {
            assertThat(hears(call)).isTrue();
        }
        server.stop();
        assertThat(server.log()).doesNotContain("at io.ramal.extensions");
        assertThat(server.console()).doesNotContain("Exception", "ERROR", "WARN");
    }

    private static PlainCall start(String what) throws Exception {
        long begin = System.nanoTime();
        server.start();
        PlainCall call = server.await("a call that is taken", () -> PlainCall.ifAccepted(server.port));
        System.out.printf(
                "black box: %s, bin/karaf to first accepted call: %.1f s%n", what, (System.nanoTime() - begin) / 1e9);
        return call;
    }

    private static boolean hears(PlainCall call) throws Exception {
        for (int i = 0; i < 30 * FRAMES_PER_SECOND; i++) {
            call.silence();
            if (call.level() > AUDIBLE) {
                return true;
            }
        }
        return false;
    }
}
