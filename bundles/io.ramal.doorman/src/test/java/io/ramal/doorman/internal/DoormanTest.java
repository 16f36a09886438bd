package io.ramal.doorman.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoormanTest {
    @Test
    void commonPhrasesBeginWithTheGreetingAndHoldNobodysData() {
        DoormanSettings settings = DoormanSettings.of("Ipê.", "", 3, 3, true, 3_000);
        Doorman doorman = new Doorman(new FakeRegistry(), new FakeDirectory(), settings, new AheadCounters());
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
        "0,3,3000,noinput.max = 0",
        "11,3,3000,noinput.max = 11",
        "3,0,3000,failures.max = 0",
        "3,3,499,digits.gap.ms = 499"
    })
    void badSettingsAreNamed(int noInput, int failures, int gap, String told) {
        assertThatThrownBy(() -> DoormanSettings.of("", "", noInput, failures, true, gap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.ramal.doorman: " + told)
                .hasMessageContaining("; set ");
    }

    @ParameterizedTest
    @CsvSource({
        "0,human,7000,asks.max = 0",
        "11,human,7000,asks.max = 11",
        "3,nobody,7000,missed = nobody",
        "3,human,1999,wait.cover.ms = 1999"
    })
    void badSettingsOfCallingAreNamed(int asks, String missed, int cover, String told) {
        assertThatThrownBy(() -> DoormanSettings.DEFAULT.withCalling(asks, missed, cover))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.ramal.doorman: " + told)
                .hasMessageContaining("; set ");
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1,2,1,2,1000,60000,decision.min.confidence = -0.1",
        "NaN,2,1,2,1000,60000,decision.min.confidence = NaN",
        "0.6,3,1,2,1000,60000,decision.repeats.max = 3",
        "0.6,2,A,2,1000,60000,decision.yes.key = A",
        "0.6,2,12,2,1000,60000,decision.yes.key = 12",
        "0.6,2,1,1,1000,60000,decision.no.key = 1",
        "0.6,2,1,2,5001,60000,decision.grace.ms = 5001",
        "0.6,2,1,2,1000,9999,decision.max.ms = 9999",
        "0.6,2,1,2,1000,110001,decision.max.ms = 110001"
    })
    void badSettingsOfTheDecisionAreNamed(
            double confidence, int repeats, String yes, String no, int grace, int max, String told) {
        assertThatThrownBy(() -> DoormanSettings.DEFAULT.withDecision(confidence, repeats, yes, no, grace, max))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.ramal.doorman: " + told)
                .hasMessageContaining("; set ");
    }
}
