package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.conversation.VisitData;
import io.ramal.provider.ProviderHealth;
import org.junit.jupiter.api.Test;

/** What is set for one extension goes before what is set for the server. */
class OwnWishesTest {
    private static final DoormanSettings SETTINGS = DoormanSettings.of("Ipê.", "", 3, 3, true, 3_000);

    private final FakeAi main = new FakeAi("main");
    private final FakeAi wished = new FakeAi("wished");

    @Test
    void aCallsOwnGreetingReplacesTheServers() {
        assertThat(caller(" Condomínio Jatobá, boa noite. ", "").opened(true).out())
                .first()
                .isEqualTo("Condomínio Jatobá, boa noite.");
        assertThat(caller("Jatobá.", "").opened(false).out()).first().isEqualTo("Jatobá.");
        assertThat(caller(" ", "").opened(true).out()).first().isEqualTo("Ipê.");
    }

    @Test
    void thePreferredBackendIsAskedBeforeBetterOnes() {
        caller("", "wished").opened(true).heard(1, "entrega");
        assertThat(wished.questions).hasSize(1);
        assertThat(main.questions).isEmpty();
    }

    @Test
    void aPreferredBackendThatFailsOrIsDownIsReplacedAsAnyOther() {
        Caller failing = caller("", "wished").opened(true);
        for (int turn = 1; turn < 4; turn++) {
            failing.heard(turn, "entrega");
            wished.fail();
        }
        failing.out();
        assertThat(main.questions).hasSize(1);
        main.answer("Nome?", VisitData.EMPTY.withIntent("entrega"));
        assertThat(failing.out()).contains("3 Nome?");

        wished.health = ProviderHealth.unavailable("no key", "set a key");
        caller("", "wished").opened(true).heard(1, "visita");
        assertThat(main.questions).hasSize(2);
    }

    private Caller caller(String greeting, String ai) {
        return new Caller(SETTINGS, Doorman.PT, greeting, ai, main, wished);
    }
}
