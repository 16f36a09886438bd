package io.ramal.webhook.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/webhook.md} is what is sent. */
class DocumentationTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "webhook.md");
    private static final UUID VISIT = UUID.fromString("7d3f3a52-2f43-4a2e-9d7d-0b8c7d6f1a11");

    @Test
    void theExampleIsTrue() throws IOException {
        String text = Files.readString(DOCUMENT);
        UUID delivery = UUID.fromString(find(text, "(?m)^X-Ramal-Delivery: (.*)$"));
        Message message = new Messages(Clock.systemUTC(), () -> delivery)
                .of(Samples.decided(VISIT, ""))
                .orElseThrow();
        assertThat(find(text, "(?m)^X-Ramal-Event: (.*)$")).isEqualTo(message.event());
        assertThat(find(text, "(?m)^(\\{\"event\".*)$")).isEqualTo(new String(message.body(), StandardCharsets.UTF_8));

        String signature = Signature.of("porteiro", 1_772_366_441L, message.body());
        assertThat(find(text, "(?m)^X-Ramal-Signature: (.*)$")).isEqualTo(signature);
        assertThat("t=" + find(text, "(?m)^t=([0-9]+)$") + ",v1=" + find(text, "(?m)^# ([0-9a-f]{64})$"))
                .isEqualTo(signature);
    }

    private static String find(String text, String pattern) {
        Matcher m = Pattern.compile(pattern).matcher(text);
        assertThat(m.find()).as(pattern).isTrue();
        return m.group(1);
    }
}
