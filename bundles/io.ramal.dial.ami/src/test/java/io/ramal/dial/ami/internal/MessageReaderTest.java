package io.ramal.dial.ami.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
    private static MessageReader reader(String text) {
        return new MessageReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void cutsMessagesAtEmptyLines() throws Exception {
        MessageReader reader = reader("Event: A\r\nX: 1: 2\r\n\r\n\r\nEvent:B\nY:\n\nEvent: cut off");
        Message first = reader.next();
        assertThat(first.isEvent("A")).isTrue();
        assertThat(first.get("x")).isEqualTo("1: 2");
        Message second = reader.next();
        assertThat(second.isEvent("B")).isTrue();
        assertThat(second.get("Y")).isEmpty();
        assertThat(second.isResponse()).isFalse();
        assertThat(reader.next()).isNull();
    }

    @Test
    void keepsTheFirstOfEqualNamesAndSkipsWhatIsNoField() throws Exception {
        Message m = reader("Event: A\r\nno field\r\n: none\r\nVar: 1\r\nVar: 2\r\nNome: João\r\n\r\n")
                .next();
        assertThat(m.fields()).hasSize(3);
        assertThat(m.get("Var")).isEqualTo("1");
        assertThat(m.get("Nome")).isEqualTo("João");
    }

    @Test
    void cutsWhatIsTooLongAndGoesOn() throws Exception {
        StringBuilder text = new StringBuilder("Event: A\r\nLong: " + "x".repeat(1_000_000) + "\r\n");
        for (int i = 0; i < 2000; i++) {
            text.append("F").append(i).append(": 1\r\n");
        }
        MessageReader reader = reader(text + "\r\nEvent: B\r\n\r\n");
        Message m = reader.next();
        assertThat(m.get("Long").length()).isLessThan(MessageReader.MAX_LINE);
        assertThat(m.fields()).hasSize(MessageReader.MAX_FIELDS);
        assertThat(reader.next().isEvent("B")).isTrue();
    }
}
