package io.ramal.extensions.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.ExtensionSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTest {
    @Test
    void whatIsEqualStaysTheSameObject() {
        List<Row> before = List.of(row(1, "a"), row(2, "b"), row(4, "d"), row(5, "e"));
        List<Row> now = List.of(row(1, "a"), row(3, "c"), row(4, "other"), row(5, "e"), row(6, "f"));

        List<Row> kept = Kept.of(before, now, Row::id);

        assertThat(kept).isEqualTo(now);
        assertThat(kept.get(0)).isSameAs(before.get(0));
        assertThat(kept.get(1)).isSameAs(now.get(1));
        assertThat(kept.get(2)).isSameAs(now.get(2));
        assertThat(kept.get(3)).isSameAs(before.get(3));
        assertThat(kept.get(4)).isSameAs(now.get(4));
    }

    @Test
    void disorderCostsNothingButMemory() {
        List<Row> before = List.of(row(9, "i"), row(2, "b"), row(2, "twice"));
        List<Row> now = List.of(row(2, "b"), row(2, "twice"), row(9, "i"), row(1, "a"));

        assertThat(Kept.of(before, now, Row::id)).isEqualTo(now);
        assertThat(Kept.of(List.of(), now, Row::id)).isEqualTo(now);
        assertThat(Kept.of(before, List.of(), Row::id)).isEmpty();
    }

    @Test
    void aReadingKeepsTheRowsOfTheOneBefore() {
        Loaded before = new Loaded(ExtensionSource.FILE, List.of(row(1, "a")));

        Loaded now = new Loaded(ExtensionSource.DATABASE, List.of(row(1, "a"), row(2, "b"))).keeping(before);

        assertThat(now.source()).isEqualTo(ExtensionSource.DATABASE);
        assertThat(now.rows()).containsExactly(row(1, "a"), row(2, "b"));
        assertThat(now.rows().get(0)).isSameAs(before.rows().get(0));
        assertThat(before.keeping(null)).isSameAs(before);
    }

    private static Row row(int id, String number) {
        // another object each time, as a database makes them
        return new Row(id, new String(number), "", "0.0.0.0", "8080", null, 10);
    }
}
