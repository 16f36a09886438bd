package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegEvent;
import io.ramal.call.LegRole;
import io.ramal.call.LineEnd;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;

class VisitComponentTest {
    private final List<String> conditions = new ArrayList<>();
    private final FakeLegs legs = new FakeLegs();
    private final CallEventsComponent events = new CallEventsComponent();
    private final ReceptionComponent reception = new ReceptionComponent(context());
    private final VisitComponent component = visits();

    @AfterEach
    void close() {
        component.close();
        reception.close();
        events.close();
    }

    @Test
    void theConditionIsThereWhileVisitsAreTakenIn() {
        assertThat(conditions).containsExactly("io.ramal.accepting");
        reception.drain();
        assertThat(reception.accepting()).isFalse();
        assertThat(conditions).isEmpty();
        assertThat(component.accept(new FakeLine(LegRole.VISITOR))).isEmpty();
        reception.resume();
        assertThat(reception.accepting()).isTrue();
        assertThat(conditions).containsExactly("io.ramal.accepting");
        component.close();
        assertThat(conditions).isEmpty();
        component.close();
        reception.resume();
        assertThat(conditions).as("nobody serves visits").isEmpty();
    }

    @Test
    void aDrainOutlivesWhoServesVisits() {
        reception.drain();
        component.close();
        VisitComponent updated = visits();
        assertThat(updated.accept(new FakeLine(LegRole.VISITOR))).isEmpty();
        assertThat(conditions).isEmpty();
        reception.resume();
        assertThat(updated.accept(new FakeLine(LegRole.VISITOR))).isPresent();
        assertThat(conditions).containsExactly("io.ramal.accepting");
        updated.close();
        assertThat(conditions).isEmpty();
    }

    @Test
    void theReceptionNeedsNothingThatMayBeUpdated() {
        assertThat(ReceptionComponent.class.getConstructors())
                .singleElement()
                .satisfies(c -> assertThat(c.getParameterTypes()).containsExactly(BundleContext.class));
    }

    private VisitComponent visits() {
        return new VisitComponent(
                reception, legs, new FakeConversations(), new FakeRegistry(), events, config(Map.of("drain_ms", 0L)));
    }

    @Test
    void callsAreHeldListedAndEnded() {
        FakeLine line = new FakeLine(LegRole.VISITOR);
        UUID id = line.info().callId();
        assertThat(component.accept(line)).isPresent();
        assertThat(component.active()).hasSize(1);
        assertThat(component.end(id)).isTrue();
        line.executor().runAll();
        assertThat(legs.farewells).isEqualTo(1);
        legs.listener.on(new LegEvent.Ended(LineEnd.LOCAL_HANGUP));
        assertThat(component.end(id)).isFalse();
        assertThat(component.recent()).hasSize(1);
        assertThat(component.find(id)).isPresent();
        assertThat(component.hangup(id, LegRole.VISITOR)).isFalse();
    }

    @Test
    void aBadSettingKeepsWhatHeldBefore() {
        component.modified(config(Map.of("language", "en-US", "drain_ms", 0L)));
        component.modified(config(Map.of("language", "klingon", "drain_ms", 0L)));
        component.accept(new FakeLine(LegRole.VISITOR));
        assertThat(legs.request.language().toLanguageTag()).isEqualTo("en-US");
    }

    private static VisitComponent.Config config(Map<String, Object> given) {
        return (VisitComponent.Config) Proxy.newProxyInstance(
                VisitComponent.Config.class.getClassLoader(),
                new Class<?>[] {VisitComponent.Config.class},
                (proxy, method, args) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    /** A framework that only knows how to register a condition. */
    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("registerService");
                    assertThat(args[0]).isEqualTo(Condition.class);
                    String id = (String) ((Dictionary<?, ?>) args[2]).get(Condition.CONDITION_ID);
                    conditions.add(id);
                    return Proxy.newProxyInstance(
                            ServiceRegistration.class.getClassLoader(),
                            new Class<?>[] {ServiceRegistration.class},
                            (registration, called, none) -> {
                                assertThat(called.getName()).isEqualTo("unregister");
                                assertThat(conditions.remove(id)).isTrue();
                                return null;
                            });
                });
    }
}
