package io.ramal.visit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.call.LegRole;
import io.ramal.dial.DialProvider;
import io.ramal.dial.DialRequest;
import io.ramal.extension.ExtensionProfile;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.testkit.FakeDial;
import io.ramal.testkit.FakeLine;
import io.ramal.testkit.FakeRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/** What the log shows of failures, whose messages may quote numbers and words. */
class WordlessTest {
    private static final String SECRET = "1003030";

    @Test
    void classesAndPlacesAreShownAndNoMessage() {
        Throwable failure = new IllegalStateException("cannot ring " + SECRET, new RuntimeException("no " + SECRET));
        StringWriter text = new StringWriter();
        new Wordless(failure).printStackTrace(new PrintWriter(text, true));
        assertThat(text.toString())
                .startsWith("java.lang.IllegalStateException" + System.lineSeparator())
                .contains("Caused by: java.lang.RuntimeException" + System.lineSeparator())
                .contains("WordlessTest.java")
                .doesNotContain(SECRET);
        assertThat(Wordless.unless(true, failure)).isSameAs(failure);
    }

    @Test
    void aCauseThatIsItsOwnEnds() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);
        assertThat(new Wordless(one)).hasToString("java.lang.RuntimeException");
    }

    @Test
    void aTelephoneThatFails() {
        assertThat(logged(Ringing.class, () -> ringing(false)))
                .contains("one failed (open)")
                .contains("IllegalStateException")
                .doesNotContain(SECRET);
        assertThat(logged(Ringing.class, () -> ringing(true))).contains(SECRET);
    }

    @Test
    void aConversationThatFails() {
        assertThat(logged(Side.class, () -> failing(false)))
                .contains("the conversation with the visitor of call")
                .contains("IllegalStateException")
                .doesNotContain(SECRET);
        assertThat(logged(Side.class, () -> failing(true))).contains(SECRET);
    }

    private static void ringing(boolean transcripts) {
        FakeRegistry registry = new FakeRegistry().add(new FakeDial("one"));
        Lease<DialProvider> lease = registry.lease(DialProvider.class, new LeaseRequest(Locale.US, Set.of()))
                .orElseThrow();
        Lease<DialProvider> broken = new Lease<>() {
            @Override
            public DialProvider provider() {
                throw new IllegalStateException("cannot ring " + SECRET);
            }

            @Override
            public Duration deadline() {
                return lease.deadline();
            }

            @Override
            public boolean retired() {
                return lease.retired();
            }

            @Override
            public void served(Duration latency) {
                lease.served(latency);
            }

            @Override
            public void failed(String reason) {
                lease.failed(reason);
            }

            @Override
            public void close() {
                lease.close();
            }
        };
        Ringing ringing = new Ringing(new UUID(0, 1), broken, "one", 0, transcripts);
        ringing.open(new DialRequest(new UUID(0, 1), FakeLine.EXTENSION, SECRET, Duration.ofSeconds(1)), e -> {});
        ringing.close();
    }

    private static void failing(boolean transcripts) {
        FakeConversations conversations = new FakeConversations();
        conversations.failure = new IllegalStateException("unheard of: " + SECRET);
        Means means = new Means(
                new FakeLegs(), conversations, new FakeRegistry(), () -> null, Clock.systemUTC(), () -> 0, e -> {});
        FakeLine line = new FakeLine(LegRole.VISITOR);
        new Visits(
                        means,
                        VisitSettings.of("pt-BR", "", transcripts, 1, 0),
                        new FrontDoor(open -> {}),
                        number -> ExtensionProfile.NONE)
                .accept(line);
        line.executor().runAll();
    }

    /** What is logged, though these tests keep the log quiet otherwise. */
    private static String logged(Class<?> logger, Runnable what) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int level = level(logger, LocationAwareLogger.WARN_INT);
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            what.run();
        } finally {
            System.setErr(before);
            level(logger, level);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int level(Class<?> logger, int level) {
        try {
            Logger log = LoggerFactory.getLogger(logger);
            Field field = log.getClass().getDeclaredField("currentLogLevel");
            field.setAccessible(true);
            int before = field.getInt(log);
            field.setInt(log, level);
            return before;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the logger of these tests is another", e);
        }
    }
}
