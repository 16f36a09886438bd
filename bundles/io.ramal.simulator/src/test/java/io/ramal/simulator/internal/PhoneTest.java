package io.ramal.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.dial.DialEvent;
import io.ramal.dial.DialRequest;
import io.ramal.dial.DialSession;
import io.ramal.dial.GateResult;
import io.ramal.extension.Extension;
import io.ramal.simulator.internal.scenario.ScenarioException;
import io.ramal.simulator.internal.scenario.ScenarioParser;
import io.ramal.simulator.internal.scenario.Script;
import io.ramal.simulator.internal.scenario.Variables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PhoneTest {
    private static final Extension PAIR = new Extension(1, "1001", "1002", "0.0.0.0", 8080, 8081, 10);
    private static final DialRequest REQUEST =
            new DialRequest(UUID.randomUUID(), PAIR, "1003030", Duration.ofSeconds(10));

    private final List<String> events = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final List<Script.Attempt> picked = new ArrayList<>();
    private String cannotConnect = "";

    @Test
    void ringsAndIsAnswered() throws ScenarioException {
        Phone phone = phone("resident answer after 2s\nresident keys 1\n");
        ring(phone);
        phone.tick(at(0));
        assertThat(events).containsExactly("Ringing");
        assertThat(phone.ringing()).isTrue();
        phone.tick(at(1.98));
        assertThat(picked).isEmpty();
        phone.tick(at(2));
        assertThat(picked).hasSize(1);
        assertThat(events).containsExactly("Ringing", "Answered");
        assertThat(phone.ringing()).isFalse();
        assertThat(phone.missed()).isNull();
        assertThat(told).contains("telephone      rings", "telephone      is answered");
    }

    @Test
    void ringsUntilTheServersTimeIsOver() throws ScenarioException {
        Phone phone = phone("resident answer after 20s\n");
        ring(phone);
        phone.tick(at(0));
        phone.tick(at(9.98));
        phone.tick(at(10));
        assertThat(events).containsExactly("Ringing", "NoAnswer");
        assertThat(picked).isEmpty();
    }

    @Test
    void isBusyRejectsAndFails() throws ScenarioException {
        Phone phone = phone("resident busy\nresident reject after 2s\nresident fail\n");
        ring(phone);
        phone.tick(at(0));
        phone.tick(at(1));
        ring(phone);
        phone.tick(at(2));
        phone.tick(at(4));
        assertThat(phone.missed()).isNotNull();
        ring(phone);
        phone.tick(at(5));
        phone.tick(at(6));
        assertThat(events).containsExactly("Busy", "Ringing", "Rejected", "Failed");
        assertThat(phone.missed()).isNull();
    }

    @Test
    void cancellingEndsRingingAndNothingFollows() throws ScenarioException {
        Phone phone = phone("resident answer after 2s\n");
        DialSession session = ring(phone);
        phone.tick(at(0));
        session.cancel();
        phone.tick(at(1));
        phone.tick(at(3));
        assertThat(events).containsExactly("Ringing");
        assertThat(phone.ringing()).isFalse();
        assertThat(phone.complaint()).contains("before it was answered").contains("line 2");
    }

    @Test
    void ringingForNobodyIsComplainedOf() throws ScenarioException {
        Phone phone = phone("resident no-answer\n");
        ring(phone);
        phone.tick(at(0));
        phone.visitorGone(at(1));
        phone.tick(at(3.9));
        assertThat(phone.complaint()).isEmpty();
        phone.tick(at(4));
        assertThat(phone.complaint()).contains("after the visitor had left").contains("resident no-answer");
        assertThat(events).containsExactly("Ringing", "NoAnswer");
    }

    @Test
    void aLegThatCannotComeInFails() throws ScenarioException {
        cannotConnect = "the extension 1001 listens on no return port";
        Phone phone = phone("resident answer after 1s\n");
        ring(phone);
        phone.tick(at(0));
        phone.tick(at(1));
        assertThat(events).containsExactly("Ringing", "Failed");
        assertThat(phone.complaint()).contains("no return port").contains("line 2");
    }

    @Test
    void theLastBehaviourHoldsForFurtherAttempts() throws ScenarioException {
        Phone phone = phone("resident no-answer\n");
        for (int i = 0; i < 2; i++) {
            ring(phone);
            phone.tick(at(20 * i));
            phone.tick(at(20 * i + 10));
        }
        assertThat(events).containsExactly("Ringing", "NoAnswer", "Ringing", "NoAnswer");
        assertThat(told).contains("telephone      rings, for time 2");
    }

    @Test
    void thereIsNoGateButItsOpeningShows() throws ScenarioException {
        Phone phone = phone("resident answer\n");
        List<GateResult> results = new ArrayList<>();
        ring(phone).openGate(results::add);
        phone.tick(at(0));
        assertThat(results).containsExactly(GateResult.NONE);
        assertThat(told).contains("gate           would be opened now");
    }

    private Phone phone(String resident) throws ScenarioException {
        Script script = Script.of(
                ScenarioParser.parse("t", Path.of(""), "hangup\n" + resident, new Variables("101", Locale.US)), true);
        Phone phone = new Phone(
                script.attempts(),
                (attempt, request) -> {
                    picked.add(attempt);
                    return cannotConnect;
                },
                s -> told.add(s.what()));
        phone.begin(at(0));
        return phone;
    }

    private DialSession ring(Phone phone) {
        return phone.ring(REQUEST, (DialEvent e) -> events.add(e.getClass().getSimpleName()));
    }

    private static long at(double seconds) {
        return 5_000_000_000L + Math.round(seconds * 1e9);
    }
}
