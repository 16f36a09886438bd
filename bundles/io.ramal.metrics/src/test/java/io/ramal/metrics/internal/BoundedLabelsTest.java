package io.ramal.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLabelsTest {
    private final BoundedLabels labels = new BoundedLabels(2);
    private final List<String> forgotten = new ArrayList<>();

    @Test
    void whoComesFirstHasALabelOfItsOwn() {
        assertThat(List.of(labels.label("1"), labels.label("2"), labels.label("3"), labels.label("1")))
                .containsExactly("1", "2", "other", "1");
        assertThat(labels.own()).containsExactly("1", "2");
    }

    @Test
    void whatIsForgottenMakesRoom() {
        labels.label("1");
        labels.label("2");
        labels.keep(List.of("2", "3"), forgotten::add);
        assertThat(forgotten).containsExactly("1");
        assertThat(labels.label("3")).isEqualTo("3");
        assertThat(labels.label("1")).isEqualTo("other");
    }

    @Test
    void nothingIsForgottenWhileNothingIsKnown() {
        labels.label("1");
        labels.keep(List.of(), forgotten::add);
        assertThat(forgotten).isEmpty();
        assertThat(labels.own()).containsExactly("1");
    }

    @Test
    void aLowerBoundHoldsFromTheNextTime() {
        labels.label("1");
        labels.label("2");
        labels.limit(1);
        labels.keep(List.of("1", "2"), forgotten::add);
        assertThat(forgotten).containsExactly("2");
        assertThat(labels.label("2")).isEqualTo("other");
        labels.limit(5);
        assertThat(labels.label("2")).isEqualTo("2");
    }
}
