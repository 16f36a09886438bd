package io.ramal.doorman.internal.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final Names names = new Names();

    private boolean match(String heard, String written) {
        return names.match(names.read(heard), names.read(written));
    }

    @Test
    void everyPairOfTheTable() throws IOException {
        List<String> wrong = new ArrayList<>();
        int yes = 0;
        int no = 0;
        for (String line : lines()) {
            String[] f = line.split("\t", -1);
            boolean expected = f[0].equals("yes");
            yes += expected ? 1 : 0;
            no += expected ? 0 : 1;
            if (match(f[1], f[2]) != expected) {
                wrong.add(line);
            }
        }
        System.out.printf("names: %d that match, %d that do not, %d wrong%n", yes, no, wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(yes).isGreaterThan(100);
        assertThat(no).isGreaterThan(100);
    }

    /** The gravest mistake is to ring somebody else: no two common names that sound different are taken for one another. */
    @Test
    void commonNamesAreOnlyThemselvesAndTheirForms() {
        for (String a : List.of("Marcos", "Mariana", "Paulo", "Bruno", "Eliane", "Nilson")) {
            for (String b : List.of("Marcelo", "Marina", "Paula", "Breno", "Elaine", "Nelson")) {
                assertThat(match(a, b)).as(a + " and " + b).isFalse();
            }
        }
    }

    @Test
    void namesTellNothingAboutThemselves() {
        assertThat(names.read("Maria Aparecida")).hasToString("2 words");
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(NamesTest.class.getResourceAsStream("names.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
