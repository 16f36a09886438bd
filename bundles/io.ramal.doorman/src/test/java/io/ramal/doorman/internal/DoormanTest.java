package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.call.LegRole;
import io.ramal.conversation.ConversationRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoormanTest {
    @Test
    void talksToVisitorsOnly() {
        Doorman doorman = new Doorman(new FakeRegistry(), DoormanSettings.DEFAULT);
        ConversationRequest request =
                new ConversationRequest(new UUID(1, 2), LegRole.RESIDENT, Caller.EXTENSION, Doorman.PT, Runnable::run);
        assertThatThrownBy(() -> doorman.open(request, event -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void commonPhrasesBeginWithTheGreetingAndHoldNobodysData() {
        DoormanSettings settings = DoormanSettings.of("Ipê.", "", 3, 3, 30_000, 3_000);
        Doorman doorman = new Doorman(new FakeRegistry(), settings);
        assertThat(doorman.phrases()).containsOnlyKeys(Doorman.PT, Doorman.EN);
        assertThat(doorman.phrases().get(Doorman.PT)).first().isEqualTo("Ipê.");
        assertThat(doorman.phrases().get(Doorman.EN)).first().isEqualTo("Hello, this is the front desk.");
        doorman.phrases()
                .values()
                .forEach(phrases -> assertThat(phrases)
                        .hasSizeGreaterThan(20)
                        .doesNotHaveDuplicates()
                        .allSatisfy(p -> assertThat(p).isNotBlank().doesNotContain("{")));
    }

    @ParameterizedTest
    @CsvSource({
        "0,3,32000,3000,noinput.max = 0",
        "11,3,32000,3000,noinput.max = 11",
        "3,0,32000,3000,failures.max = 0",
        "3,3,999,3000,ai.timeout.ms = 999",
        "3,3,180001,3000,ai.timeout.ms = 180001",
        "3,3,32000,499,digits.gap.ms = 499"
    })
    void badSettingsAreNamed(int noInput, int failures, int timeout, int gap, String told) {
        assertThatThrownBy(() -> DoormanSettings.of("", "", noInput, failures, timeout, gap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.ramal.doorman: " + told)
                .hasMessageContaining("; set ");
    }
}
