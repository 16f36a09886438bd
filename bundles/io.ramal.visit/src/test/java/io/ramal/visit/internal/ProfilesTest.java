package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.call.CallEvent;
import io.ramal.call.LegEvent;
import io.ramal.call.LegListener;
import io.ramal.call.LegRole;
import io.ramal.call.Line;
import io.ramal.call.LineEnd;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionProfile;
import io.ramal.provider.ProviderRole;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is set for one extension holds for its visits, and for no other's. */
class ProfilesTest {
    private static final Extension OTHER = new Extension(7, "2000", "2001", "0.0.0.0", 9000, 9001, 2);
    private static final VisitSettings SETTINGS = VisitSettings.of("pt-BR", "vera", false, 50, 0);

    private final FakeLegs legs = new FakeLegs();
    private final FakeConversations conversations = new FakeConversations();
    private final Map<String, ExtensionProfile> profiles = new HashMap<>();
    private final List<CallEvent> events = new ArrayList<>();
    private final Visits visits = new Visits(
            new Means(
                    legs,
                    conversations,
                    new FakeRegistry(),
                    () -> null,
                    Clock.systemUTC(),
                    System::nanoTime,
                    events::add),
            SETTINGS,
            new FrontDoor(open -> {}),
            number -> profiles.getOrDefault(number, ExtensionProfile.NONE));
    private int calls;

    @Test
    void whatIsSetGoesToTheLegAndTheConversation() {
        Map<ProviderRole, String> providers = Map.of(ProviderRole.STT, "azure", ProviderRole.AI, "rules");
        profiles.put(
                "1000", new ExtensionProfile(Locale.US, "joe", "Hi there.", Duration.ofMillis(900), providers, null));
        Line line = call(FakeLine.EXTENSION);

        assertThat(legs.request.line().info()).isSameAs(line.info());
        assertThat(legs.request.language()).isEqualTo(Locale.US);
        assertThat(legs.request.voice()).isEqualTo("joe");
        assertThat(legs.request.silence()).isEqualTo(Duration.ofMillis(900));
        assertThat(legs.request.providers()).isEqualTo(providers);
        assertThat(conversations.request.language()).isEqualTo(Locale.US);
        assertThat(conversations.request.greeting()).isEqualTo("Hi there.");
        assertThat(conversations.request.ai()).isEqualTo("rules");
    }

    @Test
    void whatIsNotSetFollowsTheServer() {
        profiles.put("1000", new ExtensionProfile(null, "", "Olá.", null, Map.of(), null));
        call(FakeLine.EXTENSION);
        assertThat(legs.request.language()).isEqualTo(SETTINGS.language());
        assertThat(legs.request.voice()).isEqualTo("vera");
        assertThat(legs.request.silence()).isNull();

        call(OTHER);
        assertThat(conversations.request.greeting()).isEmpty();
        assertThat(conversations.request.ai()).isEmpty();
    }

    @Test
    void theServersVoiceSpeaksTheServersLanguageOnly() {
        profiles.put("1000", new ExtensionProfile(Locale.US, "", "", null, Map.of(), null));
        call(FakeLine.EXTENSION);
        assertThat(legs.request.voice()).isEmpty();
    }

    @Test
    void aProfileThatChangesHoldsForTheNextCall() {
        call(FakeLine.EXTENSION);
        profiles.put("1000", new ExtensionProfile(Locale.US, "", "", null, Map.of(), null));
        assertThat(conversations.request.language()).isEqualTo(SETTINGS.language());
        call(FakeLine.EXTENSION);
        assertThat(conversations.request.language()).isEqualTo(Locale.US);
    }

    @Test
    void noMoreVisitsThanAnExtensionMayHave() {
        profiles.put("1000", atMost(2));
        call(FakeLine.EXTENSION);
        LegListener first = legs.listener;
        call(FakeLine.EXTENSION);
        Line third = line(FakeLine.EXTENSION);
        assertThat(visits.accept(third)).isEmpty();
        assertThat(events)
                .last()
                .isEqualTo(
                        new CallEvent.Refused(third.info().callId(), FakeLine.EXTENSION, LegRole.VISITOR, "calls_max"));
        assertThat(visits.accept(line(OTHER))).as("another extension").isPresent();

        first.on(new LegEvent.Ended(LineEnd.CALLER_HANGUP));
        assertThat(visits.accept(third))
                .as("the id was not kept, and a place is free")
                .isPresent();
        assertThat(visits.accept(line(FakeLine.EXTENSION))).isEmpty();
    }

    @Test
    void aVisitThatCannotBeOpenedKeepsNoPlace() {
        profiles.put("1000", atMost(1));
        conversations.unopened = new IllegalStateException("no words");
        assertThatThrownBy(() -> visits.accept(line(FakeLine.EXTENSION))).hasMessage("no words");
        conversations.unopened = null;
        assertThat(visits.accept(line(FakeLine.EXTENSION))).isPresent();
    }

    @Test
    void anExtensionMayBeClosedAltogether() {
        profiles.put("1000", atMost(0));
        assertThat(visits.accept(line(FakeLine.EXTENSION))).isEmpty();
    }

    @Test
    void theLimitHoldsHoweverManyComeAtOnce() throws InterruptedException {
        Occupancy occupancy = new Occupancy();
        AtomicInteger up = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(4);
        for (int t = 0; t < 4; t++) {
            new Thread(() -> {
                        try {
                            start.await();
                            for (int i = 0; i < 20_000; i++) {
                                if (occupancy.enter(1, 3)) {
                                    most.accumulateAndGet(up.incrementAndGet(), Math::max);
                                    up.decrementAndGet();
                                    occupancy.leave(1);
                                }
                            }
                            done.countDown();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .start();
        }
        start.countDown();
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(occupancy.enter(1, 1)).as("every place was given back").isTrue();
    }

    private static ExtensionProfile atMost(int calls) {
        return new ExtensionProfile(null, "", "", null, Map.of(), calls);
    }

    private Line call(Extension extension) {
        Line line = line(extension);
        assertThat(visits.accept(line)).isPresent();
        return line;
    }

    private Line line(Extension extension) {
        return new FakeLine(new UUID(0, ++calls), LegRole.VISITOR, extension);
    }
}
