package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.CallEvent;
import io.ramal.call.LegRole;
import io.ramal.extension.ExtensionProfile;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReceptionTest {
    private final List<Boolean> sign = new ArrayList<>();
    private final FrontDoor door = new FrontDoor(sign::add);
    private final FakeLegs legs = new FakeLegs();
    private final List<CallEvent> events = new ArrayList<>();
    private final Visits visits = new Visits(
            new Means(
                    legs,
                    new FakeConversations(),
                    new FakeRegistry(),
                    () -> null,
                    Clock.systemUTC(),
                    new FakeClock(),
                    events::add),
            VisitSettings.DEFAULT,
            door,
            number -> ExtensionProfile.NONE);
    private final FakeLine line = new FakeLine(LegRole.VISITOR);
    private final FakeLine second = new FakeLine(new UUID(0, 2), LegRole.VISITOR);

    @Test
    void aDrainingServerRefusesVisitsAndLeavesThoseThatAreUpAlone() {
        visits.accept(line);
        door.drain();
        assertThat(visits.accept(second)).isEmpty();
        assertThat(events)
                .last()
                .isEqualTo(
                        new CallEvent.Refused(second.info().callId(), FakeLine.EXTENSION, LegRole.VISITOR, "draining"));
        line.executor().runAll();
        assertThat(visits.active()).hasSize(1);
        assertThat(line.hungUp()).isFalse();
        assertThat(legs.hungUp).isFalse();
        assertThat(legs.farewells).isZero();

        door.resume();
        assertThat(visits.accept(second)).isPresent();
    }

    @Test
    void theSignFollowsTheDoorAndIsSetOncePerChange() {
        assertThat(sign).as("nobody is there").isEmpty();
        door.staffed(true);
        door.staffed(true);
        assertThat(sign).containsExactly(true);
        door.drain();
        door.drain();
        assertThat(door.accepting()).isFalse();
        assertThat(sign).containsExactly(true, false);
        door.resume();
        door.resume();
        assertThat(door.accepting()).isTrue();
        assertThat(sign).containsExactly(true, false, true);
        door.staffed(false);
        door.staffed(false);
        door.resume();
        assertThat(door.accepting()).as("what the operator said").isTrue();
        assertThat(sign).containsExactly(true, false, true, false);
    }

    @Test
    void aDrainLastsWhileWhoServesVisitsIsReplaced() {
        door.staffed(true);
        door.drain();
        door.staffed(false);
        door.staffed(true);
        assertThat(door.accepting()).isFalse();
        assertThat(sign).containsExactly(true, false);
        door.resume();
        assertThat(sign).containsExactly(true, false, true);
    }

    @Test
    void aSignThatFailsDoesNotBlockTheDoor() {
        List<Boolean> asked = new ArrayList<>();
        FrontDoor broken = new FrontDoor(open -> {
            asked.add(open);
            throw new IllegalStateException("scripted");
        });
        broken.staffed(true);
        broken.drain();
        broken.resume();
        assertThat(asked).containsExactly(true, false, true);
        assertThat(broken.accepting()).isTrue();
    }

    @Test
    void aChangeWhileTheSignIsBeingSetIsShownToo() throws InterruptedException {
        CountDownLatch setting = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        List<Boolean> shown = new ArrayList<>();
        AtomicReference<FrontDoor> slow = new AtomicReference<>(new FrontDoor(open -> {
            shown.add(open);
            if (!open) {
                setting.countDown();
                await(changed);
            }
        }));
        slow.get().staffed(true);
        Thread drainer = new Thread(() -> slow.get().drain());
        drainer.start();
        await(setting);
        slow.get().resume();
        changed.countDown();
        drainer.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(drainer.isAlive()).isFalse();
        assertThat(shown).containsExactly(true, false, true);
    }

    @Test
    void aStopRefusesForGood() {
        visits.drain(Duration.ZERO);
        door.resume();
        assertThat(visits.accept(line)).isEmpty();
        assertThat(events).last().isInstanceOf(CallEvent.Refused.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
